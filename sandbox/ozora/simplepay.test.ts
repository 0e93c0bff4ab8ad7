import { expect, test } from 'vitest';
import { OZORA_PATHS } from './paths.ts';
import { simpleSignature } from './simplepay/signature.ts';
import { NOW, ozoraForTests, stateOf } from './test-client.ts';

const client = ozoraForTests();
const CODE = 'NORMAL-TOTAL-FEE-HUF-SIMPLE';
const press = (redirect: string, what: string) =>
  client.raw('POST', `${redirect}/${what}?lang=en`, { 'Content-Type': 'application/x-www-form-urlencoded' }, '');
const back = (r: string, s: string) => client.post(OZORA_PATHS.simpleBack, { r, s }, null);
const ipn = (id: number, status: string, signature?: string) => {
  const body = JSON.stringify({ orderRef: `TR${id}`, status });
  return client.post(OZORA_PATHS.simpleIpn, body, null, { Signature: signature ?? simpleSignature(body) });
};
const status = async (id: number) => (await client.find(id))['status'];

test('7.4.8: start → page → back SUCCESS → authorized → IPN → finished; IPN twice → one invoice', async () => {
  const { id, redirect } = await client.start(CODE);
  const page = await client.raw('GET', `${redirect}?lang=en`);
  expect([page.status, stateOf(page.text)]).toEqual([200, 'open']);
  expect(page.text).toMatch(/HUF\s15,000</);
  expect(page.text).not.toMatch(/<script|https?:\/\//);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const paid = await press(redirect, 'pay');
  const location = paid.headers.get('location') ?? '';
  expect([paid.status, location.split('?')[0]]).toEqual([303, '/payment-result']);
  expect(await status(id)).toBe('pending');
  const result = await client.raw('GET', location);
  expect([result.status, stateOf(result.text)]).toEqual([200, 'success']);
  expect(await client.find(id)).toMatchObject({ status: 'authorized', document_type: null, document_no: null });
  const sent = (await client.move(id, 'ipn')).body;
  expect(sent).toMatchObject({ status: 'finished', sent: [{ status: 200, answered: true }] });
  expect(sent.document_no).toMatch(/^INV-2026-\d{5}$/);
  await client.move(id, 'ipn');
  expect((await ipn(id, 'FINISHED')).status).toBe(200);
  expect(await client.find(id)).toMatchObject({
    status: 'finished',
    document_type: 'invoice',
    document_no: sent.document_no,
  });
  const next = await client.start(CODE);
  const other = (await client.move(next.id, 'ipn')).body.document_no;
  expect(Number(other.slice(-5))).toBe(Number(sent.document_no.slice(-5)) + 1);
});

test('decline, cancel and time-out come back with their word, code and state', async () => {
  const cases = [
    ['decline', 'FAIL', 2013, 'fail', 'failed', 'failed'],
    ['cancel', 'CANCEL', 2016, 'cancel', 'cancelled', 'cancelled'],
  ] as const;
  for (const [what, event, code, message, state, shown] of cases) {
    const { id, redirect } = await client.start(CODE);
    const location = (await press(redirect, what)).headers.get('location') ?? '';
    const query = new URL(location, client.origin).searchParams;
    const json = JSON.parse(Buffer.from(query.get('r') ?? '', 'base64').toString());
    expect(json).toEqual({ r: code, t: expect.any(Number), e: event, m: 'SANDBOXHUF', o: `TR${id}` });
    expect((await back(query.get('r') ?? '', query.get('s') ?? '')).body).toEqual({ message });
    expect(await status(id)).toBe(state);
    expect(stateOf((await client.raw('GET', location)).text)).toBe(shown);
    // Too late for anything else; the page leads back.
    expect((await press(redirect, 'pay')).headers.get('location')).toContain('/payment-result?r=');
    expect(stateOf((await client.raw('GET', redirect)).text)).toBe(shown);
    expect(await status(id)).toBe(state);
  }
});

test('an unpaid payment times out after 30 minutes; its page says so and leads back with TIMEOUT', async () => {
  const { id, redirect } = await client.start(CODE);
  await client.control('POST', '/clock', { advance_s: 29 * 60 });
  expect(await status(id)).toBe('pending');
  await client.control('POST', '/clock', { advance_s: 60 });
  expect(await status(id)).toBe('timeout');
  const page = await client.raw('GET', redirect);
  expect(stateOf(page.text)).toBe('expired');
  const href = /href="(\/payment-result[^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(stateOf((await client.raw('GET', href)).text)).toBe('expired');
  await client.control('POST', '/clock', { now: NOW });
});

test('a guest who closes the browser: the service asks SimplePay when the time is over', async () => {
  const paid = await client.start(CODE);
  const declined = await client.start(CODE);
  await client.move(paid.id, 'pay', { back: false });
  await client.move(declined.id, 'decline', { back: false });
  expect([await status(paid.id), await status(declined.id)]).toEqual(['pending', 'pending']);
  await client.control('POST', '/clock', { advance_s: 1801 });
  expect([await status(paid.id), await status(declined.id)]).toEqual(['authorized', 'failed']);
  await client.control('POST', '/clock', { now: NOW });
});

test('IPN before back is legal, and back afterwards does not take it away', async () => {
  const { id } = await client.start(CODE);
  await client.move(id, 'pay', { back: false });
  expect((await client.move(id, 'ipn')).body.status).toBe('finished');
  const { page } = (await client.control('GET', '/ozora/books?origin=api')).body.data.find(
    (row: { id: number }) => row.id === id,
  );
  const location = (await press(page, 'pay')).headers.get('location') ?? '';
  expect(stateOf((await client.raw('GET', location)).text)).toBe('success');
  expect(await status(id)).toBe('finished');
});

test('a wrong signature is 400 and changes nothing, on back and IPN', async () => {
  const { id } = await client.start(CODE);
  const forged = await client.move(id, 'ipn', { signature: 'bad' });
  expect(forged.body).toMatchObject({ status: 'pending', sent: [{ status: 400, answered: false }] });
  expect((await ipn(id, 'FINISHED', 'AAAA')).body).toEqual({ message: 'Invalid signature' });
  const json = JSON.stringify({ r: 0, t: 1, e: 'SUCCESS', m: 'SANDBOXHUF', o: `TR${id}` });
  const r = Buffer.from(json).toString('base64');
  expect((await back(r, simpleSignature(r))).status).toBe(400);
  expect((await back(r, simpleSignature(`${json} `))).body).toEqual({ message: 'Invalid signature' });
  expect(await status(id)).toBe('pending');
  const shown = await client.raw('GET', `/payment-result?${new URLSearchParams({ r, s: 'x' })}`);
  expect(stateOf(shown.text)).toBe('unclear');
  expect(stateOf((await client.raw('GET', '/payment-result')).text)).toBe('unclear');
  expect((await ipn(999_999, 'FINISHED')).status).toBe(404);
  const odd = '{"orderRef":"123","status":"FINISHED"}';
  expect((await client.post(OZORA_PATHS.simpleIpn, odd, null, { Signature: simpleSignature(odd) })).status).toBe(400);
});

test('a later word never takes finished away, except the refund', async () => {
  const { id } = await client.start(CODE);
  await client.move(id, 'ipn');
  const { document_no: invoice } = await client.find(id);
  for (const word of [
    'TIMEOUT',
    'CANCELLED',
    'NOTAUTHORIZED',
    'FRAUD',
    'REVERSED',
    'AUTHORIZED',
    'INPAYMENT',
    'NEWWORD',
  ]) {
    expect((await ipn(id, word)).status).toBe(200);
    expect(await client.find(id)).toMatchObject({ status: 'finished', document_no: invoice });
  }
  expect((await client.move(id, 'refund')).body).toMatchObject({ status: 'refunded', document_no: invoice });
  expect((await ipn(id, 'FINISHED')).status).toBe(200);
  expect(await status(id)).toBe('refunded');
  expect((await client.move(id, 'refund')).status).toBe(409);
});

test('money that arrives after a time-out counts; fraud and reversal end an authorized payment', async () => {
  const late = await client.start(CODE);
  await client.move(late.id, 'timeout');
  expect(await status(late.id)).toBe('timeout');
  await ipn(late.id, 'FINISHED');
  expect(await status(late.id)).toBe('finished');
  for (const [move, state] of [
    ['fraud', 'failed'],
    ['reverse', 'reversed'],
  ] as const) {
    const { id } = await client.start(CODE);
    expect((await client.move(id, move)).status).toBe(409);
    await client.move(id, 'pay');
    expect((await client.move(id, move)).body.status).toBe(state);
  }
});

test('pressing twice pays once; pages speak hu, en and de; unknown pages are 404', async () => {
  const { id, redirect } = await client.start(CODE);
  const [first, second] = await Promise.all([press(redirect, 'pay'), press(redirect, 'pay')]);
  expect([first.status, second.status]).toEqual([303, 303]);
  expect((await client.control('GET', `/ozora/outbox?transaction_id=${id}`)).body.data).toHaveLength(1);
  const lang = async (url: string, accept = '') =>
    /<html lang="([a-z]+)"/.exec((await client.raw('GET', url, { 'Accept-Language': accept })).text)?.[1];
  expect(await lang(redirect, 'fr, de-AT;q=0.8')).toBe('de');
  // The ticket's own language is the last resort.
  expect(await lang(redirect, 'fr')).toBe('hu');
  expect(await lang(`${redirect}?lang=en`, 'de')).toBe('en');
  const forint = (await client.raw('GET', `${redirect}?lang=hu`)).text;
  expect(forint).toMatch(/15\s000\sFt/);
  expect((await client.raw('GET', '/simplepay/pay/nosuch')).status).toBe(404);
  expect((await press(redirect, 'dance')).status).toBe(404);
});
