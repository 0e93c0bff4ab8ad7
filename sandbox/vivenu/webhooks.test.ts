import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSandbox } from '../server.ts';
import { vivenuForTests } from './test-client.ts';
import { signWebhook } from './webhook-sender.ts';

const client = vivenuForTests();
const heard: { raw: string; signature: string | undefined; url: string | undefined }[] = [];
let status = 200;
let listener: Server;
let url = '';

beforeAll(async () => {
  listener = createServer((request, response) => {
    let raw = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      raw += part;
    });
    request.on('end', () => {
      const signature = request.headers['x-vivenu-signature'];
      heard.push({ raw, signature: typeof signature === 'string' ? signature : undefined, url: request.url });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/hook`;
});
afterAll(() => listener.close());
beforeEach(() => {
  heard.length = 0;
  status = 200;
});

const send = () => client.control('POST', '/vivenu/webhooks/send');
const listen = async (events: object, hmacKey?: string): Promise<string> => {
  const made = await client.post('/api/webhooks', { name: 'Kasse', url, events, hmacKey });
  expect(made.status).toBe(201);
  return made.body._id;
};
const gone = (id: string) => client.delete(`/api/webhook/${id}`);
const types = () => heard.map(({ raw }) => JSON.parse(raw).type);

test('completing sends the transaction with its tickets, signed over the raw body, each with an id of its own', async () => {
  const id = await listen({}, 'sandbox-vivenu-key');
  const tx = await client.caseOf('new_local');
  await client.post(`/api/transactions/${tx}/complete`);
  await expect.poll(async () => (await send()) && heard.length).toBe(3);
  expect(types().sort()).toEqual(['ticket.created', 'ticket.created', 'transaction.complete']);
  for (const { raw, signature } of heard) expect(signature).toBe(signWebhook(raw, 'sandbox-vivenu-key'));
  const bodies = heard.map(({ raw }) => JSON.parse(raw));
  expect(new Set(bodies.map((body) => body.id)).size).toBe(3);
  const whole = bodies.find((body) => body.type === 'transaction.complete');
  expect(Object.keys(whole)).toEqual(['id', 'type', 'mode', 'data']);
  expect(whole).toMatchObject({ mode: 'dev', data: { transaction: { _id: tx, status: 'COMPLETE' } } });
  expect(whole.data.tickets).toHaveLength(2);
  await gone(id);
});

test('a listener hears the types it asked for, and nothing while it is disabled', async () => {
  const id = await listen({ 'transaction.canceled': true, 'scan.created': true });
  await client.post(`/api/transactions/${await client.caseOf('complete_product')}/cancel`, { refundFunds: true });
  const [ticket] = await client.tickets(await client.caseOf('complete_seats'));
  await client.door('POST', `/tickets/${ticket.barcode}/scan`);
  await expect.poll(async () => (await send()) && types().sort()).toEqual(['scan.created', 'transaction.canceled']);
  expect(heard.every(({ signature }) => signature === undefined)).toBe(true);
  const off = await client.put(`/api/webhook/${id}`, { name: 'Kasse', url, enabled: false });
  expect([off.status, off.body.enabled]).toEqual([201, false]);
  await client.door('POST', `/tickets/${ticket.barcode}/scan`);
  await send();
  expect(heard).toHaveLength(2);
  await gone(id);
});

test('without a 2xx it comes again with the same id, seven times over two hours, then never', async () => {
  const id = await listen({ 'transaction.partiallyCanceled': true });
  status = 500;
  const path = `/api/transactions/${await client.caseOf('complete_many_pieces')}/cancellations`;
  const [item] = (await client.get(path)).body.cancellableItems;
  await client.post(path, { items: [item.cartItemId] });
  for (let minutes = 0; minutes < 150; minutes += 5) {
    await send();
    await client.control('POST', '/clock', { advance_s: 300 });
  }
  expect(heard).toHaveLength(7);
  expect(new Set(heard.map(({ raw }) => JSON.parse(raw).id)).size).toBe(1);
  const { body } = await client.control('GET', '/vivenu/outbox?kind=webhook');
  const sent = body.data.find((row: { type: string }) => row.type === 'transaction.partiallyCanceled');
  expect(sent.deliveries).toEqual([{ listener_id: id, attempts: 7, last: '500', due_at: null }]);
  await gone(id);
});

test('listeners are on HTTPS or the loopback, with a name of 5 to 30 characters', async () => {
  const make = (body: object) => client.post('/api/webhooks', { name: 'Kasse', url, ...body });
  for (const wrong of [
    { url: 'http://example.test/x' },
    { url: 'ftp://x' },
    { name: 'abcd' },
    { name: 'x'.repeat(31) },
    { events: 1 },
  ]) {
    expect((await make(wrong)).status, JSON.stringify(wrong)).toBe(400);
  }
  expect((await make({ url: 'https://example.test/x' })).status).toBe(201);
  const { body } = await client.get('/api/webhooks');
  expect(body.total).toBe(1);
  await gone(body.docs[0]._id);
  expect((await gone(body.docs[0]._id)).status).toBe(404);
});

test('an address given at the start hears everything, signed with the demo’s key', async () => {
  const sandbox = await startSandbox({ tickets: 200, vivenuTickets: 200, vivenuWebhook: url });
  try {
    const headers = { authorization: 'Bearer key_sandbox' };
    await fetch(`${sandbox.vivenu}/api/customers`, {
      method: 'POST',
      headers,
      body: '{"primaryEmail":"a@example.test"}',
    });
    // Nobody asks it to send: its own timer does.
    await expect.poll(() => heard.length, { timeout: 5000 }).toBe(1);
    expect(types()).toEqual(['customer.created']);
    expect(heard[0]?.signature).toBe(signWebhook(heard[0]?.raw ?? '', 'sandbox-vivenu-key'));
  } finally {
    await sandbox.close();
  }
});
