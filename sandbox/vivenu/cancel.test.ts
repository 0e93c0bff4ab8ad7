import { expect, test } from 'vitest';
import { vivenuForTests } from './test-client.ts';

const client = vivenuForTests();

interface Item {
  cartItemId: string;
  type: string;
  price: number;
  cancelledAt?: string;
  refundId?: string;
  cancellationFee?: { total: number };
}

const tx = async (name: string) => `/api/transactions/${await client.caseOf(name)}`;
const items = async (path: string): Promise<Item[]> =>
  (await client.get(`${path}/cancellations`)).body.cancellableItems;
const some = (path: string, body: object) => client.post(`${path}/cancellations`, body);
const types = (entries: { type: string }[]) => entries.map((entry) => entry.type);

test('the cancellable items add up to what was paid, to the cent (V3)', async () => {
  const { body } = await client.get('/api/transactions?top=1000');
  for (const doc of body.docs) {
    const sum = doc.cancellationInfo.cancellableItems.reduce(
      (n: number, item: Item) => n + Math.round(item.price * 100),
      0,
    );
    expect(sum, doc._id).toBe(Math.round(doc.realPrice * 100));
  }
});

test('some items with refund: price less fee goes back, tickets are invalid, the rest stays (V4)', async () => {
  const path = await tx('complete_seats');
  const [first, second] = await items(path);
  const answer = await some(path, { items: [first?.cartItemId], refundFunds: true, refundTarget: 'origin' });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    ...{ transactionId: path.split('/').at(-1), refundTarget: 'origin' },
    cancelledItems: [
      { cartItemId: first?.cartItemId, refundId: answer.body.refundId, cancelledAt: expect.any(String) },
    ],
  });
  const doc = (await client.get(path)).body;
  expect(doc).toMatchObject({ status: 'COMPLETE', paymentStatus: 'RECEIVED' });
  expect(types(doc.historyEntries).slice(-2)).toEqual(['partial.canceled', 'partial.refunded']);
  const { body } = await client.get(`/api/payments/refunds?transactionId=${doc._id}`);
  expect(body.docs[0]).toMatchObject({ _id: answer.body.refundId, amount: 40.5, currency: 'EUR' });
  const tickets = await client.tickets(doc._id);
  expect(tickets.map((ticket: { status: string }) => ticket.status)).toEqual(['INVALID', 'VALID']);
  expect((await some(path, { items: [first?.cartItemId], refundFunds: true })).status).toBe(400);
  expect((await some(path, { items: [second?.cartItemId, first?.cartItemId] })).status).toBe(400);
  expect((await items(path))[1]?.cancelledAt).toBeUndefined();
  const booked = await client.get(`/api/cancellations?transactionId=${doc._id}`);
  expect(booked.body).toMatchObject({ total: 1, docs: [{ refundId: answer.body.refundId }] });
});

test('pieces of one item: all of them by id, some by amount, never more than there are (V-9)', async () => {
  const path = await tx('complete_many_pieces');
  const [item] = await items(path);
  const id = item?.cartItemId;
  const valid = async () =>
    (await client.tickets(path.split('/').at(-1) ?? '')).filter(
      (ticket: { status: string }) => ticket.status === 'VALID',
    ).length;
  expect((await some(path, { items: [{ _id: id, amount: 5 }] })).status).toBe(400);
  expect((await some(path, { items: [{ _id: id, amount: 0 }] })).status).toBe(400);
  const one = await some(path, { items: [{ _id: id, amount: 1 }], refundFunds: true });
  expect(one.body.cancelledItems[0]).toMatchObject({
    cartItemId: id,
    price: 18,
    cancellationFee: { amount: 1, total: 2 },
  });
  expect(await valid()).toBe(3);
  const rest = (await items(path)).filter((candidate) => candidate.cartItemId === id);
  expect(rest.map(({ price, cancelledAt }) => [price, cancelledAt !== undefined])).toEqual([
    [54, false],
    [18, true],
  ]);
  await some(path, { items: [id], refundFunds: true });
  expect(await valid()).toBe(0);
  const refunds = (await client.get(`/api/payments/refunds?transactionId=${path.split('/').at(-1)}`)).body.docs;
  expect(refunds.map((row: { amount: number }) => row.amount).sort()).toEqual([16, 48]);
});

test('a voucher instead of the money; without refundFunds the money stays (V-8)', async () => {
  const path = await tx('complete_product');
  const product = (await items(path)).find((item) => item.type === 'product');
  const answer = await some(path, { items: [product?.cartItemId], refundFunds: true, refundTarget: 'voucher' });
  expect(answer.body).toMatchObject({ refundTarget: 'voucher' });
  const doc = (await client.get(path)).body;
  expect(types(doc.historyEntries).at(-1)).toBe('partial.refunded.voucher');
  expect(doc.vouchers).toHaveLength(1);
  const fee = (await items(path)).find((item) => item.type === 'fee');
  const kept = await some(path, { items: [fee?.cartItemId] });
  expect(kept.body).not.toHaveProperty('refundId');
  expect(types((await client.get(path)).body.historyEntries).at(-1)).toBe('partial.canceled');
});

test('the last open items cancel the whole; then nothing more goes', async () => {
  const path = await tx('complete_local');
  const open = (await items(path)).map((item) => item.cartItemId);
  expect((await some(path, { items: open, refundFunds: true })).status).toBe(200);
  const doc = (await client.get(path)).body;
  expect(doc).toMatchObject({ status: 'CANCELED', paymentStatus: 'REFUND' });
  expect(types(doc.historyEntries).slice(-2)).toEqual(['canceled', 'refunded']);
  expect((await some(path, { items: open })).status).toBe(400);
  expect((await client.post(`${path}/cancel`, { refundFunds: true })).status).toBe(400);
});

test('the whole: 201 with the transaction, money back only if asked, reason kept (V2)', async () => {
  const path = await tx('complete_coupon');
  expect((await client.post(`${path}/cancel`, { refundFunds: 'yes' })).status).toBe(400);
  expect((await client.post(`${path}/cancel`, { cancellationReason: 'BORED' })).status).toBe(400);
  const answer = await client.post(`${path}/cancel`, { refundFunds: true, cancellationReason: 'CLAIM' });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ status: 'CANCELED', paymentStatus: 'REFUND', cancellationReason: 'CLAIM' });
  expect(types(answer.body.historyEntries).slice(-2)).toEqual(['canceled', 'refunded']);
  expect((await client.tickets(answer.body._id)).every((row: { status: string }) => row.status === 'INVALID')).toBe(
    true,
  );
  const { body } = await client.get(`/api/payments/refunds?transactionId=${answer.body._id}`);
  expect(body.docs[0].amount).toBe(answer.body.realPrice);
  const kept = await client.post(`${await tx('external')}/cancel`);
  expect(kept.body).toMatchObject({ status: 'CANCELED', paymentStatus: 'EXTERNAL' });
  const unpaid = await client.post(`${await tx('new_online')}/cancel`, { refundFunds: true });
  expect(unpaid.body).toMatchObject({ status: 'CANCELED', paymentStatus: 'CANCELED' });
  const reserved = await client.post(`${await tx('reserved')}/cancel`, { refundFunds: false });
  expect(reserved.body.status).toBe('CANCELED');
});

test('guards: nothing chosen, unknown items, wrong target, wrong states', async () => {
  const path = await tx('transferred');
  for (const body of [{}, { items: [] }, { items: ['nosuch'] }, { items: [7] }, { items: 'x' }]) {
    expect((await some(path, body)).status, JSON.stringify(body)).toBe(400);
  }
  const [item] = await items(path);
  expect((await some(path, { items: [item?.cartItemId], refundTarget: 'moon' })).status).toBe(400);
  expect((await some(path, { items: [item?.cartItemId, item?.cartItemId] })).status).toBe(400);
  for (const name of ['new_pending', 'aborted', 'canceled_refunded']) {
    const closed = await tx(name);
    const id = (await items(closed))[0]?.cartItemId;
    expect((await some(closed, { items: [id] })).status, name).toBe(400);
  }
  expect((await client.post(`${await tx('aborted')}/cancel`, {})).status).toBe(400);
});

test('POS sales go back only over their POS, by JWT and in the open session (V-13)', async () => {
  const path = await tx('pos_open');
  const id = path.split('/').at(-1) ?? '';
  expect((await client.post(`${path}/cancel`, { refundFunds: true })).status).toBe(400);
  expect((await some(path, { items: [(await items(path))[0]?.cartItemId], refundFunds: true })).status).toBe(400);
  const pos = (await client.get(path)).body.posId;
  const jwt = await client.login();
  const cancel = (transaction: string, auth?: string) =>
    client.post(`/api/pos/${pos}/cancel/${transaction}`, { refundFunds: true, reason: 'TRAINING/TEST' }, auth);
  expect((await cancel(id)).status).toBe(401);
  expect((await cancel(await client.caseOf('pos_closed'), jwt)).status).toBe(400);
  const done = await cancel(id, jwt);
  expect(done.status).toBe(200);
  expect(done.body).toMatchObject({
    status: 'CANCELED',
    paymentStatus: 'POS-CANCELED',
    posInfo: { cancellationNo: expect.any(String) },
  });
  expect((await cancel(id, jwt)).status).toBe(400);
});
