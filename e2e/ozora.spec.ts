/** Issue 4: a payment for a ticket that exists, from its number to the invoice; and what may stand against it. */
import {
  askTicket,
  chooseWay,
  moveOzora,
  ozoraToken,
  payableTickets,
  startedFor,
  transferredTicket,
} from './support/ozora.ts';
import { readQr } from './support/qr.ts';
import { atCheckout, newestLink, payState } from './support/sell.ts';
import { join, systemArgs, systemForm } from './support/systems.ts';
import { expect, test } from './support/test.ts';

test.use({ sandboxArgs: systemArgs });

const simple = 'NORMAL-TOTAL-FEE-HUF-SIMPLE';
const stripe = 'NORMAL-TOTAL-FEE-EUR-STRIPE-INTENTS';

test('a token is connected when it is good: number, way to pay, invoice data, QR code, paid page, paid with an invoice number', async ({
  app,
  world,
  phone,
}) => {
  const { page } = app;
  await world.sandbox.control('POST', '/ozora/settings', { auto_ipn_ms: 0, auto_webhook_ms: 0 });
  const form = await systemForm(app, 'ozora', world.sandbox.ozora);
  const token = form.getByTestId('connect-token');
  const submit = form.getByTestId('connect-submit');

  // No token, one that is over, another system's, and one without the right to look: in words, and nothing is kept.
  await token.fill('this is no token');
  await submit.click();
  await expect(form).toContainText('This is no token, or the system does not accept it.');
  await token.fill(await ozoraToken(world, { expires_s: -60 }));
  await submit.click();
  await expect(form).toContainText('This token has ended.');
  const foreign = (await ozoraToken(world)).replace(/[^.]+$/, 'c2lnbmVkIGJ5IHNvbWVib2R5IGVsc2U');
  await token.fill(foreign);
  await submit.click();
  await expect(form).toContainText('This is no token, or the system does not accept it.');
  await token.fill(await ozoraToken(world, { privs: {} }));
  await submit.click();
  await expect(form.getByRole('alert')).toContainText('This account may not do that.');
  await expect(form.getByRole('alert')).toContainText('Missing right: see payments');
  expect(await app.call('accounts.list', undefined)).toEqual([]);

  const { credentials } = world.sandbox;
  await token.fill(credentials.ozora.token);
  await form.getByTestId('connect-second').fill(credentials.ozora.serviceToken);
  await form.getByTestId('connect-setting-template').fill('{"own":true}');
  await submit.click();
  await page.locator('nav').waitFor();

  await askTicket(app, 'thirty-one');
  await expect(page.getByText('A ticket number is a whole number, such as 31090.')).toBeVisible();
  await askTicket(app, 999_999);
  await expect(page.getByTestId('ticket-payment-unknown')).toContainText('No ticket has the number 999999');

  const [ticket = 0, second = 0, third = 0] = await payableTickets(world);
  await askTicket(app, `#${ticket}`);
  await expect(page.getByText('Nothing was paid for this ticket so far.')).toBeVisible();
  await chooseWay(app, simple);
  await page.getByTestId('ticket-payment-billing-name').fill('Nagy Anna');
  await page.getByTestId('ticket-payment-billing-city').fill('Pécs');
  await page.getByTestId('ticket-payment-start').click();
  await payState(app, 'Waiting for payment');
  const link = await newestLink(app);
  expect(await readQr(page.getByTestId('pay-qr'))).toBe(link);
  await atCheckout(phone, link, 'Pay');
  const [started] = await startedFor(world, ticket);
  expect(started).toMatchObject({ code: simple, billing: { billing_name: 'Nagy Anna', billing_city: 'Pécs' } });
  // The guest's page says that it worked; paid it is when the provider has said so.
  await expect.poll(async () => (await startedFor(world, ticket))[0]?.status).toBe('authorized');
  await payState(app, 'Waiting for payment');
  await moveOzora(world, started?.id ?? 0, 'ipn', { times: 2 });
  await payState(app, 'Paid');
  const [booked] = await startedFor(world, ticket);
  await expect(page.getByTestId('pay-invoice')).toContainText(booked?.document_no ?? 'an invoice');

  // Who asks for it again is stopped; it is found by its transaction and by its ticket.
  await page.getByRole('button', { name: 'Another ticket' }).click();
  await askTicket(app, ticket);
  await expect(page.getByTestId('ticket-payment-paid')).toContainText('ALREADY PAID');
  await expect(page.getByTestId('ticket-payment-paid')).toContainText(booked?.document_no ?? 'an invoice');
  await expect(page.getByTestId('ticket-payment-start')).toHaveCount(0);
  const orders = await app.open('orders');
  await orders.getByLabel('Find an order').fill('TR1234');
  await page.getByTestId('orders-ask-transaction').click();
  const order = await app.screen('order');
  await expect(order).toContainText('INV-2026-00123');
  await expect(order).toContainText('finished');

  // The provider refuses: said on the screen, and another attempt is free.
  await world.sandbox.control('POST', '/ozora/refuse', { processor: 'SIMPLE', count: 1 });
  await askTicket(app, second);
  await chooseWay(app, simple);
  await page.getByTestId('ticket-payment-start').click();
  await payState(app, 'Declined');
  expect(await startedFor(world, second)).toMatchObject([{ status: 'failed' }]);
  await expect(page.getByTestId('pay-qr')).toHaveCount(0);
  await page.getByTestId('pay-same-ticket').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Ticket ${second}`);

  // A page whose address holds a secret: a code to scan, and nothing to copy or to read.
  await chooseWay(app, stripe);
  await page.getByTestId('ticket-payment-start').click();
  await payState(app, 'Waiting for payment');
  const secret = await readQr(page.getByTestId('pay-qr'));
  expect(secret).toContain('client_secret=');
  await expect(page.getByRole('button', { name: 'Copy link' })).toHaveCount(0);
  const [intent] = await startedFor(world, second);
  await moveOzora(world, intent?.id ?? 0, 'pay', { card: '4242424242424242' });
  await moveOzora(world, intent?.id ?? 0, 'webhook', {
    types: ['payment_intent.succeeded', 'charge.succeeded'],
    order: 'reversed',
  });
  await payState(app, 'Paid');

  // Paid elsewhere while the form stands open: refused in words, and nothing is started.
  await askTicket(app, third);
  await chooseWay(app, simple);
  await page.getByTestId('ticket-payment-start').click();
  await payState(app, 'Waiting for payment');
  const [open] = await startedFor(world, third);
  await askTicket(app, third);
  await expect(page.getByTestId('ticket-payment-open')).toContainText(`TR${open?.id}`);
  await chooseWay(app, simple);
  await moveOzora(world, open?.id ?? 0, 'pay');
  await moveOzora(world, open?.id ?? 0, 'ipn');
  await page.getByTestId('ticket-payment-start').click();
  await payState(app, 'Refused');
  await expect(page.locator('[data-screen="pay"]')).toContainText(`TR${open?.id} is finished`);
  expect(await startedFor(world, third)).toHaveLength(1);
});

test('without a service token the code is typed; a right that is missing and a token near its end are named', async ({
  app,
  world,
}) => {
  const { page } = app;
  await world.sandbox.control('POST', '/ozora/settings', { auto_ipn_ms: 0 });
  const token = await ozoraToken(world, { privs: { payments_search: true }, expires_s: 3600 });
  await join(app, world, 'ozora', { credential: { kind: 'token', token }, advanced: {} });
  const accounts = await app.open('accounts');
  await expect(accounts.getByTestId('account-expiry')).toContainText('Its token ends on');
  await expect(accounts.getByTestId('account-abilities')).toContainText('add a service token');

  const [ticket = 0, other = 0] = await payableTickets(world);
  await askTicket(app, ticket);
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This account may not do that.');
  await expect(page.getByText('The payments of this ticket cannot be seen.')).toBeVisible();

  // A right was added: the token is replaced where the account stands.
  const replace = async (seconds: number) => {
    await page.getByTestId('connect-token').fill(await ozoraToken(world, { expires_s: seconds }));
    await page.getByTestId('replace-submit').click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await app.open('accounts');
  await page.getByTestId('account-replace').click();
  await replace(8);
  // It ends while the door is at work: said on every screen, and one press leads to the cure.
  await expect(async () => {
    await askTicket(app, ticket);
    await expect(page.getByTestId('banner-credential')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await page.getByTestId('banner-credential').getByRole('button').first().click();
  await expect(accounts.getByTestId('account-health')).toHaveText('Session ended');
  await replace(8 * 24 * 3600);
  await expect(page.getByTestId('banner-credential')).toHaveCount(0);
  await expect(accounts.getByTestId('account-health')).toHaveText('Works');
  await expect(accounts.getByTestId('account-expiry')).toHaveCount(0);

  await askTicket(app, ticket);
  const code = page.getByTestId('ticket-payment-code');
  await code.fill('not a code');
  await expect(page.getByText('A code looks like FULL-FEE-HUF-SIMPLE.')).toBeVisible();
  await expect(page.getByTestId('ticket-payment-start')).toBeDisabled();
  // Of another year's price list: not offered for this ticket.
  await code.fill('EARLY-FEE-HUF-SIMPLE');
  await page.getByTestId('ticket-payment-amount').fill('9000');
  await page.getByTestId('ticket-payment-start').click();
  await payState(app, 'Refused');
  expect(await startedFor(world, ticket)).toEqual([]);

  await askTicket(app, other);
  await page.getByTestId('ticket-payment-code').fill(simple.toLowerCase());
  await page.getByTestId('ticket-payment-amount').fill('15000');
  await page.getByTestId('ticket-payment-start').click();
  await payState(app, 'Waiting for payment');
  expect(await startedFor(world, other)).toMatchObject([{ code: simple }]);
});

test('a transferred ticket is paid at what it was transferred for, and not at its template’s price', async ({
  app,
  world,
}) => {
  const { page } = app;
  await world.sandbox.control('POST', '/ozora/settings', { auto_ipn_ms: 0, auto_webhook_ms: 0 });
  const ticket = await transferredTicket(world);
  const price = ticket.metas.find(({ keyword }) => keyword === 'transfer_price_huf')?.value ?? '';
  await join(app, world, 'ozora', { advanced: { template: JSON.stringify(ticket.template) } });
  await askTicket(app, ticket.id);
  const option = page.getByTestId('ticket-payment-option');
  await expect(option.first()).toBeVisible();
  await chooseWay(app, simple);
  const start = page.getByTestId('ticket-payment-start');
  await expect(start).toBeEnabled();

  // What was chosen for a ticket that was not transferred is not sold.
  await page.getByTestId('ticket-payment-status').getByText('Transferred').click();
  await expect(start).toBeDisabled();
  await expect(option).toHaveCount(0);
  const forints = page.getByTestId('ticket-payment-transfer-HUF');
  await forints.fill('free');
  await forints.press('Enter');
  await expect(page.getByText('Type an amount above zero.')).toBeVisible();
  await forints.fill(price);
  await page.getByTestId('ticket-payment-transfer-ask').click();
  await expect(option).toHaveCount(2);
  await chooseWay(app, 'TRANSFER-FEE-HUF-SIMPLE');
  await expect(start).toContainText(Number(price).toLocaleString('en'));
  await start.click();
  await payState(app, 'Waiting for payment');
  const [started] = await startedFor(world, ticket.id);
  expect(started).toMatchObject({ code: 'TRANSFER-FEE-HUF-SIMPLE', status: 'pending' });
  await moveOzora(world, started?.id ?? 0, 'ipn');
  await payState(app, 'Paid');
});
