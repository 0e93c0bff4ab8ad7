import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Credential, SystemId } from '../../../shared/domain/accounts.ts';
import { type AccountId, as, type OrderId } from '../../../shared/ids.ts';
import { serviceToken, userToken } from '../ozora/test-server.ts';
import type { Platform } from '../platform.ts';
import { createPlatform } from '../registry.ts';
import { TicrsPlatform } from '../ticrs/platform.ts';

/*
 * The examples of the three documentations as they are printed, sent over HTTP byte for byte (white space, key order and escapes included), and
 * the bodies that are sent compared with the printed ones as text. What each field comes to is looked at in the systems' own samples.test.ts. O6, O7 and O8 are
 * between O.Z.O.R.A. and its payment providers, and no client's: their examples are sent to the sandbox (sandbox/ozora/printed.test.ts).
 */

const staff = { priority: 'staff' } as const;
const first = { ...staff, page: 1 } as const;
const order = as<OrderId>('string');

const printed = (system: SystemId, sample: string): Buffer =>
  readFileSync(join(import.meta.dirname, `../${system}/samples/${sample}.json`));

const credentials: Readonly<Record<SystemId, Credential>> = {
  ticrs: { kind: 'apiKey', key: 'key' },
  vivenu: { kind: 'apiKey', key: 'key_1' },
  ozora: { kind: 'token', token: userToken, serviceToken },
};

interface Served {
  readonly status?: number;
  readonly bytes: Buffer;
}

const served = new Map<string, Served>();
const sent = new Map<string, string>();
let close: () => Promise<void>;
let origin: string;

beforeEach(async () => {
  served.clear();
  sent.clear();
  const server = createServer((request, response) => {
    const route = `${request.method} ${(request.url ?? '').split('?')[0]}`;
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      sent.set(route, text);
      const { status = 200, bytes } = served.get(route) ?? {
        status: 404,
        bytes: Buffer.from('{"message":"no route"}'),
      };
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
});
afterEach(() => close());

function platform(system: SystemId, routes: Readonly<Record<string, string | Served>>): Platform {
  for (const [route, answer] of Object.entries(routes)) {
    served.set(route, typeof answer === 'string' ? { bytes: printed(system, answer) } : answer);
  }
  return createPlatform(system, {
    ...{ accountId: as<AccountId>('a'), baseUrl: origin, credential: credentials[system], version: '0.0.0' },
    language: () => 'en',
  });
}

/** A printed request body as it goes over the wire: without the printer's white space. */
const compact = (system: SystemId, sample: string): string =>
  JSON.stringify(JSON.parse(printed(system, sample).toString()));

describe('tic.rs', () => {
  test.each<
    [string, string, string, (it: Platform) => Promise<{ rows: readonly unknown[]; setAside: readonly unknown[] }>]
  >([
    ['T5', 'organizer-events', 'GET /api/organizer/v1/events', (it) => it.events(first)],
    ['T6', 'tickets', 'GET /api/organizer/v1/tickets', (it) => it.tickets(first)],
    ['T7', 'orders', 'GET /api/payment/v1/orders', (it) => it.orders(first)],
    ['T10', 'transactions', 'GET /api/payment/v1/transactions', (it) => it.payments(first)],
    ['T14', 'refunds', 'GET /api/payment/v1/refunds', (it) => it.refundRequests(first)],
  ])('%s: %s', async (_name, sample, route, ask) => {
    const { data } = JSON.parse(printed('ticrs', sample).toString()) as { data: readonly unknown[] };
    const page = await ask(platform('ticrs', { [route]: sample }));
    expect(page.setAside).toEqual([]);
    expect(page.rows).toHaveLength(data.length);
  });

  test('T3, T4: the calendar and the statistics', async () => {
    const it = platform('ticrs', {
      'GET /api/mediapartner/v1/events': 'mediapartner-events',
      'GET /api/mediapartner/v1/statistics': 'statistics',
    });
    expect(await it.catalogueCandidates(staff)).toHaveLength(2);
    expect(await it.statistics('2025-12-01', '2025-12-05', staff)).toMatchObject({ views: 0, orderSum: 0 });
  });

  test('T15, T16: the dictionaries of statuses', async () => {
    const it = platform('ticrs', {
      'GET /api/payment/v1/statuses/orders': 'order-statuses',
      'GET /api/payment/v1/statuses/transactions': 'transaction-statuses',
    });
    if (!(it instanceof TicrsPlatform)) throw new Error('not tic.rs');
    expect({ data: await it.payment.orderStatuses(staff) }).toEqual(JSON.parse(compact('ticrs', 'order-statuses')));
    expect({ data: await it.payment.transactionStatuses(staff) }).toEqual(
      JSON.parse(compact('ticrs', 'transaction-statuses')),
    );
  });

  test('the printed errors: 401 and 404', async () => {
    const it = platform('ticrs', {
      'GET /api/organizer/v1/tickets': { status: 401, bytes: printed('ticrs', 'invalid-key') },
      'GET /api/payment/v1/orders/string': { status: 404, bytes: printed('ticrs', 'not-found') },
    });
    await expect(it.tickets(first)).rejects.toMatchObject({ problem: { code: 'key_refused' } });
    await expect(it.order(order, staff)).rejects.toMatchObject({ problem: { code: 'not_found' } });
  });
});

describe('vivenu', () => {
  const path = '/api/transactions/string';

  test('V1, V3, V9: a transaction, what of it can be cancelled, the list', async () => {
    const it = platform('vivenu', {
      [`GET ${path}`]: 'transaction',
      [`GET ${path}/cancellations`]: 'cancellations',
      'GET /api/transactions': 'transactions',
    });
    expect((await it.order(order, staff)).order).toMatchObject({
      id: 'string',
      total: { minor: 1_050, currency: 'EUR' },
    });
    expect(await it.cancellableItems(order, staff)).toMatchObject([{ id: 'string', fee: { minor: 1_050 } }]);
    const page = await it.orders(first);
    expect([page.rows.length, page.total, page.setAside]).toEqual([1, 1, []]);
  });

  test('V11: a printed ticket comes through the list of tickets, whose rows are the same (V23)', async () => {
    // The bytes of the one example, in the wrapper of the other list.
    const rows = Buffer.concat([Buffer.from('{"rows":'), printed('vivenu', 'tickets'), Buffer.from(',"total":1}')]);
    const nothing = { bytes: Buffer.from('{"rows":[],"total":0}') };
    const it = platform('vivenu', { 'GET /api/tickets': { bytes: rows }, 'GET /api/events': nothing });
    const page = await it.tickets(first);
    expect([page.rows.length, page.total, page.setAside]).toEqual([1, 1, []]);
    expect(page.rows[0]).toMatchObject({
      ...{ identity: 'string', eventId: 'string', price: { minor: 1_050, currency: 'EUR' } },
      holder: { name: 'string', email: 'string' },
      entry: { barcode: 'string', status: 'valid', platformStatus: 'VALID', orderId: 'string' },
    });
  });

  test('V2, V4, V5, V6, V8: what is sent is what is printed, and the printed answers are taken', async () => {
    const it = platform('vivenu', {
      [`GET ${path}`]: 'transaction',
      [`POST ${path}/cancel`]: { status: 201, bytes: printed('vivenu', 'transaction') },
      [`POST ${path}/cancellations`]: 'cancel-items',
      [`POST ${path}/complete`]: 'transaction',
      [`POST ${path}/ticket-mail`]: 'transaction',
      [`POST ${path}/paymentstatus`]: { status: 201, bytes: Buffer.alloc(0) },
    });
    await it.refundOrder(order, staff);
    expect(sent.get(`POST ${path}/cancel`)).toBe(compact('vivenu', 'cancel-request'));
    await it.cancelItems(order, { itemIds: ['string'], keepMoney: false, refundTo: 'origin' }, staff);
    expect(sent.get(`POST ${path}/cancellations`)).toBe(compact('vivenu', 'cancel-items-request'));
    await it.markPaid(order, staff);
    expect(sent.get(`POST ${path}/paymentstatus`)).toBe(compact('vivenu', 'payment-status-request'));
    expect((await it.completeOrder(order, staff)).order.id).toBe('string');
    expect(sent.get(`POST ${path}/complete`)).toBe('');
    await it.mailTickets(order, 'string@example.test', staff);
    expect(sent.get(`POST ${path}/ticket-mail`)).toBe('{"email":"string@example.test"}');
  });
});

describe('O.Z.O.R.A. Payments', () => {
  const post = (path: string): string => `POST /payments/${path}`;

  test('O1, O3, O5: ticket ids, a ticket’s transactions, one by its id', async () => {
    const it = platform('ozora', {
      [post('service/ticket-ids')]: 'ticket-ids',
      [post('transactions')]: 'transactions',
      [post('transactions/search')]: 'search',
    });
    expect(await it.paidTicketIds(staff)).toEqual([42, 31_090]);
    expect(await it.ordersOfTicket(42, staff)).toMatchObject([{ id: '1234', documentNumber: 'INV-2026-00123' }]);
    expect(sent.get(post('transactions'))).toBe(compact('ozora', 'transactions-request'));
    expect((await it.order(as<OrderId>('1234'), staff)).order.status).toBe('paid');
    expect(sent.get(post('transactions/search'))).toBe(compact('ozora', 'search-request'));
  });

  test('O2: the printed request is sent but for its metas; the printed currency is none, and named', async () => {
    const it = platform('ozora', { [post('service/options')]: 'options' });
    await expect(it.paymentOptions(42, null, staff)).rejects.toThrow('payment_options.0.currency');
    const asked = compact('ozora', 'options-request');
    expect(`${sent.get(post('service/options'))?.slice(0, -1)},`).toBe(asked.slice(0, asked.indexOf('"metas"')));
  });

  test('O2 of a transferred ticket: the printed request, with its prices in the printed metas', async () => {
    const none = { bytes: Buffer.from('{"payment_options":[]}') };
    const it = platform('ozora', { [post('service/options')]: none });
    const prices = [
      { minor: 21_000, currency: 'HUF' },
      { minor: 5_250, currency: 'EUR' },
    ];
    expect(await it.paymentOptions(42, prices, staff)).toEqual([]);
    const [huf, eur] = [
      '{"keyword":"transfer_price_huf","value":"21000"}',
      '{"keyword":"transfer_price_eur","value":"52.5"}',
    ];
    const asked = compact('ozora', 'options-request')
      .replace('registered', 'transferred')
      .replace('{"keyword":"string","value":"string"}', `${huf},${eur}`);
    expect(sent.get(post('service/options'))).toBe(asked);
  });

  test('O4: the printed request is sent to the letter, and the printed reply is a payment', async () => {
    const body = JSON.parse(compact('ozora', 'start-request')) as {
      readonly ticket_id: number;
      readonly code: string;
      readonly metas: Readonly<Record<string, string>>;
    };
    const billing = Object.fromEntries(Object.entries(body.metas).map(([name, value]) => [name.slice(8), value]));
    // The printed transaction of ticket 42 is finished: with it the payment would be stopped before it is sent.
    const unpaid = { bytes: Buffer.from('{"transactions":[]}') };
    const it = platform('ozora', { [post('start')]: 'start', [post('transactions')]: unpaid });
    const created = await it.createOrder(
      {
        ...{ customer: { name: '', email: '', phone: '' }, currency: 'EUR', tender: 'link', reference: 'W-7F3K' },
        items: [
          {
            ...{ type: 'service', name: 'Ticket 42', quantity: 1, unitPrice: { minor: 3_950, currency: 'EUR' } },
            ...{ calendarId: null, ticketTypeId: null, date: null },
            ref: { kind: 'ticket_payment', ticketId: body.ticket_id, code: body.code, billing },
          },
        ],
      },
      staff,
    );
    expect(sent.get(post('start'))).toBe(compact('ozora', 'start-request'));
    expect(created).toMatchObject({ id: '0', paymentLink: `${origin}/string` });
  });
});
