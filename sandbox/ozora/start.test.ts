import fc from 'fast-check';
import { expect, test } from 'vitest';
import { major, minorOf, stripeAmount } from './money.ts';
import { OZORA_PATHS } from './paths.ts';
import { optionsFor } from './payment-options.ts';
import { ozoraForTests } from './test-client.ts';

const client = ozoraForTests();
const later = ozoraForTests({ ozora: { firstTransaction: 28_000_000 } });
const start = (body: unknown) => client.post(OZORA_PATHS.start, body, null);
const TEMPLATE = {
  prices: { 'NORMAL-TOTAL-FEE': { HUF: 15000, EUR: 39.5 }, 'FULL-FEE': { EUR: 245 } },
  processors: ['SIMPLE', 'STRIPE-INTENTS'],
};
const METAS = [
  { keyword: 'transfer_price_huf', value: '21000' },
  { keyword: 'transfer_price_eur', value: '52.50' },
];

test('O2: each fee in each currency through each processor', async () => {
  const service = await client.token('service');
  const ask = (body: object) => client.post(OZORA_PATHS.options, body, service);
  const ticket = await client.freshTicket();
  const { body, text } = await ask({ ticket_id: ticket, ticket_status: 'registered', template: TEMPLATE });
  expect(body.payment_options.map((one: { code: string }) => one.code)).toEqual([
    'NORMAL-TOTAL-FEE-HUF-SIMPLE',
    'NORMAL-TOTAL-FEE-HUF-STRIPE-INTENTS',
    'NORMAL-TOTAL-FEE-EUR-SIMPLE',
    'NORMAL-TOTAL-FEE-EUR-STRIPE-INTENTS',
    'FULL-FEE-EUR-SIMPLE',
    'FULL-FEE-EUR-STRIPE-INTENTS',
  ]);
  expect(text).toContain(
    '{"code":"NORMAL-TOTAL-FEE-EUR-SIMPLE","title":"Normal total fee","note":"By card on the SimplePay page",' +
      '"amount":39.5,"currency":"EUR","payment_mode":"simplepay"}',
  );
  const nothing = { payment_options: [] };
  expect((await ask({ ticket_id: 42, ticket_status: 'registered', template: TEMPLATE })).body).toEqual(nothing);
  expect((await ask({ ticket_id: ticket, ticket_status: 'deleted', template: TEMPLATE })).body).toEqual(nothing);
  expect((await ask({ ticket_id: ticket, ticket_status: 'registered', template: {} })).body).toEqual(nothing);
});

test('O2: a transferred ticket costs what its metas say, and nothing can be paid without them', async () => {
  const service = await client.token('service');
  const ticket = await client.freshTicket();
  const ask = async (metas?: unknown) => {
    const body = { ticket_id: ticket, ticket_status: 'transferred', template: TEMPLATE, metas };
    const reply = await client.post(OZORA_PATHS.options, body, service);
    const options = reply.body.payment_options as { code: string; amount: number }[] | undefined;
    return options?.map(({ code, amount }) => [code, amount]) ?? [reply.status, reply.body.message];
  };
  expect(await ask(METAS)).toEqual([
    ['TRANSFER-FEE-HUF-SIMPLE', 21000],
    ['TRANSFER-FEE-HUF-STRIPE-INTENTS', 21000],
    ['TRANSFER-FEE-EUR-SIMPLE', 52.5],
    ['TRANSFER-FEE-EUR-STRIPE-INTENTS', 52.5],
  ]);
  expect(await ask([{ keyword: 'transfer_price_eur', value: '1' }])).toHaveLength(2);
  expect(await ask()).toEqual([]);
  expect(await ask([{ keyword: 'transfer_price_huf', value: 'free' }])).toEqual([]);
  expect(await ask({})).toEqual([400, 'metas must be an array']);
  expect(await ask([{ keyword: 'x' }])).toEqual([400, 'metas must hold keyword and value']);
});

test('O2 by a ticket’s own template: status and metas stay the caller’s to tell', async () => {
  const service = await client.token('service');
  const { data } = (await client.control('GET', '/ozora/tickets?per_page=1000')).body;
  const { id, metas } = data.find(
    (one: { status: string; paid: boolean; template: { id: number } }) =>
      one.status === 'transferred' && !one.paid && one.template.id === 1,
  );
  const codes = async (ticket_status: string, given?: unknown) => {
    const body = { ticket_id: id, ticket_status, template: { own: true }, metas: given };
    const { payment_options } = (await client.post(OZORA_PATHS.options, body, service)).body;
    return new Set((payment_options as { code: string }[]).map(({ code }) => code.split('-')[0]));
  };
  expect(await codes('registered')).toEqual(new Set(['NORMAL', 'FULL']));
  expect(await codes('transferred')).toEqual(new Set());
  expect(await codes('transferred', metas)).toEqual(new Set(['TRANSFER']));
  // What it is sold for is what its own metas say, whoever asks.
  const code = 'NORMAL-TOTAL-FEE-HUF-SIMPLE';
  expect((await start({ ticket_id: id, code })).body).toEqual({
    message: 'This payment option is not available for the ticket',
  });
});

test('O2 and O4: bad input', async () => {
  const service = await client.token('service');
  const good = { ticket_id: await client.freshTicket(), ticket_status: 'registered', template: TEMPLATE };
  const options = async (body: unknown) => (await client.post(OZORA_PATHS.options, body, service)).status;
  for (const wrong of [
    { ticket_id: '42' },
    { ticket_id: 1.5 },
    { ticket_status: 7 },
    { template: [] },
    { template: null },
  ]) {
    expect(await options({ ...good, ...wrong })).toBe(400);
  }
  expect(await options({ ...good, ticket_id: 7 })).toBe(404);
  expect(await options('{')).toBe(400);
  const code = 'NORMAL-TOTAL-FEE-EUR-SIMPLE';
  const cases: [unknown, number, string][] = [
    ['not json', 400, 'The body is not valid JSON'],
    ['[]', 400, 'The body must be an object'],
    [{ code }, 400, 'ticket_id must be an integer'],
    [{ ticket_id: 'abc', code }, 400, 'ticket_id must be an integer'],
    [{ ticket_id: good.ticket_id }, 400, 'code must be a string'],
    [{ ticket_id: good.ticket_id, code: 'EUR-SIMPLE' }, 400, 'code must be {FEE_TYPE}-{CURRENCY}-{PROCESSOR}'],
    [{ ticket_id: good.ticket_id, code: 'FULL-FEE-USD-SIMPLE' }, 400, 'code must be {FEE_TYPE}-{CURRENCY}-{PROCESSOR}'],
    [{ ticket_id: good.ticket_id, code: 'VIP-EUR-SIMPLE' }, 400, 'This payment option is not available for the ticket'],
    [{ ticket_id: good.ticket_id, code, metas: [] }, 400, 'metas must be an object'],
    [{ ticket_id: good.ticket_id, code, metas: { billing_vat: 1 } }, 400, 'metas.billing_vat must be a string'],
    [{ ticket_id: 7, code }, 404, 'Ticket not found'],
    [{ ticket_id: 42, code }, 409, 'The ticket is already paid'],
  ];
  for (const [body, status, message] of cases) {
    const reply = await start(body);
    expect([reply.status, reply.body]).toEqual([status, { message }]);
  }
  expect((await client.raw('POST', '/payments/nothing')).status).toBe(404);
  expect((await client.raw('GET', OZORA_PATHS.start)).status).toBe(404);
});

test('O4: SimplePay gives an address, Stripe a secret; the transaction is pending and has the price of the option', async () => {
  const ticket = await client.freshTicket();
  const metas = { billing_name: 'Kovács Ágnes', billing_vat: '12345678-2-42', other: 'left out' };
  const simple = await start({ ticket_id: ticket, code: 'FULL-FEE-HUF-SIMPLE', metas });
  expect(simple.text).toMatch(
    /^\{"required_additional_action":true,"redirect_url":"http:\/\/127\.0\.0\.1:\d+\/simplepay\/pay\/\w{32}","client_secret":null,"transaction_id":\d+\}$/,
  );
  // A second one beside it is let through (O-5).
  const stripe = (await start({ ticket_id: ticket, code: 'NORMAL-TOTAL-FEE-EUR-STRIPE-INTENTS' })).body;
  expect(stripe).toMatchObject({ required_additional_action: true, redirect_url: null });
  expect(stripe.client_secret).toMatch(/^pi_\w{24}_secret_\w{24}$/);
  const { body } = await client.post(OZORA_PATHS.transactions, { ticket_id: ticket });
  expect(body.transactions.slice(-2)).toEqual([
    expect.objectContaining({
      id: simple.body.transaction_id,
      currency: 'HUF',
      debit: 98000,
      payment_mode: 'simplepay',
    }),
    expect.objectContaining({ id: stripe.transaction_id, currency: 'EUR', debit: 39.5, payment_mode: 'stripe' }),
  ]);
  expect(body.transactions.at(-1)).toMatchObject({
    ...{
      created_at: '2026-09-16 17:40:00',
      status: 'pending',
      document_type: null,
      document_no: null,
      id_ticket: ticket,
    },
  });
  const book = (await client.control('GET', '/ozora/books?origin=api')).body.data;
  expect(book.find((row: { id: number }) => row.id === simple.body.transaction_id).billing).toEqual({
    billing_name: 'Kovács Ágnes',
    billing_vat: '12345678-2-42',
  });
});

test('O4: the provider refuses with 502 and the failed transaction is kept', async () => {
  for (const [processor, code] of [
    ['SIMPLE', 'FULL-FEE-HUF-SIMPLE'],
    ['STRIPE-INTENTS', 'FULL-FEE-HUF-STRIPE-INTENTS'],
  ]) {
    const ticket = await client.freshTicket();
    await client.control('POST', '/ozora/refuse', { processor, count: 1 });
    const reply = await start({ ticket_id: ticket, code });
    expect([reply.status, reply.body]).toEqual([502, { message: 'The payment provider refused the payment' }]);
    const { transactions } = (await client.post(OZORA_PATHS.transactions, { ticket_id: ticket })).body;
    expect(transactions.at(-1)).toMatchObject({ status: 'failed', document_no: null });
    expect((await start({ ticket_id: ticket, code })).status).toBe(200);
  }
});

test('paid by one of two attempts: the next start is refused, options are empty', async () => {
  const ticket = await client.freshTicket();
  const { id } = await client.start('FULL-FEE-HUF-SIMPLE', ticket);
  await client.move(id, 'pay');
  await client.move(id, 'ipn');
  expect((await start({ ticket_id: ticket, code: 'FULL-FEE-HUF-SIMPLE' })).status).toBe(409);
  const service = await client.token('service');
  const ask = { ticket_id: ticket, ticket_status: 'registered', template: TEMPLATE };
  expect((await client.post(OZORA_PATHS.options, ask, service)).body).toEqual({ payment_options: [] });
  await client.move(id, 'refund');
  expect((await start({ ticket_id: ticket, code: 'FULL-FEE-HUF-SIMPLE' })).status).toBe(200);
});

test('money: minor units there and back, forints whole, Stripe in hundredths of both', () => {
  const currency = fc.constantFrom('HUF' as const, 'EUR' as const);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000_000 }), currency, (minor, unit) => {
      expect(minorOf(major(minor, unit), unit)).toBe(minor);
      expect(minorOf(String(major(minor, unit)), unit)).toBe(minor);
      expect(stripeAmount(minor, unit)).toBe(unit === 'HUF' ? minor * 100 : minor);
    }),
  );
  for (const none of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '', ' ', 'x', null, undefined, {}, true]) {
    expect(minorOf(none, 'EUR')).toBeUndefined();
  }
});

test('options survive any template', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('registered', 'transferred', 'x'),
      fc.dictionary(fc.string(), fc.jsonValue()),
      (status, any) => {
        const given = { ...any, processors: ['SIMPLE'] };
        for (const one of optionsFor(status, given, [])) expect(one.amount).toBeGreaterThan(0);
      },
    ),
  );
});

test('a sandbox that is started anew gives no number that one before it gave', async () => {
  const number = async () => {
    const body = { ticket_id: await later.freshTicket(), code: 'NORMAL-TOTAL-FEE-HUF-SIMPLE' };
    return (await later.post(OZORA_PATHS.start, body, null)).body.transaction_id;
  };
  expect([await number(), await number()]).toEqual([28_000_000, 28_000_001]);
});
