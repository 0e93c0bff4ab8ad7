/** Issue 4: all three systems at once. */
import type { CallInput } from '../shared/contract/index.ts';
import type { Account } from '../shared/domain/accounts.ts';
import type { App } from './support/app.ts';
import { moveOzora, payableTickets, startedFor } from './support/ozora.ts';
import { payState } from './support/sell.ts';
import { accountPulled, join, systemArgs } from './support/systems.ts';
import { expect, test } from './support/test.ts';
import { otherKeys } from './support/world.ts';

test.use({ sandboxArgs: systemArgs });

async function found(app: App, query: string) {
  await app.open('lookup');
  await app.page.getByTestId('lookup-input').fill(query);
  return app.page.getByTestId('lookup-hit');
}

/** One place of tonight's standing room, paid in cash. */
async function cashSale(app: App, { id }: Account, name: string): Promise<CallInput<'sales.create'>> {
  const candidates = await app.call('catalogue.candidates', { accountId: id });
  const standing = candidates.find((one) => one.available && one.ticketTypeName === 'Stehplatz');
  if (standing === undefined) throw new Error('nothing on sale');
  return {
    ...{ accountId: id, tender: 'cash', currency: standing.asMajor.currency },
    customer: { name, email: '', phone: '' },
    items: [
      {
        ...{ type: 'event', name: 'Stehplatz', unitPrice: standing.asMajor, quantity: 1, ref: standing.ref },
        ...{ calendarId: null, ticketTypeId: null, date: null },
      },
    ],
  };
}

test('demo data offers all three systems; an account that is removed takes its key and its data, and leaves what was done', async ({
  app,
}) => {
  const { page } = app;
  await page.getByTestId('first-run-demo').click();
  await app.screen('lookup');
  await expect
    .poll(async () => (await app.call('accounts.list', undefined)).map(({ system }) => system))
    .toEqual(['ticrs', 'vivenu', 'ozora']);
  await expect(page.getByTestId('lookup-hit').first()).toBeVisible();
  const connected = await app.call('accounts.list', undefined);
  const vivenu = connected.find(({ system }) => system === 'vivenu');
  if (vivenu === undefined) throw new Error('vivenu is not connected');
  await accountPulled(app, vivenu);
  for (const { label } of connected) await expect((await app.open('accounts')).getByText(label).first()).toBeVisible();

  // Sold here, and scanned here: that stays.
  const sale = await app.call('sales.create', await cashSale(app, vivenu, 'Ana Petrović'));
  await expect.poll(async () => (await app.call('sales.get', { saleId: sale.id })).payState).toBe('paid');
  const { hits } = await app.call('lookup.search', { query: '', filter: { accountId: vivenu.id }, limit: 500 });
  const guest = hits.find((hit) => hit.kind === 'ticket' && hit.ticket.entry?.status === 'valid');
  if (guest?.kind !== 'ticket') throw new Error('nobody is expected tonight');
  const code = guest.ticket.entry?.barcode ?? '';

  const card = page.getByTestId('account').filter({ hasText: vivenu.label });
  await card.getByTestId('account-remove').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(
    'The key leaves the keychain, and the copied tickets and orders leave this laptop.',
  );
  await expect(dialog).toContainText('What was done on this laptop stays: sales, refunds, admissions and the journal.');
  await page.getByTestId('confirm').click();
  await expect(card).toHaveCount(0);
  await expect(await found(app, code)).toHaveCount(0);
  const queue = await app.open('queue');
  await queue.getByText('History', { exact: true }).click();
  await expect(queue.getByTestId('history-row').filter({ hasText: 'Ana Petrović' })).toHaveCount(1);
  expect((await app.call('accounts.list', undefined)).map(({ system }) => system)).toEqual(['ticrs', 'ozora']);
  await expect(await found(app, 'a')).not.toHaveCount(0);
});

test('a guest of each system is found by one search with the cable out, and each row says where it is from', async ({
  app,
  world,
}) => {
  const { page } = app;
  const name = 'Đorđe Živković';
  await world.sandbox.control('POST', '/ozora/settings', { auto_ipn_ms: 0 });
  const ticrs = await join(app, world, 'ticrs');
  const second = await join(app, world, 'ticrs', {
    label: 'tic.rs, Beograd',
    credential: { kind: 'apiKey', key: otherKeys[0] },
  });
  const vivenu = await join(app, world, 'vivenu');
  const ozora = await join(app, world, 'ozora');
  for (const account of [ticrs, second, vivenu]) await accountPulled(app, account);

  // The regular of tic.rs buys at vivenu's till, and pays for a ticket of O.Z.O.R.A.
  const sale = await app.call('sales.create', await cashSale(app, vivenu, name));
  await expect.poll(async () => (await app.call('sales.get', { saleId: sale.id })).payState).toBe('paid');
  const [ticket = 0] = await payableTickets(world);
  await app.open('ticketPayment');
  await page.getByTestId('ticket-payment-number').fill(String(ticket));
  await page.getByTestId('ticket-payment-ask').click();
  await page.getByTestId('ticket-payment-option').first().check();
  await page.getByTestId('ticket-payment-billing-name').fill(name);
  await page.getByTestId('ticket-payment-start').click();
  await payState(app, 'Waiting for payment');
  const [started] = await startedFor(world, ticket);
  await moveOzora(world, started?.id ?? 0, 'pay');
  await moveOzora(world, started?.id ?? 0, 'ipn');
  await payState(app, 'Paid');
  await app.call('sync.now', { accountId: vivenu.id });
  await expect
    .poll(async () => {
      const { hits } = await app.call('lookup.search', { query: name, filter: { accountId: vivenu.id } });
      return hits.some((hit) => hit.kind === 'ticket');
    })
    .toBe(true);

  // Whom nobody here knows, every platform that can search is asked about.
  await found(app, 'Nepostojeći Gost');
  await page.getByTestId('lookup-ask').click();
  await expect(page.getByText('does not know “Nepostojeći Gost” either.')).toBeVisible();

  await world.cable('out');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
  await app.kill();
  await app.start();
  await app.screen('lookup');
  const { hits } = await app.call('lookup.search', { query: 'djordje zivkovic', limit: 500 });
  const accountOf = (hit: (typeof hits)[number]) => (hit.kind === 'ticket' ? hit.ticket.accountId : hit.accountId);
  expect(new Set(hits.map(accountOf))).toEqual(new Set([ticrs.id, second.id, vivenu.id, ozora.id]));
  const rows = await found(app, 'djordje zivkovic');
  await expect(rows.first()).toBeVisible();
  await app.page.getByTestId('lookup-account').click();
  await app.page.getByRole('option', { name: vivenu.label, exact: true }).click();
  await expect(rows.first()).toContainText(vivenu.label);
  await app.page.getByTestId('lookup-account').click();
  await app.page.getByRole('option', { name: vivenu.label, exact: true }).click();
  // By number as well.
  await expect((await found(app, String(ticket))).first()).toContainText(ozora.label);
});
