import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Order } from '../shared/domain/orders.ts';
import { type AccountId, as, type OrderId } from '../shared/ids.ts';
import { HouseFixture, until } from './house.fixture.ts';

/* What others do at the systems, as it reaches this laptop: unasked where it can, and truly when it is asked for. */

let house: HouseFixture;
let ticrs: AccountId;
let vivenu: AccountId;
/** Unpaid from before, newest first, each with more than a page of others above it. */
let unpaid: readonly Booked[];

interface Booked {
  readonly created_at: string;
  readonly total: number;
  readonly currency: string;
  readonly transactions: readonly { readonly signature: string }[];
  readonly number: string;
  readonly signature: string;
  readonly status_id: number;
  readonly customer: { readonly email: string } | null;
}

const soldLater = 105;

beforeAll(async () => {
  house = await HouseFixture.start(['--tickets', '600', '--auto-approve-ms', '0', '--auto-settle-ms', '0']);
  unpaid = (await booked()).filter(({ status_id }) => status_id === 1);
  for (let n = 0; n < soldLater; n += 1) await sellElsewhere({ name: 'Web', email: `web${n}@shop.example.test` });
  ticrs = (await house.connect('ticrs')).id;
  vivenu = (await house.connect('vivenu')).id;
  await house.pulled(ticrs);
  await house.pulled(vivenu);
}, 90_000);
afterAll(() => house.end());

async function booked(): Promise<readonly Booked[]> {
  return (await house.sandbox.control<{ data: Booked[] }>('GET', '/orders?per_page=1000')).data;
}

/** An order of the same organizer that this laptop did not make. */
async function sellElsewhere(customer: { readonly name: string; readonly email: string }): Promise<OrderId> {
  const { key } = house.sandbox.credentials.ticrs;
  const answer = await fetch(`${house.sandbox.ticrs}/api/payment/v1/orders`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ customer, items: [{ type: 'service', name: 'Poster', amount: 200, quantity: 1 }] }),
  });
  const { data } = (await answer.json()) as { data: { signature: string } };
  return as<OrderId>(data.signature);
}

const stored = async (accountId: AccountId, orderId: OrderId): Promise<Order | null> =>
  (await house.call('orders.get', { accountId, orderId })).order;

function becomes(accountId: AccountId, orderId: OrderId, status: Order['status']): Promise<Order> {
  return until(`the order ${status}`, async () => {
    const order = await stored(accountId, orderId);
    return order?.status === status && order;
  });
}

const move = (signature: string, how: string) => house.sandbox.control('POST', `/tic/orders/${signature}/${how}`, {});

function oldOrder(n: number): OrderId {
  const order = unpaid[n];
  if (order === undefined) throw new Error('too few unpaid orders');
  return as<OrderId>(order.signature);
}

describe('what moved elsewhere is known here without being opened', () => {
  test('an old web order that is paid', async () => {
    const id = oldOrder(0);
    await becomes(ticrs, id, 'awaiting_payment');
    await move(id, 'approve');
    await becomes(ticrs, id, 'paid');
    // Orders and payments are two lists: what is approved between reading the one and the other is complete with the next poll.
    const payments = await until('its payment', async () => {
      const order = await house.call('orders.get', { accountId: ticrs, orderId: id });
      return order.payments.length > 0 && order.payments;
    });
    expect(payments).toMatchObject([{ status: 'approved' }]);
  });

  test('an old web order that expired, when everything is fetched again', async () => {
    const id = oldOrder(1);
    await move(id, 'expire');
    await house.call('sync.now', { accountId: ticrs, full: true });
    await becomes(ticrs, id, 'cancelled');
  });

  test('a transaction that is cancelled in the system’s own office, with the money that went back', async () => {
    const { rows } = await house.call('orders.list', { accountId: vivenu, status: 'paid', offset: 100, limit: 50 });
    const id = rows.at(-1)?.order?.id;
    if (id === undefined) throw new Error('nothing is paid');
    const answer = await fetch(`${house.sandbox.vivenu}/api/transactions/${id}/cancel`, {
      method: 'POST',
      headers: { authorization: `Bearer ${house.sandbox.credentials.vivenu.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ refundFunds: true }),
    });
    expect(answer.ok).toBe(true);
    await becomes(vivenu, id, 'refunded');
    await until('the money that went back', async () => {
      const { payments } = await house.call('orders.get', { accountId: vivenu, orderId: id });
      return payments.some(({ amount }) => amount.minor < 0);
    });
  });
});

test('a refund that was asked for elsewhere has its order, its sum and its guest, however old the payment is', async () => {
  const old = (await booked()).find(
    ({ status_id, created_at }) => status_id === 5 && Date.now() - Date.parse(created_at) > 40 * 86_400_000,
  );
  const [payment] = old?.transactions ?? [];
  if (!old?.customer || payment === undefined) throw new Error('no old paid order');
  // Their guest is known here by another way: a search by what they say found the order.
  const { email } = old.customer;
  const orderId = as<OrderId>(old.signature);
  const { hits } = await house.call('lookup.search', { query: email });
  const ticket = hits.find((hit) => hit.kind === 'ticket');
  if (ticket?.kind !== 'ticket') throw new Error('the guest has no ticket');
  await house.call('guests.refresh', { accountId: ticrs, ticketKey: ticket.ticket.key });
  const { key } = house.sandbox.credentials.ticrs;
  const path = `/api/payment/v1/refunds/payment/${payment.signature}`;
  const headers = { 'x-api-key': key, 'content-type': 'application/json' };
  const answer = await fetch(`${house.sandbox.ticrs}${path}`, { method: 'POST', headers });
  expect(answer.ok).toBe(true);

  const row = await until('the refund', async () => {
    await house.call('sync.now', { accountId: ticrs });
    const rows = await house.call('refunds.list', {});
    return rows.find(({ request }) => request?.paymentId === payment.signature && request.orderId !== null) ?? false;
  });
  expect(row).toMatchObject({
    refund: null,
    request: { orderId, orderNumber: old.number, amount: { minor: old.total * 100, currency: old.currency } },
  });
  expect(row.guest).toBe(ticket.ticket.holder.name);
});
