import { expect, test } from 'vitest';
import { OZORA_PATHS } from './paths.ts';
import { stripeHeader } from './stripe/signature.ts';
import { NOW, ozoraForTests, type Started, stateOf } from './test-client.ts';

const client = ozoraForTests();
const HUF = 'NORMAL-TOTAL-FEE-HUF-STRIPE-INTENTS';
const EUR = 'NORMAL-TOTAL-FEE-EUR-STRIPE-INTENTS';
const status = async (id: number) => (await client.find(id))['status'];
const at = (secret: string, what = '') =>
  `/stripe/confirm/${secret.split('_secret_')[0]}${what}?client_secret=${secret}&lang=en`;
const page = ({ secret }: Started) => client.raw('GET', at(secret));
const post = ({ secret }: Started, what: string, body = '') =>
  client.raw('POST', at(secret, `/${what}`), { 'Content-Type': 'application/x-www-form-urlencoded' }, body);
const types = async (id: number) =>
  ((await client.control('GET', `/ozora/outbox?transaction_id=${id}`)).body.data as { what: string }[]).map(
    (one) => one.what,
  );

interface Event {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly object: Record<string, unknown> };
}
const events = async (id: number) =>
  ((await client.control('GET', `/ozora/outbox?transaction_id=${id}`)).body.data as { body: Event }[]).map(
    (one) => one.body,
  );
const send = (event: object, t = Date.parse(NOW) / 1000) => {
  const body = JSON.stringify(event);
  return client.post(OZORA_PATHS.stripeWebhook, body, null, { 'Stripe-Signature': stripeHeader(t, body) });
};

test('7.4.9: start → card → 3-D Secure → webhooks in swapped order and twice → finished once', async () => {
  const order = ['intent-first', 'charge-first'] as const;
  const seen: string[] = [];
  for (const webhook_order of order) {
    await client.control('POST', '/ozora/settings', { webhook_order, webhook_repeat: 1 });
    const started = await client.start(HUF);
    expect(stateOf((await page(started)).text)).toBe('card');
    const given = await post(started, 'card', 'number=4000+0027+6000+3184');
    expect(given.status).toBe(303);
    expect(stateOf((await client.raw('GET', given.headers.get('location') ?? '')).text)).toBe('bank');
    await post(started, 'approve');
    expect(stateOf((await page(started)).text)).toBe('paid');
    expect(await status(started.id)).toBe('pending');
    const made = await types(started.id);
    const success = ['payment_intent.succeeded', 'payment_intent.succeeded', 'charge.succeeded', 'charge.succeeded'];
    expect(made.slice(-4)).toEqual(webhook_order === 'intent-first' ? success : success.toReversed());
    const { body } = await client.move(started.id, 'webhook', { times: 2 });
    expect(body.status).toBe('finished');
    expect(body.sent.every((one: { answered: boolean }) => one.answered)).toBe(true);
    seen.push(body.document_no);
    expect((await client.move(started.id, 'webhook', { order: 'reversed' })).body.document_no).toBe(body.document_no);
  }
  expect(Number(seen[1]?.slice(-5))).toBe(Number(seen[0]?.slice(-5)) + 1);
});

test('events carry hundredths of both currencies and lead back to the transaction (O-14)', async () => {
  for (const [code, amount, currency] of [
    [HUF, 1_500_000, 'huf'],
    [EUR, 3950, 'eur'],
  ] as const) {
    const { id, secret } = await client.start(code);
    await client.move(id, 'pay');
    const made = await events(id);
    const intent = made.find((one) => one.type === 'payment_intent.succeeded')?.data.object;
    const reference = secret.split('_secret_')[0];
    expect(intent).toMatchObject({
      id: reference,
      amount,
      currency,
      status: 'succeeded',
      metadata: { transaction_id: String(id) },
    });
    expect(made.find((one) => one.type === 'charge.succeeded')?.data.object).toMatchObject({
      payment_intent: reference,
      amount,
      paid: true,
    });
  }
});

test('declined cards may be tried again; with the switch they end the payment', async () => {
  const started = await client.start(EUR);
  for (const [card, code] of [
    ['4000000000000002', 'card_declined'],
    ['4000000000009995', 'insufficient_funds'],
  ]) {
    await post(started, 'card', `card=${card}`);
    expect(stateOf((await page(started)).text)).toBe('refused');
    const failed = (await events(started.id)).filter((one) => one.type === 'payment_intent.payment_failed').at(-1);
    expect(failed?.data.object).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } });
  }
  await post(started, 'card', 'card=4000008400001629');
  await post(started, 'approve');
  expect(stateOf((await page(started)).text)).toBe('refused');
  await post(started, 'card', 'card=4000002760003184');
  await post(started, 'refuse');
  expect((await page(started)).text).toContain('could not identify');
  await client.move(started.id, 'webhook');
  expect(await status(started.id)).toBe('pending');
  await post(started, 'card', 'number=4242-4242-4242-4242');
  expect((await client.move(started.id, 'webhook')).body.status).toBe('finished');

  await client.control('POST', '/ozora/settings', { stripe_decline: 'failed' });
  const ended = await client.start(EUR);
  await client.move(ended.id, 'decline');
  expect((await client.move(ended.id, 'webhook')).body.status).toBe('failed');
  expect(stateOf((await page(ended)).text)).toBe('failed');
  await client.control('POST', '/ozora/settings', { stripe_decline: 'pending' });
});

test('only test cards are taken, and the page needs its secret', async () => {
  const started = await client.start(EUR);
  const wrong = await post(started, 'card', 'number=5555555555554444');
  const shown = await client.raw('GET', wrong.headers.get('location') ?? '');
  expect([stateOf(shown.text), shown.text.includes('no test card')]).toEqual(['refused', true]);
  expect(shown.text).not.toMatch(/<script|https?:\/\//);
  expect((await client.move(started.id, 'pay', { card: '1' })).status).toBe(400);
  const intent = started.secret.split('_secret_')[0];
  for (const secret of ['', 'x', `${intent}_secret_000000000000000000000000`]) {
    const reply = await client.raw('GET', `/stripe/confirm/${intent}?client_secret=${secret}`);
    expect([reply.status, stateOf(reply.text)]).toEqual([404, 'unknown']);
  }
  expect(
    (await client.raw('POST', `/stripe/confirm/${intent}/card?client_secret=x`, {}, 'card=4242424242424242')).status,
  ).toBe(404);
  // Pressed twice: the second press finds it paid.
  await post(started, 'card', 'card=4242424242424242');
  expect((await post(started, 'card', 'card=4242424242424242')).status).toBe(303);
  expect((await post(started, 'approve')).status).toBe(303);
  expect((await types(started.id)).filter((one) => one === 'charge.succeeded').length).toBe(2);
});

test('a webhook that is forged, old or not JSON is 400; an unknown one is answered and ignored', async () => {
  const { id } = await client.start(EUR);
  const event = {
    id: 'evt_forged',
    type: 'payment_intent.succeeded',
    data: { object: { metadata: { transaction_id: String(id) } } },
  };
  const body = JSON.stringify(event);
  const raw = (header?: string) =>
    client.post(OZORA_PATHS.stripeWebhook, body, null, header === undefined ? {} : { 'Stripe-Signature': header });
  expect((await raw()).body).toEqual({ message: 'Missing Stripe-Signature' });
  expect((await raw('t=1,v1=00')).status).toBe(400);
  expect((await raw(stripeHeader(Date.parse(NOW) / 1000, `${body} `))).body).toEqual({ message: 'Invalid signature' });
  expect((await send(event, Date.parse(NOW) / 1000 - 301)).body).toEqual({
    message: 'Timestamp outside the tolerance zone',
  });
  await client.move(id, 'pay');
  const late = await client.move(id, 'webhook', { age_s: 400 });
  expect(late.body).toMatchObject({ status: 'pending' });
  expect(late.body.sent.every((one: { status: number }) => one.status === 400)).toBe(true);
  const bad = await client.move(id, 'webhook', { signature: 'bad' });
  expect(bad.body.sent.every((one: { status: number }) => one.status === 400)).toBe(true);
  expect(await status(id)).toBe('pending');
  const text = 'no json';
  const header = { 'Stripe-Signature': stripeHeader(Date.parse(NOW) / 1000, text) };
  expect((await client.post(OZORA_PATHS.stripeWebhook, text, null, header)).status).toBe(400);
  expect((await send({ id: 'evt_other', type: 'customer.created' })).body).toEqual({ message: 'ignored' });
  expect(
    (
      await send({
        id: 'evt_none',
        type: 'charge.succeeded',
        data: { object: { metadata: { transaction_id: '9999999' } } },
      })
    ).body,
  ).toEqual({ message: 'ignored' });
});

test('the same event twice is one; a refund comes by charge.refunded; a late failure changes nothing', async () => {
  const { id } = await client.start(EUR);
  const event = (name: string, type: string) => ({
    id: name,
    type,
    data: { object: { metadata: { transaction_id: String(id) } } },
  });
  expect((await send(event('evt_a', 'charge.succeeded'))).body).toEqual({ message: 'received' });
  expect((await send(event('evt_a', 'charge.succeeded'))).body).toEqual({ message: 'already received' });
  expect(await status(id)).toBe('finished');
  for (const type of ['payment_intent.payment_failed', 'payment_intent.canceled', 'charge.failed']) {
    await send(event(`evt_${type}`, type));
    expect(await status(id)).toBe('finished');
  }
  expect((await client.move(id, 'refund')).body).toMatchObject({ status: 'refunded' });
});

test('cancelled and timed-out intents end their page; without 3-D Secure nothing more is to be done', async () => {
  const cancelled = await client.start(EUR);
  await client.move(cancelled.id, 'cancel');
  expect((await client.move(cancelled.id, 'webhook')).body.status).toBe('cancelled');
  expect(stateOf((await page(cancelled)).text)).toBe('cancelled');
  expect((await client.move(cancelled.id, 'cancel')).status).toBe(409);
  const late = await client.start(EUR);
  await client.control('POST', '/clock', { advance_s: 1800 });
  expect(await status(late.id)).toBe('timeout');
  expect(stateOf((await page(late)).text)).toBe('expired');
  await client.control('POST', '/clock', { now: NOW });
  await client.control('POST', '/ozora/settings', { three_ds: false });
  const ticket = await client.freshTicket();
  const { body } = await client.post(OZORA_PATHS.start, { ticket_id: ticket, code: HUF }, null);
  expect(body).toEqual({
    required_additional_action: false,
    redirect_url: null,
    client_secret: null,
    transaction_id: expect.any(Number),
  });
  expect(await status(body.transaction_id)).toBe('pending');
  expect((await client.move(body.transaction_id, 'webhook')).body.status).toBe('finished');
  await client.control('POST', '/ozora/settings', { three_ds: true });
});
