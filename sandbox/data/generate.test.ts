import { expect, test } from 'vitest';
import { NOW, pull, sandboxForTests } from '../test-client.ts';

const client = sandboxForTests({ tickets: 3000 });
const twin = sandboxForTests({ tickets: 3000 });
const other = sandboxForTests({ tickets: 3000, seed: 2 });
const path = '/api/organizer/v1/tickets';

interface Ticket {
  purchase_date: string;
  event: { uuid: string; name: string; date: string };
  customer: { name: string; email: string; phone: string };
  promocode: string | null;
  price_paid: { amount: number; currency: { id: number; code: string } };
  info: { country_code: string; interface_language: string };
}
const all = async (from = client) => (await pull(from, path, 50)).rows as Ticket[];
const now = Date.parse(NOW);

test('the same seed and size give the same data; another seed does not', async () => {
  const rows = await all();
  expect(await all(twin)).toEqual(rows);
  expect(await all(other)).not.toEqual(rows);
  const books = async (from: typeof client) => (await from.control('GET', '/orders?per_page=1000')).body.data;
  expect(await books(twin)).toEqual(await books(client));
  const lists = ['/api/payment/v1/transactions?per_page=100', '/api/payment/v1/refunds?per_page=100'];
  for (const list of lists)
    expect((await twin.get(list)).text).toBe((await client.get(list)).text.replaceAll(client.origin, twin.origin));
});

test('about a fifth of the tickets is for tonight; the others for past and coming dates', async () => {
  const rows = await all();
  const tonight = rows.filter((row) => row.event.date === '2026-09-16T20:00:00+02:00');
  expect(tonight.length / rows.length).toBeGreaterThan(0.15);
  expect(tonight.length / rows.length).toBeLessThan(0.25);
  expect(rows.some((row) => Date.parse(row.event.date) < now)).toBe(true);
  expect(rows.some((row) => Date.parse(row.event.date) > now + 86_400_000)).toBe(true);
  for (const row of rows) {
    expect(Date.parse(row.purchase_date)).toBeLessThanOrEqual(now);
    expect(Date.parse(row.purchase_date)).toBeLessThan(Date.parse(row.event.date));
  }
});

test('guests of five languages and both Serbian scripts, reachable only in example domains', async () => {
  const rows = await all();
  const names = new Set(rows.map((row) => row.customer.name));
  for (const part of ['Živković', 'Живковић', 'ђ', 'ћ', 'Пётр', 'ё', 'Ágnes', 'ő', 'ß', "O'Neill"]) {
    expect(
      [...names].some((name) => name.includes(part)),
      part,
    ).toBe(true);
  }
  for (const { customer } of rows) {
    expect(customer.email).toMatch(/^[a-z0-9._-]+@[a-z]+\.example\.test$/);
    expect(customer.phone).toMatch(/^\+[1-9]\d{7,14}$/);
  }
  const emails = new Set(rows.map((row) => row.customer.email));
  expect(emails.size).toBeGreaterThan(700);
  const mine = rows.filter((row) => row.customer.email === 'djordje.zivkovic@mail.example.test');
  expect(mine.length).toBeGreaterThan(15);
});

test('the traps of T6: identical tickets, odd cents, two currencies, unknown countries, promo codes', async () => {
  const rows = await all();
  const copies = new Map<string, number>();
  for (const row of rows) copies.set(JSON.stringify(row), (copies.get(JSON.stringify(row)) ?? 0) + 1);
  expect([...copies.values()].filter((n) => n > 1).length).toBeGreaterThan(100);
  expect(rows.some((row) => !Number.isInteger(row.price_paid.amount))).toBe(true);
  expect(rows.every((row) => Number.isInteger(Math.round(row.price_paid.amount * 100)))).toBe(true);
  const euros = rows.filter((row) => row.price_paid.currency.code === 'EUR').length;
  expect(euros).toBeGreaterThan(0);
  expect(euros).toBeLessThan(rows.length / 2);
  expect(rows.some((row) => row.info.country_code === '')).toBe(true);
  expect(rows.some((row) => row.promocode !== null)).toBe(true);
});

test('the traps of T3: past but available, unsorted, blank names, no type, lower-case country', async () => {
  const { body } = await client.get('/api/mediapartner/v1/events?per_page=50&date_from=2020-01-01');
  const dates = body.data.flatMap((event: { calendar: unknown[] }) => event.calendar) as {
    date_start: string;
    is_available: boolean;
    tickets: { name: string; price: number }[];
  }[];
  expect(dates.some((date) => Date.parse(date.date_start) < now && date.is_available)).toBe(true);
  expect(dates.some((date) => date.tickets.some((ticket) => ticket.name === ' '))).toBe(true);
  expect(dates.every((date) => date.tickets.every((ticket) => Number.isInteger(ticket.price)))).toBe(true);
  expect(dates.some((date) => !date.date_start.slice(17, 19).startsWith('00'))).toBe(true);
  const sorted = (event: { calendar: { date_start: string }[] }) =>
    event.calendar.every((date, i) => i === 0 || date.date_start >= (event.calendar[i - 1]?.date_start ?? ''));
  expect(body.data.some((event: never) => !sorted(event))).toBe(true);
  expect(body.data.some((event: { event_type: { id: unknown; name: unknown } }) => event.event_type.id === null)).toBe(
    true,
  );
  expect(
    body.data.every((event: { geo: { country: { code: string } } }) => /^[a-z]{2}$/.test(event.geo.country.code)),
  ).toBe(true);
  const abroad = await client.get('/api/mediapartner/v1/events?country_code=HU&per_page=50&date_from=2020-01-01');
  expect(abroad.body.meta.total).toBe(2);
  const soon = await client.get('/api/mediapartner/v1/events?date_to=2026-09-16');
  expect(soon.body.data.map((event: { name: string }) => event.name)).toEqual(['Veče džeza: Đurđica Trio']);
});

test('calendar and ticket ids are told only with the sandbox’s extension (T-7)', async () => {
  const plain = await client.get('/api/mediapartner/v1/events?date_to=2026-09-16');
  expect(Object.keys(plain.body.data[0].calendar[0])).toEqual(['date_start', 'date_end', 'is_available', 'tickets']);
  const extended = await client.get('/api/mediapartner/v1/events?date_to=2026-09-16', { 'X-Sandbox-Extensions': '1' });
  expect(extended.body.data[0].calendar[0]).toMatchObject({
    id: 123,
    tickets: [{ id: 9001 }, { id: 9002 }, { id: 9003 }],
  });
});

test('at any size: every order state, every refund combination, failed payments, both currencies', async () => {
  await other.control('POST', '/reset', { seed: 7, tickets: 200 });
  const orders = (await other.control('GET', '/orders?per_page=1000')).body.data;
  expect(new Set(orders.map((row: { status_id: number }) => row.status_id))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
  expect(new Set(orders.map((row: { currency: string }) => row.currency))).toEqual(new Set(['RSD', 'EUR']));
  const { data } = (await other.control('GET', '/refunds')).body;
  const states = data.map(
    (row: { status: string; platform_approval_status: string }) => `${row.status}/${row.platform_approval_status}`,
  );
  expect(new Set(states)).toEqual(
    new Set(['pending/pending', 'pending/approved', 'completed/approved', 'failed/approved', 'pending/rejected']),
  );
  const failed = await other.get('/api/payment/v1/transactions?status=failed');
  expect(failed.body.total).toBeGreaterThan(0);
});

test('an event that is over and yet available (T-14)', async () => {
  const { body } = await client.get('/api/mediapartner/v1/events?per_page=50&date_from=2020-01-01');
  const over = body.data.filter((event: { has_future_dates: boolean }) => !event.has_future_dates);
  expect(over.some((event: { is_available: boolean }) => event.is_available)).toBe(true);
});
