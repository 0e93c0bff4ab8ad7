import { expect } from '@playwright/test';
import { askTicket, chooseWay, moveOzora, ozoraToken, payableTickets, startedFor } from '../../support/ozora.ts';
import { readQr } from '../../support/qr.ts';
import { atCheckout, newestLink, payState } from '../../support/sell.ts';
import { systemForm } from '../../support/systems.ts';
import { buyer, type Stage } from '../stage.ts';

const simple = 'NORMAL-TOTAL-FEE-HUF-SIMPLE';

/** Connecting with a token, and a payment for a ticket that exists. */
export async function ozora({ app, world, phone, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  const { token, serviceToken } = world.sandbox.credentials.ozora;
  await world.sandbox.control('POST', '/ozora/settings', { auto_ipn_ms: 0, auto_webhook_ms: 0 });
  await journal.step('a token that has ended, and one without the right to look', async () => {
    const form = await systemForm(app, 'ozora', world.sandbox.ozora);
    await form.getByTestId('connect-setting-template').fill('{"own":true}');
    await camera.both('connect-ozora');
    await form.getByTestId('connect-token').fill(await ozoraToken(world, { expires_s: -60 }));
    await form.getByTestId('connect-submit').click();
    await expect(form).toContainText('This token has ended.');
    await camera.both('connect-ozora-ended');
    await form.getByTestId('connect-token').fill(await ozoraToken(world, { privs: {} }));
    await form.getByTestId('connect-submit').click();
    await expect(form.getByRole('alert')).toContainText('Missing right');
    await form.getByRole('alert').scrollIntoViewIfNeeded();
    await camera.both('connect-ozora-right-missing');
  });
  await journal.step('connected, with a service token beside it', async () => {
    await page.getByTestId('connect-token').fill(token);
    await page.getByTestId('connect-second').fill(serviceToken);
    await page.getByTestId('connect-label').fill('O.Z.O.R.A.');
    await page.getByTestId('connect-submit').click();
    await app.screen('accounts');
    await page.getByTestId('account').filter({ hasText: 'O.Z.O.R.A.' }).scrollIntoViewIfNeeded();
    await camera.both('accounts-with-ozora');
  });
  const [ticket = 0, other = 0, third = 0] = await payableTickets(world);
  await journal.step('a number that is none', async () => {
    await app.open('ticketPayment');
    await camera.both('ticket-payment');
    await askTicket(app, 'thirty-one');
    await expect(page.getByText('A ticket number is a whole number, such as 31090.')).toBeVisible();
    await camera.both('ticket-payment-no-number');
    await askTicket(app, 999_999);
    await expect(page.getByTestId('ticket-payment-unknown')).toBeVisible();
    await camera.both('ticket-payment-unknown');
  });
  await journal.step('ticket number, way to pay, invoice', async () => {
    await askTicket(app, ticket);
    await expect(page.getByTestId('ticket-payment-option').first()).toBeVisible();
    await camera.both('ticket-payment-ways');
    await chooseWay(app, simple);
    await page.getByTestId('ticket-payment-billing-name').fill(buyer.name);
    await page.getByTestId('ticket-payment-billing-city').fill('Pécs');
    await page.getByTestId('ticket-payment-start').scrollIntoViewIfNeeded();
    await camera.both('ticket-payment-invoice');
  });
  await journal.step(
    'the QR code; the guest’s page says success, and paid it is when the provider says so',
    async () => {
      await page.getByTestId('ticket-payment-start').click();
      await payState(app, 'Waiting for payment');
      const link = await newestLink(app);
      expect(await readQr(page.getByTestId('pay-qr'))).toBe(link);
      await camera.both('ticket-payment-qr');
      await atCheckout(phone, link, 'Pay');
      const [started] = await startedFor(world, ticket);
      await expect.poll(async () => (await startedFor(world, ticket))[0]?.status).toBe('authorized');
      await payState(app, 'Waiting for payment');
      journal.checked('authorized is not paid');
      await moveOzora(world, started?.id ?? 0, 'ipn', { times: 2 });
      await payState(app, 'Paid');
      const [booked] = await startedFor(world, ticket);
      await expect(page.getByTestId('pay-invoice')).toContainText(booked?.document_no ?? 'an invoice');
      journal.checked('the invoice number is the one in the books');
      await camera.both('ticket-payment-paid-now');
    },
  );
  await journal.step('asked for again: already paid', async () => {
    await askTicket(app, ticket);
    await expect(page.getByTestId('ticket-payment-paid')).toContainText('ALREADY PAID');
    await camera.both('ticket-payment-already-paid');
  });
  await journal.step('paid elsewhere while the form stood open: refused, and nothing is started', async () => {
    await askTicket(app, other);
    await chooseWay(app, simple);
    await page.getByTestId('ticket-payment-start').click();
    await payState(app, 'Waiting for payment');
    const [open] = await startedFor(world, other);
    await askTicket(app, other);
    await expect(page.getByTestId('ticket-payment-open')).toBeVisible();
    await camera.both('ticket-payment-open');
    await chooseWay(app, simple);
    await moveOzora(world, open?.id ?? 0, 'pay');
    await moveOzora(world, open?.id ?? 0, 'ipn');
    await page.getByTestId('ticket-payment-start').click();
    await payState(app, 'Refused');
    expect(await startedFor(world, other)).toHaveLength(1);
    await camera.both('ticket-payment-refused');
  });
  await journal.step('the provider refuses', async () => {
    await world.sandbox.control('POST', '/ozora/refuse', { processor: 'SIMPLE', count: 1 });
    await askTicket(app, third);
    await chooseWay(app, simple);
    await page.getByTestId('ticket-payment-start').click();
    await payState(app, 'Declined');
    await camera.both('ticket-payment-provider-refused');
  });
  await journal.step('a transaction by its number', async () => {
    const orders = await app.open('orders');
    await orders.getByLabel('Find an order').fill('TR1234');
    await expect(page.getByTestId('orders-ask-transaction')).toBeVisible();
    await camera.both('orders-ask-transaction');
    await page.getByTestId('orders-ask-transaction').click();
    await expect(await app.screen('order')).toContainText('INV-2026-00123');
    await camera.both('order-of-a-ticket-payment');
  });
}
