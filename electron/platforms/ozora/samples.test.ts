import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type OrderId } from '../../../shared/ids.ts';
import type { OrderDraft } from '../platform.ts';
import optionsSample from './samples/options.json' with { type: 'json' };
import optionsRequest from './samples/options-request.json' with { type: 'json' };
import search from './samples/search.json' with { type: 'json' };
import searchRequest from './samples/search-request.json' with { type: 'json' };
import start from './samples/start.json' with { type: 'json' };
import startRequest from './samples/start-request.json' with { type: 'json' };
import ticketIds from './samples/ticket-ids.json' with { type: 'json' };
import transactions from './samples/transactions.json' with { type: 'json' };
import transactionsRequest from './samples/transactions-request.json' with { type: 'json' };
import { answering, platformAt, serviceToken, type Told, userToken } from './test-server.ts';

/* Every JSON sample of the platform's documentation that is the app's to send or to read, over HTTP at the paths of platform-spec 3.2. */

const staff = { priority: 'staff' } as const;
const replies: Record<string, Told> = {
  '/payments/service/ticket-ids': { body: ticketIds },
  '/payments/service/options': { body: optionsSample },
  '/payments/transactions': { body: transactions },
  '/payments/transactions/search': { body: search },
  '/payments/start': { body: start },
};
let server: Awaited<ReturnType<typeof answering>>;

beforeAll(async () => {
  server = await answering(({ path }) => replies[path] ?? { status: 404, body: { message: 'no such path' } });
});
afterAll(() => server.close());

const sampleOrder = {
  id: '1234',
  number: 'TR1234',
  status: 'paid',
  platformStatus: { id: 'finished', name: 'finished' },
  total: { minor: 15_000, currency: 'HUF' },
  createdAt: '2026-04-10T14:30:00+02:00',
  createdAtMs: Date.parse('2026-04-10T12:30:00Z'),
  contact: null,
  items: null,
  paymentLink: null,
  documentNumber: 'INV-2026-00123',
};

test('O1: the ticket numbers, asked by a service, without a body', async () => {
  expect(await platformAt(server.origin).paidTicketIds(staff)).toEqual([42, 31_090]);
  expect(server.seen.at(-1)).toMatchObject({ method: 'POST', token: `Bearer ${serviceToken}`, body: null });
});

test('O2: the request is sent as printed; the printed currency is none and is named', async () => {
  const asked = platformAt(server.origin).paymentOptions(42, null, staff);
  await expect(asked).rejects.toThrow('payment_options.0.currency: expected a currency code');
  const { metas: _onlyForTransferred, ...rest } = optionsRequest;
  expect(server.seen.at(-1)).toMatchObject({ token: `Bearer ${serviceToken}`, body: rest });
});

test('O2: the same with a currency', async () => {
  const [printed] = optionsSample.payment_options;
  const told = await answering(() => ({ body: { payment_options: [{ ...printed, currency: 'HUF' }] } }));
  expect(await platformAt(told.origin).paymentOptions(42, null, staff)).toEqual([
    { code: 'string', title: 'string', note: 'string', amount: { minor: 0, currency: 'HUF' }, paymentMode: 'string' },
  ]);
  await told.close();
});

test('O3: the transactions of a ticket', async () => {
  const orders = await platformAt(server.origin).ordersOfTicket(42, staff);
  expect(orders).toEqual([{ ...sampleOrder, accountId: 'a', publicToken: '42' }]);
  expect(server.seen.at(-1)).toMatchObject({ token: `Bearer ${userToken}`, body: transactionsRequest });
});

test('O4: the request is sent as printed, without a token, and the reply is read', async () => {
  const billing = Object.fromEntries(
    Object.entries(startRequest.metas).map(([k, v]) => [k.slice('billing_'.length), v]),
  );
  const draft: OrderDraft = {
    ...{ customer: { name: 'Ana', email: '', phone: '' }, currency: 'EUR', tender: 'link', reference: 'W-7F3K' },
    items: [
      {
        ...{ type: 'service', name: 'Ticket 42', quantity: 1, calendarId: null, ticketTypeId: null, date: null },
        unitPrice: { minor: 3950, currency: 'EUR' },
        ref: { kind: 'ticket_payment', ticketId: 42, code: startRequest.code, billing },
      },
    ],
  };
  // The printed transaction of ticket 42 is finished, so a look at it must come first and stop the payment.
  await expect(platformAt(server.origin).createOrder(draft, staff)).rejects.toThrow('already_paid: TR1234 is finished');
  expect(server.seen.at(-1)?.path).toBe('/payments/transactions');
  replies['/payments/transactions'] = { body: { transactions: [] } };
  expect(await platformAt(server.origin).createOrder(draft, staff)).toEqual({
    ...{ id: '0', number: 'TR0', publicToken: '42', status: 'awaiting_payment' },
    paymentLink: `${server.origin}/string`,
  });
  expect(server.seen.at(-1)).toEqual({ method: 'POST', path: '/payments/start', token: null, body: startRequest });
  replies['/payments/transactions'] = { body: transactions };
});

test('O5: one transaction by its number, with its one payment; the sample names another ticket than O3 (O-9)', async () => {
  const { order, payments } = await platformAt(server.origin).order(as<OrderId>('1234'), staff);
  expect(order).toEqual({ ...sampleOrder, accountId: 'a', publicToken: '56789' });
  expect(payments).toEqual([
    {
      ...{ accountId: 'a', id: '1234', orderId: '1234', orderNumber: 'TR1234', status: 'approved' },
      ...{ amount: sampleOrder.total, createdAt: sampleOrder.createdAt, createdAtMs: sampleOrder.createdAtMs },
    },
  ]);
  expect(server.seen.at(-1)).toMatchObject({ token: `Bearer ${userToken}`, body: searchRequest });
});
