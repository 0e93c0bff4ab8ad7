import { expect, test } from 'vitest';
import { DOOR_ORDER, sandboxForTests, shapeOf } from '../test-client.ts';

const client = sandboxForTests();

const LINKS = { first: 'string', last: 'string', prev: 'null', next: 'string' };
const META = {
  current_page: 'number',
  from: 'number',
  last_page: 'number',
  links: [{ url: 'null', label: 'string', active: 'boolean' }],
  path: 'string',
  per_page: 'number',
  to: 'number',
  total: 'number',
};

/** Same keys in the same order, same types. */
function expectShape(actual: unknown, wanted: unknown) {
  expect(JSON.stringify(shapeOf(actual), null, 1)).toBe(JSON.stringify(wanted, null, 1));
}

test('T3: published events with all their dates, in the sample’s key order', async () => {
  const { body, headers } = await client.get('/api/mediapartner/v1/events?per_page=5');
  expect(headers.get('content-type')).toBe('application/json');
  expect(headers.get('cache-control')).toBe('no-cache, private');
  expect(headers.get('access-control-allow-origin')).toBe('*');
  const event = body.data.find((row: { event_type: { id: unknown } }) => row.event_type.id !== null);
  expectShape(
    { ...body, data: [event] },
    {
      data: [
        {
          uuid: 'string',
          name: 'string',
          description: 'string',
          created_at: 'string',
          updated_at: 'string',
          geo: {
            city: { id: 'number', name: 'string' },
            country: { id: 'number', code: 'string', name: 'string' },
            place: { id: 'number', name: 'string', address: 'string', city_id: 'number' },
          },
          event_type: { id: 'number', name: 'string' },
          currency: { id: 'number', code: 'string' },
          is_published: 'boolean',
          organizer_publish_status: 'boolean',
          has_future_dates: 'boolean',
          calendars_count: 'number',
          reservations_count: 'number',
          is_available: 'boolean',
          categories: [{ id: 'number', name: 'string' }],
          languages: [{ id: 'number', name: 'string', code: 'string' }],
          calendar: [
            {
              date_start: 'string',
              date_end: 'string',
              is_available: 'boolean',
              tickets: [{ name: 'string', price: 'number', currency_code: 'string', is_available: 'boolean' }],
            },
          ],
          url: { lite: 'string', public: 'string' },
        },
      ],
      links: LINKS,
      meta: META,
    },
  );
});

test('T4: bare, clicks_buy above and clicks below', async () => {
  const { body } = await client.get('/api/mediapartner/v1/statistics?start_date=2026-01-01&end_date=2026-12-31');
  const sums = { views: 'number', clicks: 'number', orders: 'number', order_sum: 'number' };
  expectShape(body, {
    views: 'number',
    clicks_buy: 'number',
    orders: 'number',
    order_sum: 'number',
    unique_events: 'number',
    daily_breakdown: [{ date: 'string', ...sums }],
    event_breakdown: [{ event_signature: 'string', event_name: 'string', ...sums }],
  });
  const add = (rows: { orders: number }[]) => rows.reduce((sum, row) => sum + row.orders, 0);
  expect(add(body.daily_breakdown)).toBe(body.orders);
  expect(add(body.event_breakdown)).toBe(body.orders);
  expect(body.views).toBeGreaterThan(body.clicks_buy);
  const none = await client.get('/api/mediapartner/v1/statistics?event_signature=NOSUCH');
  expect(none.text).toBe(
    '{"views":0,"clicks_buy":0,"orders":0,"order_sum":0,"unique_events":0,"daily_breakdown":[],"event_breakdown":[]}',
  );
});

test('T5: the organizer’s events, newest first, drafts included', async () => {
  const { body } = await client.get('/api/organizer/v1/events?per_page=5');
  expectShape(body, {
    data: [
      {
        uuid: 'string',
        name: 'string',
        created_at: 'string',
        updated_at: 'string',
        city: { id: 'number', name: 'string' },
        event_type: { id: 'number', name: 'string' },
        currency: { id: 'number', code: 'string' },
        place: { id: 'number', name: 'string', address: 'string' },
        is_published: 'boolean',
        organizer_publish_status: 'boolean',
        has_future_dates: 'boolean',
        calendars_count: 'number',
        reservations_count: 'number',
        categories: [{ id: 'number', name: 'string' }],
        languages: [{ id: 'number', name: 'string' }],
      },
    ],
    links: LINKS,
    meta: META,
  });
  const all = await client.get('/api/organizer/v1/events?per_page=50');
  const created = all.body.data.map((row: { created_at: string }) => Date.parse(row.created_at));
  expect(created).toEqual(created.toSorted((a: number, b: number) => b - a));
  expect(all.body.data.some((row: { is_published: boolean }) => !row.is_published)).toBe(true);
});

test('T6: tickets without any id, newest purchase first', async () => {
  const { body } = await client.get('/api/organizer/v1/tickets?per_page=50&event_uuid=');
  const row = body.data.find(
    (ticket: { promocode: unknown; utm: { source: unknown } }) => !ticket.promocode && !ticket.utm.source,
  );
  expectShape(
    { ...body, data: [row] },
    {
      data: [
        {
          purchase_date: 'string',
          event: { uuid: 'string', name: 'string', date: 'string' },
          customer: { name: 'string', email: 'string', phone: 'string' },
          promocode: 'null',
          price_paid: { amount: 'number', currency: { id: 'number', code: 'string' } },
          utm: { source: 'null', medium: 'null', campaign: 'null', content: 'null', term: 'null' },
          info: { device_type: 'string', interface_language: 'string', country_code: 'string' },
        },
      ],
      links: LINKS,
      meta: META,
    },
  );
  const dates = body.data.map((ticket: { purchase_date: string }) => Date.parse(ticket.purchase_date));
  expect(dates).toEqual(dates.toSorted((a: number, b: number) => b - a));
  expect(body.data[0].purchase_date).toMatch(/^2026-09-16T\d\d:\d\d:\d\d\+02:00$/);
});

test('T7, T8, T9: amount_total in the list, total in the detail, no customer in either', async () => {
  const created = await client.post('/api/payment/v1/orders', DOOR_ORDER);
  expect(created.status).toBe(201);
  expectShape(created.body, {
    data: { number: 'string', signature: 'string', public_token: 'string', payment_url: 'string' },
  });
  const { signature, public_token, payment_url, number } = created.body.data;
  expect(payment_url).toBe(`${client.origin}/checkout/${public_token}`);
  expect(number).toMatch(/^[A-Z]{3}-\d{4}$/);
  const list = await client.get('/api/payment/v1/orders?per_page=1');
  expectShape(list.body, {
    data: [
      {
        number: 'string',
        signature: 'string',
        created_at: 'string',
        status_id: 'number',
        status: 'string',
        amount_total: 'number',
        currency: 'string',
        public_token: 'string',
      },
    ],
    total: 'number',
    current_page: 'number',
    per_page: 'number',
  });
  expect(list.body.data[0]).toMatchObject({ signature, status_id: 1, status: 'Новый', amount_total: 1735.24 });
  expect(list.body.data[0].created_at).toBe('2026-09-16T15:40:00.000000Z');
  const detail = await client.get(`/api/payment/v1/orders/${signature}`);
  expectShape(detail.body, {
    data: {
      number: 'string',
      signature: 'string',
      created_at: 'string',
      status_id: 'number',
      status: 'string',
      currency: 'string',
      items: [
        {
          type: 'string',
          name: 'string',
          amount: 'number',
          quantity: 'number',
          total: 'number',
          event_id: 'number',
          ticket_id: 'number',
          event_date: 'null',
          service_date: 'null',
          delivery_date: 'null',
        },
      ],
      total: 'number',
      public_token: 'string',
      transactions: [],
    },
  });
  expect(detail.body.data.total).toBe(1735.24);
});

test('T10: flat list with the order inside', async () => {
  const { body } = await client.get('/api/payment/v1/transactions?status=approved&sort_by=amount&sort_dir=asc');
  expectShape(body, {
    data: [
      {
        signature: 'string',
        status: 'string',
        amount: 'number',
        currency: 'string',
        created_at: 'string',
        order: { signature: 'string', number: 'string', public_token: 'string' },
      },
    ],
    total: 'number',
    current_page: 'number',
    per_page: 'number',
  });
  expect(body.data[0].amount).toBeLessThan(0);
  expect(body.data[0].signature).toMatch(/^[0-9a-f]{32}$/);
  const none = await client.get('/api/payment/v1/transactions?date_from=2020-01-01&date_to=2020-01-02');
  expect(none.text).toBe('{"data":[],"total":0,"current_page":1,"per_page":20}');
});

test('T13, T14: refund requests, the detail with where they came from', async () => {
  const list = await client.get('/api/payment/v1/refunds');
  const brief = {
    signature: 'string',
    status: 'string',
    platform_approval_status: 'string',
    payment_signature: 'string',
    refund_payment_signature: 'null',
  };
  const pending = list.body.data.find((row: { status: string }) => row.status === 'pending');
  expectShape(pending, { ...brief, created_at: 'string' });
  const detail = await client.get(`/api/payment/v1/refunds/${pending.signature}`);
  const { platform_approved_at, platform_rejected_at, platform_rejection_reason, ...rest } = detail.body.data;
  expectShape(rest, { ...brief, ip: 'string', user_agent: 'string', request_url: 'string', created_at: 'string' });
  expect([platform_approved_at, platform_rejected_at, platform_rejection_reason]).toContain(null);
});

test('T15, T16: dictionaries; ids never change with the language (7.4.11)', async () => {
  const ru = await client.get('/api/payment/v1/statuses/orders');
  expect(ru.text).toBe(
    '{"data":[{"id":1,"name":"Новый"},{"id":2,"name":"Оплачен"},{"id":3,"name":"Отправлен в логистику"},{"id":4,"name":"В доставке"},{"id":5,"name":"Выполнен"},{"id":6,"name":"Корзина"},{"id":7,"name":"Отменен"}]}',
  );
  const sr = await client.get('/api/payment/v1/statuses/orders', { 'X-Language': 'sr' });
  const en = await client.get('/api/payment/v1/statuses/orders?lang=en');
  expect(sr.body.data[1]).toEqual({ id: 2, name: 'Plaćeno' });
  expect(en.body.data[1]).toEqual({ id: 2, name: 'Paid' });
  const garbled = await client.get('/api/payment/v1/statuses/orders', {
    'X-Language': 'sr Language code (sr/en/ru). Example: sr',
  });
  expect(garbled.text).toBe(ru.text);
  const transactions = await client.get('/api/payment/v1/statuses/transactions', { 'X-Language': 'sr' });
  expect(transactions.text).toBe('{"data":[{"code":"approved","name":"Approved"},{"code":"failed","name":"Failed"}]}');
});
