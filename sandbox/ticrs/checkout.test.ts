import { expect, test } from 'vitest';
import { DOOR_ORDER, sandboxForTests } from '../test-client.ts';

const client = sandboxForTests();
const orders = '/api/payment/v1/orders';

async function sell(extra: Record<string, unknown> = {}) {
  const { body } = await client.post(orders, { ...DOOR_ORDER, ...extra });
  const { signature, public_token } = body.data as { signature: string; public_token: string };
  return { signature, page: `/checkout/${public_token}` };
}
const order = async (signature: string) => (await client.get(`${orders}/${signature}`)).body.data;
const state = (html: string) => /data-state="([a-z]+)"/.exec(html)?.[1];
const press = (page: string, what: 'pay' | 'decline', headers: Record<string, string> = {}) =>
  client.raw('POST', `${page}/${what}`, { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }, '');

test('create → page → pay → success_url → paid, one payment, one ticket a piece (7.4.4)', async () => {
  const sale = await sell({ success_url: 'https://example.com/success', fail_url: 'https://example.com/fail' });
  const before = (await client.get('/api/organizer/v1/tickets')).body.meta.total;
  const page = await client.raw('GET', `${sale.page}?lang=en`);
  expect(state(page.text)).toBe('open');
  expect(page.text).toContain('RSD');
  expect(page.text).toContain('1,735.24');
  expect(page.text).toContain('Veče džeza');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.text).not.toMatch(/<script|https?:\/\//);
  const paid = await press(sale.page, 'pay', { 'User-Agent': 'Mozilla/5.0 (iPhone)' });
  expect([paid.status, paid.headers.get('location')]).toEqual([303, 'https://example.com/success']);
  const data = await order(sale.signature);
  expect(data.status_id).toBe(2);
  expect(data.transactions).toHaveLength(1);
  const listed = await client.get(`/api/payment/v1/transactions?order_signature=${sale.signature}`);
  expect(listed.body.data).toEqual([
    {
      ...{ signature: data.transactions[0].signature, status: 'approved', amount: 1735.24, currency: 'RSD' },
      created_at: '2026-09-16T15:40:00.000000Z',
      order: { signature: sale.signature, number: data.number, public_token: data.public_token },
    },
  ]);
  const tickets = (await client.get('/api/organizer/v1/tickets')).body;
  expect(tickets.meta.total).toBe(before + 2);
  expect(tickets.data[0]).toEqual(tickets.data[1]);
  expect(tickets.data[0]).toMatchObject({
    purchase_date: '2026-09-16T17:40:00+02:00',
    event: { date: '2026-09-16T20:00:00+02:00' },
    customer: DOOR_ORDER.customer,
    price_paid: { amount: 867.62, currency: { id: 1, code: 'RSD' } },
    info: { device_type: 'mobile', country_code: '' },
  });
});

test('pressing twice pays once; the page says so', async () => {
  const sale = await sell();
  const [first, second] = await Promise.all([press(sale.page, 'pay'), press(sale.page, 'pay')]);
  expect([first.status, second.status]).toEqual([303, 303]);
  expect((await order(sale.signature)).transactions).toHaveLength(1);
  const page = await client.raw('GET', `${sale.page}?lang=sr`);
  expect(state(page.text)).toBe('paid');
  expect(page.text).toContain('Plaćeno');
});

test('decline: a failed transaction, the order stays new and can be paid after all', async () => {
  const sale = await sell();
  const declined = await press(`${sale.page}`, 'decline');
  const page = await client.raw('GET', declined.headers.get('location') ?? '');
  expect(state(page.text)).toBe('failed');
  expect(page.text).toContain('action="');
  expect(await order(sale.signature)).toMatchObject({
    status_id: 1,
    transactions: [{ status: 'failed', amount: 1735.24 }],
  });
  await press(sale.page, 'pay');
  const data = await order(sale.signature);
  expect(data.status_id).toBe(2);
  expect(data.transactions.map((row: { status: string }) => row.status)).toEqual(['failed', 'approved']);
  const other = await sell({ fail_url: 'https://example.com/fail' });
  expect((await press(other.page, 'decline')).headers.get('location')).toBe('https://example.com/fail');
});

test('after 30 minutes an unpaid order is cancelled and its page expired', async () => {
  const sale = await sell();
  await client.control('POST', '/clock', { advance_s: 29 * 60 });
  expect((await order(sale.signature)).status_id).toBe(1);
  await client.control('POST', '/clock', { advance_s: 61 });
  expect((await order(sale.signature)).status_id).toBe(7);
  expect(state((await client.raw('GET', sale.page)).text)).toBe('expired');
  await press(sale.page, 'pay');
  expect(await order(sale.signature)).toMatchObject({ status_id: 7, transactions: [] });
});

test('language: the reader’s choice, else the browser’s, else the order’s', async () => {
  const { body } = await client.post(orders, DOOR_ORDER, { 'X-Language': 'sr' });
  const page = `/checkout/${body.data.public_token}`;
  const lang = async (url: string, accept: string) =>
    /<html lang="([a-z]+)"/.exec((await client.raw('GET', url, { 'Accept-Language': accept })).text)?.[1];
  expect(await lang(page, 'hu')).toBe('sr');
  expect(await lang(page, 'hu, ru-RU;q=0.9')).toBe('ru');
  expect(await lang(`${page}?lang=en`, 'ru')).toBe('en');
});

test('carts, cancelled and unknown orders cannot be paid; names are escaped', async () => {
  const cart = (await client.get(`${orders}?status=6&per_page=1`)).body.data[0];
  expect(state((await client.raw('GET', `/checkout/${cart.public_token}`)).text)).toBe('cart');
  const unknown = await client.raw('GET', '/checkout/NOSUCH00');
  expect([unknown.status, state(unknown.text)]).toEqual([404, 'unknown']);
  expect((await press('/checkout/NOSUCH00', 'pay')).status).toBe(404);
  const items = [{ type: 'service', name: '<img src=x onerror=alert(1)>', amount: 1, quantity: 1 }];
  const sale = await sell({ items });
  const { text } = await client.raw('GET', sale.page);
  expect(text).not.toContain('<img');
  expect(text).toContain('&lt;img');
});
