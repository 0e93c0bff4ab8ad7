import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Refund, Sale, Tender } from '../shared/domain/acts.ts';
import type { OrderItem } from '../shared/domain/orders.ts';
import type { Ticket } from '../shared/domain/tickets.ts';
import { type AccountId, as, type OrderId } from '../shared/ids.ts';
import { tonight } from '../shared/time.ts';
import { HouseFixture, until } from './house.fixture.ts';

/* Box-office sales, partial cancellations and doors of vivenu, from the screen's calls to the platform's books. */

let house: HouseFixture;
let accountId: AccountId;
let cases: Readonly<Record<string, OrderId>>;

beforeAll(async () => {
  house = await HouseFixture.start();
  accountId = (await house.connect('vivenu')).id;
  cases = (await house.sandbox.control<{ transactions: Record<string, OrderId> }>('GET', '/vivenu/cases')).transactions;
  await house.pulled(accountId);
}, 60_000);
afterAll(() => house.end());
afterEach(async () => {
  await house.sandbox.offline(false);
  await house.sandbox.control('DELETE', '/faults');
});

function caseOf(name: string): OrderId {
  const id = cases[name];
  if (id === undefined) throw new Error(`the sandbox has no case ${name}`);
  return id;
}

/** Standing room of tonight's hall, which lets people in. */
async function item(quantity = 1, ticketType = 'Stehplatz'): Promise<OrderItem> {
  const candidates = await house.call('catalogue.candidates', { accountId });
  const found = candidates.find((one) => one.available && one.ticketTypeName === ticketType);
  if (found === undefined) throw new Error('nothing on sale');
  return {
    ...{ type: 'event', name: found.ticketTypeName, unitPrice: found.asMajor, quantity, ref: found.ref },
    ...{ calendarId: null, ticketTypeId: null, date: null },
  };
}

async function sell(tender: Tender, email = '', quantity = 1): Promise<Sale> {
  const line = await item(quantity);
  return house.call('sales.create', {
    ...{ accountId, tender, currency: line.unitPrice.currency, customer: { name: 'Ana Petrović', email, phone: '' } },
    items: [{ ...line, type: 'event' }],
  });
}

const paid = (sale: Sale) => house.sale(sale.id, ({ payState }) => payState === 'paid');
const settled = ({ queueState }: Refund) => queueState !== 'queued' && queueState !== 'sending';

/** A ticket sold here, once it has been pulled. */
async function ticketOf(sale: Sale): Promise<Ticket> {
  return until('the ticket', async () => {
    await house.call('sync.now', { accountId });
    const { hits } = await house.call('lookup.search', { query: 'Petrović', limit: 500 });
    const found = hits.find((hit) => hit.kind === 'ticket' && hit.ticket.entry?.orderId === sale.orderId);
    return found?.kind === 'ticket' && found.ticket;
  });
}

interface Book {
  readonly transaction: { readonly _id: string; readonly email?: string };
  readonly tickets: readonly { readonly barcode: string; readonly scans: readonly object[] }[];
  readonly refunds: readonly object[];
}

async function books(): Promise<readonly Book[]> {
  return (await house.sandbox.control<{ data: Book[] }>('GET', '/vivenu/books?per_page=1000')).data;
}

test.each(['cash', 'terminal'] as const)(
  'a sale paid in %s is paid at once, and its ticket is found offline',
  async (tender) => {
    const sale = await paid(await sell(tender, `${tender}@example.test`));
    expect(sale).toMatchObject({ paymentLink: null, tender });
    const { order, payments } = await house.call('orders.get', {
      accountId,
      orderId: as<OrderId>(sale.orderId ?? ''),
      refresh: true,
    });
    expect(order?.status).toBe('paid');
    expect(payments).toMatchObject([{ status: 'approved', amount: sale.total }]);
    const ticket = await ticketOf(sale);
    await house.sandbox.offline(true);
    const { hits } = await house.call('lookup.search', { query: ticket.entry?.barcode ?? '' });
    expect(hits[0]).toMatchObject({ kind: 'ticket', ticket: { key: ticket.key }, rank: 'exact' });
  },
);

test('a sale whose answer is lost is found by the till’s reference and made once, also without a guest’s e-mail', async () => {
  await house.fault('vivenu', 'reset_after', 'POST /api/checkout/');
  const sale = await paid(await sell('cash'));
  expect(sale.attempts.map(({ outcome }) => outcome)).toEqual(['sent', 'unknown', 'reconciled']);
  const made = (await books()).filter(({ transaction }) => transaction.email?.startsWith(sale.reference.toLowerCase()));
  expect(made.map(({ transaction }) => transaction._id)).toEqual([sale.orderId]);
});

test('a guest whose ticket names an order is shown it, asked for anew too, whoever bought it', async () => {
  const sale = await paid(await sell('cash', '', 2));
  const ticket = await ticketOf(sale);
  expect(ticket.holder.email).toBe('');
  const view = await house.call('guests.refresh', { accountId, ticketKey: ticket.key });
  expect(view.orders.map(({ id }) => id)).toEqual([sale.orderId]);
  expect(view.payments).toMatchObject([{ orderId: sale.orderId, status: 'approved' }]);
  expect(view.ordersFetchedAt).not.toBeNull();
  await house.sandbox.offline(true);
  const offline = await house.call('guests.open', { accountId, ticketKey: ticket.key });
  expect(offline.orders.map(({ id }) => id)).toEqual([sale.orderId]);
});

test('items are cancelled by themselves: what comes back is written down, shown, and asked for once', async () => {
  const orderId = caseOf('complete_seats');
  await house.call('orders.get', { accountId, orderId, refresh: true });
  const seat = (await house.call('orders.cancellable', { accountId, orderId })).find(({ type }) => type === 'ticket');
  if (seat === undefined) throw new Error('nothing to cancel');
  const expected = { minor: seat.price.minor - seat.fee.minor, currency: seat.price.currency };
  const target = {
    kind: 'items',
    orderId,
    itemIds: [seat.id] as string[],
    keepMoney: false,
    refundTo: 'origin',
    expected,
  } as const;
  // Its answer is lost, and it is found by the items.
  await house.fault('vivenu', 'reset_after', `POST /api/transactions/${orderId}/cancellations`);
  const asked = await house.call('refunds.request', { accountId, target });
  expect(asked.amount).toEqual(expected);
  await expect(house.call('refunds.request', { accountId, target })).rejects.toMatchObject({
    problem: { code: 'already_refunded' },
  });
  const done = await house.refund(asked.id, ({ queueState }) => queueState === 'confirmed');
  expect(done.attempts.map(({ outcome }) => outcome)).toEqual(['sent', 'unknown', 'reconciled']);
  const { order, payments } = await house.call('orders.get', { accountId, orderId, refresh: true });
  expect(order?.status).toBe('partially_refunded');
  expect(payments.map(({ amount }) => amount.minor)).toContain(-expected.minor);
  const book = (await books()).find(({ transaction }) => transaction._id === orderId);
  expect(book?.refunds).toHaveLength(1);
});

test('a whole order is cancelled with its money kept; a point of sale’s refusal is told in its words', async () => {
  const sale = await paid(await sell('cash', 'kept@example.test'));
  const orderId = as<OrderId>(sale.orderId ?? '');
  const kept = await house.call('refunds.request', { accountId, target: { kind: 'order', orderId, keepMoney: true } });
  expect(kept.amount.minor).toBe(0);
  await house.refund(kept.id, ({ queueState }) => queueState === 'confirmed');
  await until('the cancelled order', async () => {
    const { order } = await house.call('orders.get', { accountId, orderId });
    return order?.status === 'cancelled';
  });
  const pos = caseOf('pos_closed');
  await house.call('orders.get', { accountId, orderId: pos, refresh: true });
  const asked = await house.call('refunds.request', { accountId, target: { kind: 'order', orderId: pos } });
  const refused = await house.refund(asked.id, settled);
  expect(refused.queueState).toBe('rejected');
  expect(refused.attempts.at(-1)?.note).toMatch(/POS/);
});

test('an act that is done is not told as failed because its order could not be asked for afterwards', async () => {
  const orderId = caseOf('new_local');
  await house.call('orders.get', { accountId, orderId, refresh: true });
  await house.fault('vivenu', '500', `GET /api/transactions/${orderId}`);
  await house.call('orders.markPaid', { accountId, orderId });
  const { order, history } = await house.call('orders.get', { accountId, orderId, refresh: true });
  expect(order?.platformStatus.name).toContain('LOCAL-RECEIVED');
  expect(history.at(-1)?.what).toContain('payment');
});

test('an act is offered where the platform takes it, and nowhere else', async () => {
  for (const orderId of Object.values(cases)) {
    const { order, acts } = await house.call('orders.get', { accountId, orderId, refresh: true });
    const { id, name } = order?.platformStatus ?? { id: '', name: '' };
    expect(acts?.includes('complete'), name).toBe(id === 'NEW');
    expect(acts?.includes('invite'), name).toBe(id === 'RESERVED-BY-SYSTEM');
    expect(acts?.includes('mail'), name).toBe(id === 'COMPLETE');
    expect(acts?.includes('cancelItems'), name).toBe(id === 'COMPLETE');
  }
  // Complete and not paid yet: to be noted as paid, not to be completed again.
  const unpaid = caseOf('new_online');
  expect((await house.call('orders.complete', { accountId, orderId: unpaid })).acts).not.toContain('complete');
  await expect(house.call('orders.complete', { accountId, orderId: unpaid })).rejects.toMatchObject({
    problem: { code: 'refused' },
  });
  expect((await house.call('orders.get', { accountId, orderId: unpaid })).acts).toContain('markPaid');
  expect((await house.call('orders.markPaid', { accountId, orderId: unpaid })).acts).not.toContain('markPaid');
});

test('what the calendar does not hold is neither kept for sale nor sold', async () => {
  const { unitPrice, name, quantity, ref } = await item();
  const none = { calendarId: null, ticketTypeId: null, date: null } as const;
  const made = { ...none, accountId, name, unitPrice, currency: unitPrice.currency, type: 'service' as const };
  await expect(house.call('catalogue.save', { ...made, id: null })).rejects.toMatchObject({
    problem: { code: 'invalid_input', fields: { ref: expect.anything() } },
  });
  const kept = await house.call('catalogue.save', { ...made, id: null, ref });
  expect(kept.ref).toEqual(ref);
  const customer = { name: 'Ana', email: '', phone: '' };
  const line = { ...none, name, quantity, unitPrice, type: 'service' as const };
  await expect(
    house.call('sales.create', { accountId, customer, items: [line], currency: unitPrice.currency, tender: 'cash' }),
  ).rejects.toMatchObject({ problem: { code: 'invalid_input', fields: { 'items.0.ref': expect.anything() } } });
});

test('a code is granted by the system once, then denied with the first admission’s time; unknown and invalid codes too', async () => {
  const sale = await paid(await sell('cash', 'door@example.test'));
  const ticket = await ticketOf(sale);
  const code = ticket.entry?.barcode ?? '';
  const first = await house.call('scans.scan', { code });
  expect(first).toMatchObject({
    access: 'granted',
    reason: null,
    source: 'platform',
    ticket: { name: 'Ana Petrović' },
  });
  const second = await house.call('scans.scan', { code });
  expect(second).toMatchObject({ access: 'denied', reason: 'already_inside', source: 'platform' });
  expect(second.firstAt).not.toBeNull();
  expect(await house.call('scans.scan', { code: '9999999999999999' })).toMatchObject({
    ...{ access: 'denied', reason: 'unknown_code', ticket: null },
  });
  await house.call('refunds.request', {
    accountId,
    target: { kind: 'order', orderId: as<OrderId>(sale.orderId ?? '') },
  });
  await until('the cancelled ticket', async () => {
    await house.call('sync.now', { accountId });
    const { ticket: now } = await house.call('guests.open', { accountId, ticketKey: ticket.key });
    return now.entry?.status === 'invalid';
  });
  expect(await house.call('scans.scan', { code })).toMatchObject({ access: 'denied', reason: 'not_valid' });
});

test('with the cable out the laptop decides by its data, and tells the system when the cable is back, once', async () => {
  const ticket = await ticketOf(await paid(await sell('cash', 'offline@example.test')));
  const code = ticket.entry?.barcode ?? '';
  await house.sandbox.offline(true);
  expect(await house.call('scans.scan', { code })).toMatchObject({ access: 'granted', source: 'laptop' });
  expect(await house.call('scans.scan', { code })).toMatchObject({
    ...{ access: 'denied', reason: 'already_inside', source: 'laptop' },
  });
  await house.sandbox.offline(false);
  const scans = await until('the scan at the platform', async () => {
    const found = (await books()).flatMap(({ tickets }) => tickets).find(({ barcode }) => barcode === code)?.scans;
    return found !== undefined && found.length > 0 && found;
  });
  expect(scans).toHaveLength(1);
  expect(await house.call('scans.scan', { code })).toMatchObject({ access: 'denied', source: 'platform' });
});

test('an admission that is taken back is taken back at the system too, and one it never heard of is not told', async () => {
  const sale = await paid(await sell('cash', 'undo@example.test'));
  const ticket = await ticketOf(sale);
  const code = ticket.entry?.barcode ?? '';
  const key = { accountId, ticketKey: ticket.key };
  expect(await house.call('scans.scan', { code })).toMatchObject({ access: 'granted', source: 'platform' });
  expect(await house.call('admissions.undo', key)).toMatchObject({ admitted: false });
  const again = await until('the way in again', async () => {
    const outcome = await house.call('scans.scan', { code });
    return outcome.access === 'granted' && outcome;
  });
  expect(again.source).toBe('platform');
  await house.sandbox.offline(true);
  const other = await ticketOfAnother();
  const otherKey = { accountId, ticketKey: other.key };
  await house.call('admissions.admit', otherKey);
  await house.call('admissions.undo', otherKey);
  await house.sandbox.offline(false);
  await house.call('sync.now', { accountId });
  expect(await house.call('scans.scan', { code: other.entry?.barcode ?? '' })).toMatchObject({ access: 'granted' });
});

test('another evening’s ticket and one whose details are missing are kept out, by the laptop as by the system', async () => {
  await house.sandbox.offline(true);
  const days = (await house.call('events.list', undefined)).flatMap(({ dates }) => dates.map(({ day }) => day));
  const later = days.filter((day) => day > tonight(Date.now())).sort()[0] ?? '';
  const find = async (query: string, filter: { day?: string }, wanted: (ticket: Ticket) => boolean) => {
    const { hits } = await house.call('lookup.search', { query, filter, limit: 500 });
    const found = hits.find((hit) => hit.kind === 'ticket' && wanted(hit.ticket));
    return found?.kind === 'ticket' ? (found.ticket.entry?.barcode ?? '') : '';
  };
  const other = await find('a', { day: later }, ({ entry }) => entry?.status === 'valid');
  expect(await house.call('scans.scan', { code: other })).toMatchObject({ access: 'denied', reason: 'other_event' });
  await house.sandbox.offline(false);
  // A door that serves all events would be granted it: the system is not even asked, unless somebody who was told the evening wants it.
  expect(await house.call('scans.scan', { code: other })).toMatchObject({ reason: 'other_event', source: 'laptop' });
  const scansOf = async (code: string) =>
    (await books()).flatMap(({ tickets }) => tickets).find(({ barcode }) => barcode === code)?.scans;
  expect(await scansOf(other)).toEqual([]);
  expect(await house.call('scans.scan', { code: other, evenSo: true })).toMatchObject({
    ...{ access: 'granted', source: 'platform' },
  });
  expect(await scansOf(other)).toHaveLength(1);
  await house.sandbox.offline(true);
  const waiting = (await books()).find(({ transaction }) => transaction._id === caseOf('details_required'));
  const missing = waiting?.tickets[0]?.barcode ?? '';
  expect(await house.call('scans.scan', { code: missing })).toMatchObject({ access: 'denied', reason: 'not_valid' });
});

/** Some valid ticket of tonight that nobody has used, at any door. */
async function ticketOfAnother(): Promise<Ticket> {
  const booked = (await books()).flatMap(({ tickets }) => tickets).filter(({ scans }) => scans.length === 0);
  const unused = new Set(booked.map(({ barcode }) => barcode));
  const { hits } = await house.call('lookup.search', { query: '', limit: 500 });
  const used = new Set(['Ana Petrović']);
  const found = hits.find(
    (hit) =>
      hit.kind === 'ticket' &&
      hit.ticket.entry?.status === 'valid' &&
      unused.has(hit.ticket.entry.barcode) &&
      !used.has(hit.ticket.holder.name) &&
      hit.admission === null,
  );
  if (found?.kind !== 'ticket') throw new Error('nobody is expected tonight');
  return found.ticket;
}
