import { expect, test } from 'vitest';
import { pull, sandboxForTests } from '../test-client.ts';
import { pageWindow } from './pagination.ts';

const client = sandboxForTests();
const path = '/api/organizer/v1/tickets';

test('meta.links names the pages that Laravel names', () => {
  expect(pageWindow(1, 1)).toEqual([1]);
  expect(pageWindow(5, 13)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  expect(pageWindow(1, 20)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, null, 19, 20]);
  expect(pageWindow(7, 20)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, null, 19, 20]);
  expect(pageWindow(8, 20)).toEqual([1, 2, null, 5, 6, 7, 8, 9, 10, 11, null, 19, 20]);
  expect(pageWindow(14, 20)).toEqual([1, 2, null, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
});

test('194 tickets: 20 pages of 10, 4 pages of 50, the same rows (7.4.1)', async () => {
  await client.control('POST', '/tic/tickets/remove', { count: 6 });
  const small = await pull(client, path, 10);
  const large = await pull(client, path, 50);
  expect([small.pages, large.pages]).toEqual([20, 4]);
  expect(small.rows).toHaveLength(194);
  expect(large.rows).toEqual(small.rows);
});

test('the first page looks like the sample: default size, links without filters (T-3)', async () => {
  const { body } = await client.get(`${path}?event_uuid=`, { 'X-Language': 'sr' });
  const url = (n: number) => `${client.origin}${path}?page=${n}`;
  expect(body.links).toEqual({ first: url(1), last: url(20), prev: null, next: url(2) });
  expect(body.meta).toMatchObject({ current_page: 1, from: 1, last_page: 20, per_page: 10, to: 10, total: 194 });
  expect(body.meta.links.map((link: { label: string }) => link.label)).toEqual([
    ...['« Prethodni', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '...', '19', '20', 'Sledeći »'],
  ]);
  expect(body.meta.links[0]).toEqual({ url: null, label: '« Prethodni', active: false });
  expect(body.meta.links[1]).toEqual({ url: url(1), label: '1', active: true });
  expect(body.meta.links[11]).toEqual({ url: null, label: '...', active: false });
  expect(body.meta.links[14].url).toBe(url(2));
  expect(body.meta.path).toBe(`${client.origin}${path}`);
});

test('odd pages and sizes are put right, not refused', async () => {
  const meta = async (query: string) => (await client.get(`${path}?${query}`)).body.meta;
  expect(await meta('page=0')).toMatchObject({ current_page: 1 });
  expect(await meta('page=abc')).toMatchObject({ current_page: 1 });
  expect(await meta('per_page=500')).toMatchObject({ per_page: 50 });
  expect(await meta('per_page=-3')).toMatchObject({ per_page: 10 });
  expect(await meta('page=99')).toMatchObject({ current_page: 99, from: null, to: null, last_page: 20 });
  expect(await meta('event_uuid=NOSUCH')).toMatchObject({ total: 0, last_page: 1, from: null });
});

test('one event’s tickets are the same as those among all', async () => {
  const { rows } = await pull(client, path, 50);
  const tickets = rows as { event: { uuid: string } }[];
  const uuid = tickets[0]?.event.uuid ?? '';
  const { body } = await client.get(`${path}?event_uuid=${uuid}&per_page=50`);
  expect(body.meta.total).toBe(tickets.filter((ticket) => ticket.event.uuid === uuid).length);
  expect(body.data).toEqual(tickets.filter((ticket) => ticket.event.uuid === uuid).slice(0, 50));
});

test('shape B: flat totals, up to 100 a page, every order once', async () => {
  const { body } = await client.get('/api/payment/v1/orders?per_page=1000');
  expect(body.per_page).toBe(100);
  const seen = new Set<string>(body.data.map((row: { signature: string }) => row.signature));
  for (let page = 2; page <= Math.ceil(body.total / 100); page++) {
    const next = await client.get(`/api/payment/v1/orders?per_page=100&page=${page}`);
    for (const row of next.body.data) seen.add(row.signature);
  }
  expect(seen.size).toBe(body.total);
});
