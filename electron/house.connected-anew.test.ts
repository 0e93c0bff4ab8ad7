import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Refund } from '../shared/domain/acts.ts';
import type { AccountId } from '../shared/ids.ts';
import { HouseFixture, until } from './house.fixture.ts';

/* What was done with an account that was removed, once its platform is connected anew. */

let house: HouseFixture;
beforeAll(async () => {
  house = await HouseFixture.start();
}, 60_000);
afterAll(() => house.end());

const health = async (id: AccountId) =>
  (await house.call('accounts.list', undefined)).find((account) => account.id === id)?.health;

/** A paid order, and what its payment's refund is asked for with. */
async function paidOrder(accountId: AccountId) {
  const made = await house.call('sales.create', {
    ...{ accountId, currency: 'RSD', customer: { name: 'Ana', email: 'ana@example.test', phone: '' } },
    items: [
      {
        ...{ type: 'service', name: 'Garderoba', quantity: 1, unitPrice: { minor: 20_000, currency: 'RSD' } },
        ...{ calendarId: null, ticketTypeId: null, date: null },
      },
    ],
  });
  const { orderId } = await house.sale(made.id, ({ payState }) => payState === 'awaiting_payment');
  if (orderId === null) throw new Error('no order');
  await house.sandbox.control('POST', `/tic/orders/${orderId}/approve`, {});
  await house.sale(made.id, ({ payState }) => payState === 'paid');
  const [payment] = (await house.call('orders.get', { accountId, orderId, refresh: true })).payments;
  if (!payment) throw new Error('no payment');
  return { orderId, target: { kind: 'payment', paymentId: payment.id, orderId } } as const;
}

/** Asks for a payment back, which ends so, and removes the account whose key is no longer good: nobody can be asked. The key is good again then. */
async function leftToPerson(accountId: AccountId, kind: 'reset_before' | 'timeout_after') {
  const order = await paidOrder(accountId);
  const before = await booked();
  await house.fault('ticrs', kind, '^POST .*/refund', -1);
  const { id } = await house.call('refunds.request', { accountId, target: order.target });
  if (kind === 'reset_before') await house.refund(id, ({ queueState }) => queueState === 'unknown');
  else await until('its arrival', async () => (await booked()) > before);
  const { ticrs } = house.sandbox.credentials;
  const key = (active: boolean) => house.sandbox.control('POST', '/key', { key: ticrs.key, active });
  await key(false);
  await until('the key refused', async () => (await health(accountId)) === 'key_refused');
  await house.refund(id, ({ queueState }) => queueState === 'unknown');
  await house.call('accounts.remove', { accountId });
  await key(true);
  await house.sandbox.control('DELETE', '/faults');
  return { ...order, id };
}

/** The sandbox's own books. */
const booked = async () => {
  const { data } = await house.sandbox.control<{ data: unknown[] }>('GET', '/refunds?per_page=1000');
  return data.length;
};
const refundsOf = async (accountId: AccountId, orderId: Refund['target']['orderId']) =>
  (await house.call('orders.get', { accountId, orderId, refresh: true })).refunds;
const decide = (refundId: Refund['id'], choice: { kind: 'give_up' } | { kind: 'this_is_it'; orderId: null }) =>
  house.call('queue.decide', { act: { kind: 'refund', refundId }, choice });

test('money that may be on its way back is not asked for again under the new account, until a person has decided', async () => {
  const { id: former } = await house.connect('ticrs');
  const { id, orderId, target } = await leftToPerson(former, 'reset_before');
  const { id: accountId } = await house.connect('ticrs');
  expect(await refundsOf(accountId, orderId)).toMatchObject([{ id, queueState: 'needs_person' }]);
  const again = () => house.call('refunds.request', { accountId, target });
  await expect(again()).rejects.toMatchObject({ problem: { code: 'already_refunded' } });
  await decide(id, { kind: 'give_up' });
  const second = await again();
  await house.refund(second.id, ({ queueState }) => queueState === 'confirmed');
  await house.call('accounts.remove', { accountId });
});

test('what had arrived is found by the new account, and told of once', async () => {
  const { id: former } = await house.connect('ticrs');
  const { id, orderId } = await leftToPerson(former, 'timeout_after');
  const { id: accountId } = await house.connect('ticrs');
  const [request] = await until('the request', async () => {
    const { refundRequests } = await house.call('orders.get', { accountId, orderId, refresh: true });
    return refundRequests.length > 0 && refundRequests;
  });
  const decided = await decide(id, { kind: 'this_is_it', orderId: null });
  expect(decided).toMatchObject({ refund: { queueState: 'confirmed', requests: [request?.id] } });
  const rows = (await house.call('refunds.list', {})).filter(
    (row) => row.refund?.id === id || row.request?.id === request?.id,
  );
  expect(rows).toMatchObject([{ refund: { id }, request: { id: request?.id } }]);
});
