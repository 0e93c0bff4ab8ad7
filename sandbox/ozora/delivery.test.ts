import { expect, test } from 'vitest';
import { OZORA_PATHS } from './paths.ts';
import { ozoraForTests, stateOf } from './test-client.ts';

const client = ozoraForTests({ ozora: { autoIpnMs: 2000, autoWebhookMs: 1000 } });
const SIMPLE = 'NORMAL-TOTAL-FEE-EUR-SIMPLE';
const STRIPE = 'NORMAL-TOTAL-FEE-EUR-STRIPE-INTENTS';
const status = async (id: number) => (await client.find(id))['status'];
const outbox = async (id: number) => (await client.control('GET', `/ozora/outbox?transaction_id=${id}`)).body.data;
const advance = (seconds: number) => client.control('POST', '/clock', { advance_s: seconds });
const attempts = async (id: number) => (await outbox(id))[0]?.attempts;

test('by themselves: the IPN 2 s after the payment, the webhooks 1 s after the card', async () => {
  const simple = await client.start(SIMPLE);
  await client.move(simple.id, 'pay');
  const stripe = await client.start(STRIPE);
  await client.move(stripe.id, 'pay');
  expect([await status(simple.id), await status(stripe.id)]).toEqual(['authorized', 'pending']);
  await advance(2);
  await expect.poll(() => status(simple.id)).toBe('finished');
  await expect.poll(() => status(stripe.id)).toBe('finished');
  await expect
    .poll(async () => (await outbox(stripe.id)).every((one: { answered: boolean }) => one.answered))
    .toBe(true);
});

test('an IPN is repeated after 5 s, 30 s, 2 min, 10 min and 10 min until the signed reply arrives', async () => {
  const { id } = await client.start(SIMPLE);
  await client.move(id, 'pay');
  const route = `POST ${OZORA_PATHS.simpleIpn}`;
  // The work is done, but its answer lies: SimplePay must not take it for one.
  const kinds = ['reset_before', '500_after', 'truncate', '500', 'html200'];
  for (const kind of kinds) await client.control('POST', '/faults', { kind, route });
  await advance(2);
  for (const [index, wait] of [5, 30, 120, 600, 600].entries()) {
    await expect.poll(() => attempts(id)).toBe(index + 1);
    const [row] = await outbox(id);
    expect(row).toMatchObject({ answered: false });
    await advance(wait - 1);
    await new Promise((done) => setTimeout(done, 300));
    expect(await attempts(id)).toBe(index + 1);
    await advance(1);
  }
  await expect.poll(async () => (await outbox(id))[0]?.answered).toBe(true);
  expect((await outbox(id))[0]).toMatchObject({ attempts: 6, due_at: null });
  const book = (await client.control('GET', '/ozora/books?origin=api&per_page=1')).body.data[0];
  expect(book).toMatchObject({ id, status: 'finished', provider_status: 'FINISHED' });
  // Some of the sendings were taken before their answer was lost: still one invoice.
  expect(book.messages.ipn).toBeGreaterThan(1);
});

test('a webhook is repeated until it is answered', async () => {
  const { id } = await client.start(STRIPE);
  await client.control('POST', '/faults', { kind: '500', route: `POST ${OZORA_PATHS.stripeWebhook}`, count: -1 });
  await client.move(id, 'pay');
  await advance(1);
  await expect.poll(async () => (await outbox(id)).every((one: { attempts: number }) => one.attempts === 1)).toBe(true);
  await client.control('DELETE', '/faults');
  expect(await status(id)).toBe('pending');
  await advance(5);
  await expect.poll(() => status(id)).toBe('finished');
});

test('the cable: the laptop is cut off, the guest pays on the phone, the provider reaches the service', async () => {
  const { id, redirect } = await client.start(SIMPLE);
  await client.control('POST', '/offline', { on: true });
  await expect(client.find(id)).rejects.toThrow();
  await expect(client.raw('GET', '/robots.txt')).rejects.toThrow();
  await expect(client.post(OZORA_PATHS.simpleBack, { r: 'x', s: 'x' }, null)).rejects.toThrow();
  const paid = await client.raw('POST', `${redirect}/pay`, {}, '');
  expect(stateOf((await client.raw('GET', paid.headers.get('location') ?? '')).text)).toBe('success');
  await advance(2);
  await expect.poll(async () => (await outbox(id))[0]?.answered).toBe(true);
  await client.control('POST', '/offline', { on: false });
  expect(await status(id)).toBe('finished');
  expect((await client.raw('GET', '/robots.txt')).status).toBe(200);
});

test('faults strike the API, not the pages; a start whose answer is lost is a transaction all the same', async () => {
  const { redirect } = await client.start(SIMPLE);
  await client.control('POST', '/faults', { kind: '500', count: -1, system: 'ozora' });
  expect((await client.raw('GET', redirect)).status).toBe(200);
  const failed = await client.post(OZORA_PATHS.search, { search_term: 1234 });
  expect([failed.status, failed.body]).toEqual([500, { message: 'Internal server error' }]);
  await client.control('DELETE', '/faults');
  const ticket = await client.freshTicket();
  await client.control('POST', '/faults', { kind: 'reset_after', route: OZORA_PATHS.start });
  await expect(client.post(OZORA_PATHS.start, { ticket_id: ticket, code: SIMPLE }, null)).rejects.toThrow();
  const { transactions } = (await client.post(OZORA_PATHS.transactions, { ticket_id: ticket })).body;
  expect(transactions.at(-1)).toMatchObject({ status: 'pending' });
  await client.control('POST', '/faults', {
    kind: 'wrong_field',
    route: OZORA_PATHS.transactions,
    path: 'transactions.*.status',
    value: 'NEW',
  });
  expect((await client.post(OZORA_PATHS.transactions, { ticket_id: 42 })).body.transactions[0].status).toBe('NEW');
  const { requests } = (await client.control('GET', '/requests')).body;
  expect(requests.at(-1)).toMatchObject({
    system: 'ozora',
    method: 'POST',
    path: OZORA_PATHS.transactions,
    fault: 'wrong_field',
  });
  expect(JSON.stringify(requests)).not.toContain('simplepay/pay');
});

test('when the result cannot be handed on, the guest reads that it is unclear, and nothing is paid twice', async () => {
  const { id, redirect } = await client.start(SIMPLE);
  await client.control('POST', '/faults', { kind: 'reset_before', route: OZORA_PATHS.simpleBack });
  const location = (await client.raw('POST', `${redirect}/pay`, {}, '')).headers.get('location') ?? '';
  expect(stateOf((await client.raw('GET', location)).text)).toBe('unclear');
  expect(await status(id)).toBe('pending');
  expect(stateOf((await client.raw('GET', location)).text)).toBe('success');
});
