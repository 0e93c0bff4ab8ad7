import { expect, test } from 'vitest';
import { DOOR_ORDER, sandboxForTests } from '../test-client.ts';

const client = sandboxForTests();
const path = '/api/payment/v1/orders';

const errorsOf = async (body: unknown) => {
  const reply = await client.post(path, body);
  expect(reply.status).toBe(422);
  return reply.body.errors as Record<string, string[]>;
};
const find = async (search: string) => {
  const { body } = await client.get(`${path}?per_page=100&search=${encodeURIComponent(search)}`);
  return body.data.map((row: { signature: string }) => row.signature) as string[];
};

test('strings for items, as the documents print them, miss every field (T-5)', async () => {
  const reply = await client.post(path, { items: ['architecto'] });
  expect(reply.status).toBe(422);
  expect(reply.body).toEqual({
    message: 'The items.0.type field is required. (and 3 more errors)',
    errors: {
      'items.0.type': ['The items.0.type field is required.'],
      'items.0.name': ['The items.0.name field is required unless items.0.type is in event.'],
      'items.0.amount': ['The items.0.amount field is required.'],
      'items.0.quantity': ['The items.0.quantity field is required.'],
    },
  });
});

test('each rule of T8 names its field', async () => {
  const item = { type: 'service', name: 'Garderoba', amount: 49.99, quantity: 1 };
  expect(await errorsOf({})).toEqual({ items: ['The items field is required.'] });
  expect(await errorsOf({ items: [] })).toHaveProperty('items');
  expect(await errorsOf({ items: 'x' })).toEqual({ items: ['The items field must be an array.'] });
  expect(Object.keys(await errorsOf({ items: [item, { ...item, type: 'gift' }] }))).toEqual(['items.1.type']);
  expect(Object.keys(await errorsOf({ items: [{ ...item, name: '' }] }))).toEqual(['items.0.name']);
  expect(Object.keys(await errorsOf({ items: [{ ...item, amount: -1 }] }))).toEqual(['items.0.amount']);
  expect(Object.keys(await errorsOf({ items: [{ ...item, amount: 'ten' }] }))).toEqual(['items.0.amount']);
  expect(Object.keys(await errorsOf({ items: [{ ...item, quantity: 0 }] }))).toEqual(['items.0.quantity']);
  expect(Object.keys(await errorsOf({ items: [{ ...item, quantity: 1.5 }] }))).toEqual(['items.0.quantity']);
  expect(await errorsOf({ items: [{ ...item, type: 'event' }] })).toEqual({
    'items.0.event_id': ['The items.0.event id field is required when items.0.type is event.'],
  });
  expect(Object.keys(await errorsOf({ items: [{ ...item, type: 'event', event_id: 99999 }] }))).toEqual([
    'items.0.event_id',
  ]);
  expect(Object.keys(await errorsOf({ items: [{ ...item, service_date: '2026-02-30' }] }))).toEqual([
    'items.0.service_date',
  ]);
  expect(
    Object.keys(
      await errorsOf({
        customer: { name: 5, email: 'nobody' },
        items: [item],
        currency: 'DINAR',
        success_url: 'javascript:alert(1)',
        fail_url: 'x',
      }),
    ),
  ).toEqual(['customer.email', 'currency', 'customer.name', 'success_url', 'fail_url']);
});

test('nothing but items is needed; currency defaults to RSD, money keeps its cents', async () => {
  const items = [
    { type: 'product', name: 'Majica', amount: 49.99, quantity: 3, delivery_date: '2026-10-01' },
    { type: 'unpublished_ticket', name: 'Ulaznica', amount: 0.1, quantity: 7, event_date: '2026-10-02' },
    { type: 'service', name: 'Garderoba', amount: 1.005, quantity: 1, service_date: null },
  ];
  const { status, body } = await client.post(path, { customer: null, items, currency: null, success_url: null });
  expect(status).toBe(201);
  const { data } = (await client.get(`${path}/${body.data.signature}`)).body;
  expect(data).toMatchObject({ currency: 'RSD', total: 151.68, status_id: 1, transactions: [] });
  expect(data.items[0]).toEqual({
    type: 'product',
    name: 'Majica',
    amount: 49.99,
    quantity: 3,
    total: 149.97,
    event_id: null,
    ticket_id: null,
    event_date: null,
    service_date: null,
    delivery_date: '2026-10-01',
  });
  const euro = await client.post(path, { items: items.slice(0, 1), currency: 'EUR' });
  expect((await client.get(`${path}/${euro.body.data.signature}`)).body.data.currency).toBe('EUR');
});

test('search finds a part of number, name, e-mail, phone or token in any case and script, and a signature', async () => {
  const { body } = await client.post(path, DOOR_ORDER);
  const { number, signature, public_token } = body.data;
  for (const text of [
    'ђОРЂ',
    'živka',
    'zivka@MAIL',
    '1112233',
    number.toLowerCase(),
    number.slice(4),
    signature,
    public_token,
  ]) {
    expect(await find(text), text).toContain(signature);
  }
  expect(await find(signature.slice(0, 8))).toEqual([signature]);
  expect(await find('Ži')).toContain(signature);
  for (const text of ['nobody here', '%', '"', "'; DROP TABLE orders", '(((', 'NEAR(']) {
    expect(await find(text), text).toEqual([]);
  }
});

test('filter by status, sort, and refuse what cannot be sorted by', async () => {
  const ids = (rows: { status_id: number }[]) => [...new Set(rows.map((row) => row.status_id))];
  const carts = await client.get(`${path}?status=6`);
  expect(ids(carts.body.data)).toEqual([6]);
  const numbers = (await client.get(`${path}?sort_by=number&sort_dir=asc&per_page=100`)).body.data.map(
    (row: { number: string }) => row.number,
  );
  expect(numbers).toEqual(numbers.toSorted());
  expect((await client.get(`${path}?sort_by=customer`)).body.errors).toHaveProperty('sort_by');
  expect((await client.get(`${path}?status=paid`)).body.errors).toEqual({
    status: ['The status field must be an integer.'],
  });
});

test('every order status name follows the language, ids stay (T-11)', async () => {
  const all = async (language: string) =>
    (await client.get(`${path}?per_page=100&sort_by=status_id`, { 'X-Language': language })).body.data;
  const [sr, ru] = [await all('sr'), await all('ru')];
  expect(sr.map((row: { status_id: number }) => row.status_id)).toEqual(
    ru.map((row: { status_id: number }) => row.status_id),
  );
  expect(sr.find((row: { status_id: number }) => row.status_id === 6).status).toBe('Korpa');
  expect(ru.find((row: { status_id: number }) => row.status_id === 6).status).toBe('Корзина');
});
