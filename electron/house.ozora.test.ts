import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Sale } from '../shared/domain/acts.ts';
import type { AccountId, SaleId } from '../shared/ids.ts';
import { HouseFixture, until } from './house.fixture.ts';

/* Payments of tickets that exist already (docs/decisions/0040), from the screen's calls to the platform's books. */

let house: HouseFixture;
let accountId: AccountId;
let free: number[];

beforeAll(async () => {
  house = await HouseFixture.start();
  await house.sandbox.control('POST', '/ozora/settings', { auto_ipn_ms: 0, auto_webhook_ms: 0 });
  accountId = (await house.connect('ozora', { template: '{"own":true}' })).id;
  const { data } = await house.sandbox.control<{ data: Ticket[] }>('GET', '/ozora/tickets?per_page=1000');
  free = data.filter((one) => !one.paid && one.status === 'registered' && one.template.id === 1).map(({ id }) => id);
}, 60_000);
afterAll(() => house.end());
afterEach(() => house.sandbox.control('DELETE', '/faults'));

interface Ticket {
  readonly id: number;
  readonly status: string;
  readonly event: string;
  readonly paid: boolean;
  readonly template: { readonly id: number };
  readonly metas: readonly { readonly keyword: string; readonly value: string }[];
}

function freeTicket(): number {
  const id = free.pop();
  if (id === undefined) throw new Error('no free ticket is left');
  return id;
}

async function charge(ticketId: number, code = 'NORMAL-TOTAL-FEE-HUF-SIMPLE', minor = 15_000): Promise<Sale> {
  const currency = code.includes('-HUF-') ? 'HUF' : 'EUR';
  return house.call('sales.create', {
    ...{ accountId, currency, tender: 'link', customer: { name: '', email: '', phone: '' } },
    items: [
      {
        ...{ type: 'service', name: `Ticket ${ticketId}`, quantity: 1, unitPrice: { minor, currency } },
        ...{ calendarId: null, ticketTypeId: null, date: null },
        ref: { kind: 'ticket_payment', ticketId, code, billing: { name: 'Nagy Anna', city: 'Pécs' } },
      },
    ],
  });
}

interface Row {
  readonly id: number;
  readonly id_ticket: number;
}

async function booked(ticketId: number): Promise<readonly Row[]> {
  const { data } = await house.sandbox.control<{ data: Row[] }>('GET', '/ozora/books?origin=api&per_page=1000');
  return data.filter((row) => row.id_ticket === ticketId);
}

const move = (sale: Pick<Sale, 'orderId'>, name: string, body: object = {}) =>
  house.sandbox.control('POST', `/ozora/transactions/${sale.orderId}/${name}`, body);
const awaiting = (id: SaleId) => house.sale(id, (sale) => sale.payState === 'awaiting_payment');

test('a ticket is charged: options, a link, SUCCESS is not yet paid, finished is, with the invoice number', async () => {
  const ticketId = freeTicket();
  const options = await house.call('ticketPayments.options', { accountId, ticketId });
  expect(options).toContainEqual(
    expect.objectContaining({ code: 'NORMAL-TOTAL-FEE-HUF-SIMPLE', amount: { minor: 15_000, currency: 'HUF' } }),
  );
  const sale = await awaiting((await charge(ticketId)).id);
  expect(sale.paymentLink).toContain('/simplepay/pay/');
  expect(sale.publicToken).toBe(String(ticketId));
  await move(sale, 'pay');
  await house.call('ticketPayments.orders', { accountId, ticketId });
  expect((await house.call('sales.get', { saleId: sale.id })).payState).toBe('awaiting_payment');
  await move(sale, 'ipn');
  await house.sale(sale.id, ({ payState }) => payState === 'paid');
  const { order, payments } = await house.call('orders.get', { saleId: sale.id });
  expect(order).toMatchObject({ status: 'paid', documentNumber: expect.stringMatching(/^INV-\d{4}-\d{5}$/) });
  expect(payments).toMatchObject([{ status: 'approved', amount: { minor: 15_000, currency: 'HUF' } }]);
  // Found again by the ticket's number, with the cable out.
  await house.sandbox.offline(true);
  try {
    const { hits } = await house.call('lookup.search', { query: String(ticketId) });
    expect(hits).toContainEqual(expect.objectContaining({ kind: 'order', number: order?.number }));
  } finally {
    await house.sandbox.offline(false);
  }
});

test('a transferred ticket is charged at what it was transferred for, with the template of an installation in the settings', async () => {
  const { data } = await house.sandbox.control<{ data: Ticket[] }>('GET', '/ozora/tickets?per_page=1000');
  const ticket = data.find((one) => !one.paid && one.status === 'transferred' && one.template.id === 1);
  if (ticket === undefined) throw new Error('no transferred ticket');
  const template = JSON.stringify(ticket.template);
  const place = { accountId, baseUrl: house.sandbox.ozora };
  await house.call('accounts.changeSettings', { ...place, advanced: { template } });
  try {
    const price = ticket.metas.find(({ keyword }) => keyword === 'transfer_price_huf')?.value ?? '';
    const transfer = [{ minor: Number(price), currency: 'HUF' }];
    const options = await house.call('ticketPayments.options', { accountId, ticketId: ticket.id, transfer });
    expect(options.map(({ code }) => code)).toEqual(['TRANSFER-FEE-HUF-SIMPLE', 'TRANSFER-FEE-HUF-STRIPE-INTENTS']);
    const sale = await awaiting((await charge(ticket.id, 'TRANSFER-FEE-HUF-SIMPLE', Number(price))).id);
    await move(sale, 'ipn');
    await house.sale(sale.id, ({ payState }) => payState === 'paid');
    const { order } = await house.call('orders.get', { saleId: sale.id });
    expect(order?.total).toEqual({ minor: Number(price), currency: 'HUF' });
    // As a ticket that was not transferred it would have been offered at the template's price.
    const other = data.find((one) => !one.paid && one.status === 'transferred' && one.id !== ticket.id);
    const usual = await house.call('ticketPayments.options', { accountId, ticketId: other?.id ?? 0 });
    expect(usual.map(({ code }) => code)).toContain('NORMAL-TOTAL-FEE-HUF-SIMPLE');
  } finally {
    await house.call('accounts.changeSettings', { ...place, advanced: { template: '{"own":true}' } });
  }
});

test('a ticket that is paid is refused in words, and nothing is started', async () => {
  const sale = await charge(42);
  const refused = await house.sale(sale.id, ({ payState }) => payState === 'rejected');
  expect(refused.attempts.at(-1)?.note).toContain('TR1234 is finished');
  expect(await booked(42)).toEqual([]);
});

test('a start whose answer is lost is found by its ticket, once, and without a link made up', async () => {
  const ticketId = freeTicket();
  await house.fault('ozora', 'reset_after', 'POST /payments/start');
  const sale = await awaiting((await charge(ticketId)).id);
  expect(sale.attempts.map(({ outcome }) => outcome)).toEqual(['sent', 'unknown', 'reconciled']);
  expect(sale.paymentLink).toBeNull();
  expect((await booked(ticketId)).map(({ id }) => String(id))).toEqual([sale.orderId]);
  await expect(house.call('sales.copyLink', { saleId: sale.id })).rejects.toMatchObject({
    problem: { code: 'refused' },
  });
  // Staff start anew; the old one runs out by itself.
  const again = await awaiting((await charge(ticketId)).id);
  expect(again.paymentLink).toContain('/simplepay/pay/');
  await move(sale, 'timeout');
  await house.sale(sale.id, ({ payState }) => payState === 'expired');
});

test('an answer that is cut off during the look before the start passes: the payment is tried again by itself, and started once', async () => {
  const ticketId = freeTicket();
  await house.fault('ozora', 'truncate', 'POST /payments/transactions', 1_000);
  const { id } = await charge(ticketId);
  await house.sale(id, ({ attempts }) => attempts.some(({ outcome }) => outcome === 'not_sent'));
  await house.sandbox.control('DELETE', '/faults');
  const sale = await house.sale(id, ({ queueState }) => queueState === 'confirmed');
  const outcomes = sale.attempts.map(({ outcome }) => outcome);
  expect(outcomes.slice(-2)).toEqual(['sent', 'confirmed']);
  expect(new Set(outcomes.slice(0, -2))).toEqual(new Set(['sent', 'not_sent']));
  expect(await booked(ticketId)).toHaveLength(1);
});

test('a provider that refuses (502) leaves a failed transaction: it is adopted and shown as declined', async () => {
  const ticketId = freeTicket();
  await house.sandbox.control('POST', '/ozora/refuse', { processor: 'SIMPLE', count: 1 });
  const sale = await house.sale((await charge(ticketId)).id, ({ payState }) => payState === 'declined');
  expect(sale.attempts.map(({ outcome }) => outcome)).toEqual(['sent', 'unknown', 'reconciled']);
  expect(await booked(ticketId)).toHaveLength(1);
  // Another attempt is another sale.
  await awaiting((await charge(ticketId)).id);
});

test('what may not be looked for any more needs a person', async () => {
  await house.fault('ozora', 'reset_after', 'POST /payments/start');
  // The look after the start takes until the token is another. Every look does: which of them comes first is not the sale's alone to say.
  const route = '^POST /payments/transactions$';
  await house.sandbox.control('POST', '/faults', {
    ...{ system: 'ozora', kind: 'latency', route, count: -1, ms: 1_500 },
  });
  const { id } = await charge(freeTicket());
  await house.sale(id, ({ queueState }) => queueState === 'reconciling');
  await house.sandbox.control('DELETE', '/faults');
  const privs = { payments_search: true };
  const { token } = await house.sandbox.control<{ token: string }>('POST', '/ozora/token', { privs });
  await house.call('accounts.replaceCredential', { accountId, credential: { kind: 'token', token } });
  const stuck = await house.sale(id, ({ payState }) => payState === 'needs_person');
  expect(stuck.attempts.at(-1)?.note).toBe('doubt:may_not_look');
  await house.call('accounts.replaceCredential', { accountId, credential: house.sandbox.credentials.ozora });
  await house.call('queue.decide', { act: { kind: 'sale', saleId: id }, choice: { kind: 'give_up' } });
});

test('another total than was sold is said in the sale’s story, once', async () => {
  const sale = await charge(freeTicket(), 'NORMAL-TOTAL-FEE-HUF-SIMPLE', 14_000);
  const said = await house.sale(sale.id, ({ attempts }) => attempts.at(-1)?.outcome === 'total_differs');
  expect(said.attempts.at(-1)?.note).toBe('15000 HUF');
  await house.call('sales.watch', { saleId: sale.id });
  await move(said, 'pay');
  await move(said, 'ipn');
  const paid = await house.sale(sale.id, ({ payState }) => payState === 'paid');
  expect(paid.attempts.filter(({ outcome }) => outcome === 'total_differs')).toHaveLength(1);
});

test('a page that holds a secret is shown to the Pay screen alone, and is in no file', async () => {
  const ticketId = freeTicket();
  const sale = await awaiting((await charge(ticketId, 'NORMAL-TOTAL-FEE-EUR-STRIPE-INTENTS', 3_950)).id);
  expect(sale.paymentLink).toBeNull();
  await house.call('sales.watch', { saleId: null });
  expect(await house.call('sales.secretLink', { saleId: sale.id })).toBeNull();
  await house.call('sales.watch', { saleId: sale.id });
  const shown = await house.call('sales.secretLink', { saleId: sale.id });
  const secret = new URL(shown?.link ?? '').searchParams.get('client_secret') ?? '';
  expect(secret).toMatch(/^pi_\w+_secret_\w+$/);
  expect(JSON.stringify(await house.call('orders.get', { saleId: sale.id }))).not.toContain('_secret_');
  for (const call of ['sales.copyLink', 'sales.openLink'] as const) {
    await expect(house.call(call, { saleId: sale.id })).rejects.toMatchObject({ problem: { code: 'refused' } });
  }
  expect([house.copied, house.opened]).toEqual([[], []]);
  await move(sale, 'pay', { card: '4242424242424242' });
  await move(sale, 'webhook', { types: ['payment_intent.succeeded', 'charge.succeeded'], order: 'reversed' });
  await house.sale(sale.id, ({ payState }) => payState === 'paid');
  expect(await house.call('sales.secretLink', { saleId: sale.id })).toBeNull();
  // After a restart there is none either, and the stores, their journals and the log never had it.
  await house.close();
  for (const text of [secret, secret.split('_secret_')[1] ?? '-', 'client_secret=']) {
    expect(house.foundInFolder(text)).toBe(false);
  }
  await house.open();
  expect((await house.call('sales.get', { saleId: sale.id })).payState).toBe('paid');
});

test('payments of tickets are pulled in the background; those out of reach are passed over', async () => {
  const { data } = await house.sandbox.control<{ data: Ticket[] }>('GET', '/ozora/tickets?per_page=1000');
  const outside = data.filter(({ event }) => event === 'DP');
  expect(outside.length).toBeGreaterThan(0);
  const last = Math.max(...data.filter(({ event, paid }) => event === 'OZ' && paid).map(({ id }) => id));
  const found = await until('the payment of the last ticket', async () => {
    await house.call('sync.now', { accountId });
    const { hits } = await house.call('lookup.search', { query: String(last) });
    return hits.some((hit) => hit.kind === 'order' && hit.publicToken === String(last)) && hits;
  });
  expect(found.length).toBeGreaterThan(0);
  expect((await house.call('sync.status', undefined))[0]?.problem).toBeNull();
});
