import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OZORA_PATHS } from './paths.ts';
import { simpleSignature } from './simplepay/signature.ts';
import { stripeHeader } from './stripe/signature.ts';
import { NOW, ozoraForTests } from './test-client.ts';

/* The printed requests of the document, sent as they stand; and what is answered, held against the printed answers. */

const client = ozoraForTests();
const printed = (name: string): string =>
  readFileSync(join(import.meta.dirname, `../../electron/platforms/ozora/samples/${name}.json`), 'utf8');
const plain = (name: string): string => JSON.stringify(JSON.parse(printed(name)));
const keys = (value: object | undefined) => Object.keys(value ?? {});

test('O1, O3, O5: the printed requests are answered in the printed fields and order; ticket 42 to the letter', async () => {
  const service = await client.token('service');
  const ids = await client.post(OZORA_PATHS.ticketIds, undefined, service);
  expect(keys(ids.body)).toEqual(keys(JSON.parse(printed('ticket-ids'))));
  expect(ids.body.ticket_ids).toEqual(expect.arrayContaining(JSON.parse(printed('ticket-ids')).ticket_ids));
  const ofTicket = await client.post(OZORA_PATHS.transactions, printed('transactions-request'));
  expect(ofTicket.text).toBe(plain('transactions'));
  const found = await client.post(OZORA_PATHS.search, printed('search-request'));
  const [row] = JSON.parse(printed('search')).transactions;
  // Printed once with ticket 42 and once with 56789; here it is of one ticket.
  expect(found.body).toEqual({ transactions: [{ ...row, id_ticket: 42 }] });
  expect(keys(found.body.transactions[0])).toEqual(keys(row));
});

test('O2: the printed request is taken, metas and all; ways to pay have the printed fields', async () => {
  const service = await client.token('service');
  const asked = JSON.parse(printed('options-request'));
  // Ticket 42 is paid: nothing may be paid for it.
  expect((await client.post(OZORA_PATHS.options, printed('options-request'), service)).text).toBe(
    '{"payment_options":[]}',
  );
  const ticket_id = await client.freshTicket();
  const template = { prices: { 'FULL-FEE': { HUF: 98000 } }, processors: ['SIMPLE'] };
  const { body } = await client.post(OZORA_PATHS.options, { ...asked, ticket_id, template }, service);
  expect(keys(body)).toEqual(keys(JSON.parse(printed('options'))));
  expect(keys(body.payment_options[0])).toEqual(keys(JSON.parse(printed('options')).payment_options[0]));
});

test('O4: the printed request is refused for the paid ticket 42, and starts another’s payment in the printed fields', async () => {
  expect((await client.post(OZORA_PATHS.start, printed('start-request'), null)).status).toBe(409);
  const body = { ...JSON.parse(printed('start-request')), ticket_id: await client.freshTicket() };
  const started = await client.post(OZORA_PATHS.start, body, null);
  expect([started.status, keys(started.body)]).toEqual([200, keys(JSON.parse(printed('start')))]);
});

test('O6: the printed way back is signed by nobody; a signed one is answered in the printed field', async () => {
  const back = (body: unknown) => client.post(OZORA_PATHS.simpleBack, body, null);
  const refused = await back(printed('simplepay-back-request'));
  expect([refused.status, refused.body]).toEqual([400, { message: 'Invalid signature' }]);
  const { id } = await client.start('NORMAL-TOTAL-FEE-HUF-SIMPLE');
  const came = (await client.move(id, 'pay')).body.back;
  expect(keys(came)).toEqual(keys(JSON.parse(printed('simplepay-back-request'))));
  const answer = await back(came);
  expect([answer.status, keys(answer.body)]).toEqual([200, keys(JSON.parse(printed('simplepay-back')))]);
});

test('O7: the printed message is of no transaction; of one it is answered with its own bytes, the date, and a signature', async () => {
  const send = (body: string) => client.post(OZORA_PATHS.simpleIpn, body, null, { Signature: simpleSignature(body) });
  const text = printed('simplepay-ipn-request');
  expect((await client.post(OZORA_PATHS.simpleIpn, text, null, { Signature: 'string' })).body).toEqual({
    message: 'Invalid signature',
  });
  expect((await send(text)).body).toEqual({ message: 'orderRef must be TR and the transaction id' });
  const { id } = await client.start('NORMAL-TOTAL-FEE-HUF-SIMPLE');
  // No more than the two printed fields are needed; the white space of the printer comes back too.
  const own = text.replace('"string"', `"TR${id}"`).replace('"string"', '"FINISHED"');
  const answer = await send(own);
  expect(answer.status).toBe(200);
  expect(answer.text).toBe(`${own.trim().slice(0, -1)},"receiveDate":"${NOW}"}`);
  expect(answer.headers.get('signature')).toBe(simpleSignature(answer.text));
  expect((await client.find(id))['status']).toBe('finished');
});

test('O8: the printed event says nothing; one of no payment here is answered in the printed field', async () => {
  const send = (body: string) => {
    const headers = { 'Stripe-Signature': stripeHeader(Date.parse(NOW) / 1000, body) };
    return client.post(OZORA_PATHS.stripeWebhook, body, null, headers);
  };
  const text = printed('stripe-webhook-request');
  expect((await client.post(OZORA_PATHS.stripeWebhook, text, null)).body).toEqual({
    message: 'Missing Stripe-Signature',
  });
  expect((await send(text)).status).toBe(400);
  const answer = await send('{"id":"evt_1","type":"charge.succeeded","data":{"object":{}}}');
  expect([answer.status, keys(answer.body)]).toEqual([200, keys(JSON.parse(printed('stripe-webhook')))]);
});
