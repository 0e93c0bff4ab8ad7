import { expect, test } from 'vitest';
import { vivenuForTests } from './test-client.ts';
import { signWebhook } from './webhook-sender.ts';

const client = vivenuForTests();

test('contract check 6: NEW, cash, complete, VALID, GRANTED once, one item cancelled, DENIED', async () => {
  const id = await client.caseOf('new_local');
  const tx = `/api/transactions/${id}`;
  expect((await client.get(tx)).body).toMatchObject({ status: 'NEW', paymentStatus: 'LOCAL-AWAITING' });
  const cash = await client.post(`${tx}/paymentstatus`, { paymentStatus: 'LOCAL-RECEIVED' });
  expect([cash.status, cash.text, cash.headers.get('content-type')]).toEqual([201, '', null]);
  const complete = await client.post(`${tx}/complete`);
  expect(complete.status).toBe(200);
  expect(complete.body).toMatchObject({
    ...{ status: 'COMPLETE', paymentStatus: 'LOCAL-RECEIVED', ticketMailSend: true, orderMailSend: true },
  });
  const [ticket, other] = await client.tickets(id);
  expect([ticket.status, other.status]).toEqual(['VALID', 'VALID']);
  const scan = async (barcode: string) => (await client.door('POST', `/tickets/${barcode}/scan`)).body.access;
  expect(await scan(ticket.barcode)).toBe('GRANTED');
  expect(await scan(ticket.barcode)).toBe('DENIED');
  const cancelled = await client.post(`${tx}/cancellations`, { items: [other.cartItemId], refundFunds: true });
  expect(cancelled.status).toBe(200);
  expect(await scan(other.barcode)).toBe('DENIED');
  expect((await client.get(tx)).body.status).toBe('COMPLETE');
});

test('contract check 7: what is complete cannot be completed again', async () => {
  const answer = await client.post(`/api/transactions/${await client.caseOf('complete_seats')}/complete`);
  expect(answer.status).toBe(400);
  expect(answer.body).toEqual({
    ...{ statusCode: 400, error: 'Bad Request', message: 'Transaction has the wrong status: COMPLETE' },
  });
});

test('contract check 10: the signature of the test vector', () => {
  const raw = '{"id":"wh_1","type":"transaction.complete","mode":"dev","data":{}}';
  expect(signWebhook(raw, 'sandbox-vivenu-key')).toBe(
    'b0df49787ffe95c50d64fa94bca11ac67d01f26d65f74c2ae157701e0d668ecc',
  );
});
