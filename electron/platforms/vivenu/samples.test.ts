import { expect, test } from 'vitest';
import { type AccountId, as, type IsoTime } from '../../../shared/ids.ts';
import { decode } from '../decode.ts';
import { toCancellables } from './cancellables.ts';
import { historyOf, toOrder, toTicketRow } from './mapping.ts';
import { incomingPayment, refundsOf } from './money.ts';
import { readDocs } from './pagination.ts';
import cancelItems from './samples/cancel-items.json' with { type: 'json' };
import cancellations from './samples/cancellations.json' with { type: 'json' };
import tickets from './samples/tickets.json' with { type: 'json' };
import transaction from './samples/transaction.json' with { type: 'json' };
import transactions from './samples/transactions.json' with { type: 'json' };
import * as schemas from './schemas.ts';

/* Every JSON answer of the platform's documentation, read as the app reads it; what is sent is compared in `requests.test.ts`. */

const account = as<AccountId>('a');

test('V1, V2, V5, V6: the transaction, whose every field is printed with its first value only (V-3)', () => {
  const raw = decode(schemas.transaction, transaction, 'V1');
  expect(toOrder(raw, account)).toEqual({
    accountId: 'a',
    id: 'string',
    number: 'ST-RING',
    publicToken: 'string',
    status: 'awaiting_payment',
    platformStatus: { id: 'NEW', name: 'NEW · AWAITING' },
    total: { minor: 1_050, currency: 'EUR' },
    createdAt: '2030-01-23T23:00:00.123Z',
    createdAtMs: Date.parse('2030-01-23T23:00:00.123Z'),
    // The page lost the e-mail (V-1).
    contact: { name: 'string', email: '', phone: '' },
    items: [],
    paymentLink: null,
    documentNumber: 'string',
  });
  expect(incomingPayment(raw, account)).toBeNull();
  expect(historyOf(raw)).toEqual([
    { at: '2030-01-23T23:00:00.123Z', atMs: 1_895_439_600_123, what: 'created', risk: 'neutral' },
  ]);
  expect(refundsOf(raw)).toEqual([{ id: 'string', atMs: 1_895_439_600_123 }]);
});

test('V9, V10: the list, in `docs` (V-5)', () => {
  const page = readDocs(transactions, { endpoint: 'V9', page: 1 }, schemas.transaction, (raw) => toOrder(raw, account));
  expect(page).toMatchObject({ total: 1, pages: 1, page: 1, setAside: [] });
  expect(page.rows).toHaveLength(1);
});

test('V3, V4: what can be cancelled, and what was', () => {
  const raw = decode(schemas.transaction, transaction, 'V1');
  const { cancellableItems } = decode(schemas.cancellation, cancellations, 'V3');
  expect(toCancellables(cancellableItems, raw)).toEqual([
    {
      id: 'string',
      type: 'ticket',
      name: 'string',
      pieces: 1,
      price: { minor: 1_050, currency: 'EUR' },
      fee: { minor: 1_050, currency: 'EUR' },
      cancelled: true,
      refunded: true,
    },
  ]);
  expect(cancelItems.cancelledItems.map((item) => decode(schemas.cancellable, item, 'V4').cartItemId)).toEqual([
    'string',
  ]);
});

test('V11: a ticket, which knows its event by id only', () => {
  const [first] = tickets;
  const event = {
    name: 'Koncert',
    zone: 'Europe/London',
    start: as<IsoTime>('2030-01-24T19:00:00.000Z'),
    end: as<IsoTime>('2030-01-24T23:00:00.000Z'),
  };
  expect(toTicketRow(decode(schemas.ticket, first, 'V11'), event)).toEqual({
    identity: 'string',
    eventId: 'string',
    eventName: 'Koncert',
    eventDate: '2030-01-24T19:00:00+00:00',
    eventDateMs: Date.parse('2030-01-24T19:00:00.000Z'),
    zone: 'Europe/London',
    holder: { name: 'string', email: 'string', phone: '' },
    price: { minor: 1_050, currency: 'EUR' },
    promoCode: null,
    purchasedAt: '2030-01-23T23:00:00.123Z',
    purchasedAtMs: Date.parse('2030-01-23T23:00:00.123Z'),
    orderNumber: 'ST-RING',
    language: null,
    country: 'STRING',
    secret: 'string',
    entry: {
      barcode: 'string',
      status: 'valid',
      platformStatus: 'VALID',
      ticketType: 'string',
      category: 'string',
      seat: 'string · string · string · string · string',
      orderId: 'string',
      endsMs: Date.parse('2030-01-24T23:00:00.000Z'),
    },
  });
});
