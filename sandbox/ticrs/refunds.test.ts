import { expect, test } from 'vitest';
import { DOOR_ORDER, sandboxForTests } from '../test-client.ts';

const client = sandboxForTests();
const timed = sandboxForTests({
  autoApproveMs: 20_000,
  autoSettleMs: 10_000,
  rejectedStatus: 'failed',
  cancelOnFullRefund: false,
});
const refunds = '/api/payment/v1/refunds';

async function paid(at = client) {
  const { body } = await at.post('/api/payment/v1/orders', DOOR_ORDER);
  const { signature } = body.data as { signature: string };
  await at.control('POST', `/tic/orders/${signature}/approve`);
  const order = (await at.get(`/api/payment/v1/orders/${signature}`)).body.data;
  return { signature, payment: order.transactions[0].signature as string };
}
const order = async (signature: string, at = client) => (await at.get(`/api/payment/v1/orders/${signature}`)).body.data;
const request = async (signature: string, at = client) => (await at.get(`${refunds}/${signature}`)).body.data;
const move = (signature: string, name: string, body?: unknown, at = client) =>
  at.control('POST', `/tic/refunds/${signature}/${name}`, body ?? {});

test('T11 → approve → settle: completed, negative transaction, order cancelled (7.4.5)', async () => {
  const sale = await paid();
  const asked = await client.post(`${refunds}/payment/${sale.payment}`, undefined, { 'User-Agent': 'door/1' });
  expect(asked.body).toEqual({ success: true, data: { signature: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
  const { signature } = asked.body.data;
  expect(await request(signature)).toEqual({
    ...{ signature, status: 'pending', platform_approval_status: 'pending', payment_signature: sale.payment },
    ...{ refund_payment_signature: null, ip: '127.0.0.1', user_agent: 'door/1' },
    request_url: `${client.origin}${refunds}/payment/${sale.payment}`,
    created_at: '2026-09-16T15:40:00.000000Z',
    ...{ platform_approved_at: null, platform_rejected_at: null, platform_rejection_reason: null },
  });
  expect((await client.get(`${refunds}?per_page=1`)).body.data[0].signature).toBe(signature);
  expect((await order(sale.signature)).status_id).toBe(2);
  expect((await move(signature, 'settle')).status).toBe(409);
  await move(signature, 'approve');
  expect(await request(signature)).toMatchObject({ status: 'pending', platform_approval_status: 'approved' });
  await move(signature, 'settle');
  const done = await request(signature);
  expect(done).toMatchObject({ status: 'completed', platform_approved_at: '2026-09-16T15:40:00.000000Z' });
  const after = await order(sale.signature);
  expect(after.status_id).toBe(7);
  expect(after.transactions[1]).toMatchObject({
    ...{ signature: done.refund_payment_signature, status: 'approved', amount: -1735.24 },
  });
  expect((await move(signature, 'approve')).status).toBe(409);
});

test('a rejection shows its reason, and a new request is allowed after it', async () => {
  const sale = await paid();
  const first = (await client.post(`${refunds}/payment/${sale.payment}`)).body.data.signature;
  const twice = await client.post(`${refunds}/payment/${sale.payment}`);
  expect(twice.status).toBe(422);
  expect(twice.body.errors).toEqual({ signature: ['A refund has already been requested for this payment.'] });
  await move(first, 'reject', { reason: 'Događaj je već održan' });
  expect(await request(first)).toMatchObject({
    ...{ status: 'pending', platform_approval_status: 'rejected', platform_rejection_reason: 'Događaj je već održan' },
  });
  const second = await client.post(`${refunds}/payment/${sale.payment}`);
  expect(second.status).toBe(200);
  await move(second.body.data.signature, 'approve');
  await move(second.body.data.signature, 'settle-fail');
  expect(await request(second.body.data.signature)).toMatchObject({
    ...{ status: 'failed', platform_approval_status: 'approved', refund_payment_signature: null },
  });
  expect((await client.post(`${refunds}/payment/${sale.payment}`)).status).toBe(200);
});

test('failed and negative payments cannot be refunded; unknown ones are not found', async () => {
  const first = async (query: string) =>
    (await client.get(`/api/payment/v1/transactions?${query}`)).body.data[0].signature;
  const failed = await client.post(`${refunds}/payment/${await first('status=failed')}`);
  expect(failed.status).toBe(422);
  const negative = await client.post(`${refunds}/payment/${await first('sort_by=amount&sort_dir=asc')}`);
  expect(negative.status).toBe(422);
  const unknown = await client.post(`${refunds}/payment/8b266d05a4aab061e6febf6d3c0ee6d7`);
  expect([unknown.status, unknown.text]).toEqual([404, '{"message":"Not found"}']);
  expect((await client.get(`${refunds}/2a7f9f9e-6e3a-4e1a-9b8a-1b2c3d4e5f6a`)).status).toBe(404);
});

test('T12 cancels at once and asks for each payment; again it does nothing (T-24)', async () => {
  const sale = await paid();
  const { body } = await client.post(`${refunds}/order/${sale.signature}`);
  expect(body).toEqual({ success: true, data: { signatures: [expect.any(String)] } });
  expect((await order(sale.signature)).status_id).toBe(7);
  expect(await request(body.data.signatures[0])).toMatchObject({ status: 'pending', payment_signature: sale.payment });
  const again = await client.post(`${refunds}/order/${sale.signature}`);
  expect(again.text).toBe('{"success":true,"data":{"signatures":[]}}');
  const unpaid = (await client.post('/api/payment/v1/orders', DOOR_ORDER)).body.data.signature;
  expect((await client.post(`${refunds}/order/${unpaid}`)).text).toBe('{"success":true,"data":{"signatures":[]}}');
  expect((await order(unpaid)).status_id).toBe(7);
  expect((await client.post(`${refunds}/order/nosuch`)).status).toBe(404);
});

test('by itself: approved after 20 s, settled after 10 s more; switches for what the documents leave open', async () => {
  const sale = await paid(timed);
  const { signature } = (await timed.post(`${refunds}/payment/${sale.payment}`)).body.data;
  await timed.control('POST', '/clock', { advance_s: 19 });
  expect(await request(signature, timed)).toMatchObject({ platform_approval_status: 'pending' });
  await timed.control('POST', '/clock', { advance_s: 2 });
  expect(await request(signature, timed)).toMatchObject({
    ...{ status: 'pending', platform_approval_status: 'approved', platform_approved_at: '2026-09-16T15:40:20.000000Z' },
  });
  await timed.control('POST', '/clock', { advance_s: 10 });
  expect(await request(signature, timed)).toMatchObject({ status: 'completed' });
  expect((await order(sale.signature, timed)).status_id).toBe(2);
  const other = await paid(timed);
  const rejected = (await timed.post(`${refunds}/payment/${other.payment}`)).body.data.signature;
  await move(rejected, 'reject', { reason: 'no' }, timed);
  expect(await request(rejected, timed)).toMatchObject({ status: 'failed', platform_approval_status: 'rejected' });
});
