import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AccountId, as } from '../../../shared/ids.ts';
import { majorNumber } from '../../../shared/money.ts';
import { decode } from '../decode.ts';
import { toCancellables } from './cancellables.ts';
import { toCandidates } from './catalogue.ts';
import { historyOf, orderNumberOf, toEvent, toOrder, toTicketRow } from './mapping.ts';
import { incomingPayment, outgoingPayment } from './money.ts';
import sampleTickets from './samples/tickets.json' with { type: 'json' };
import sample from './samples/transaction.json' with { type: 'json' };
import * as schemas from './schemas.ts';

const account = as<AccountId>('a');
const plain = { ...sample, cancellationInfo: undefined, paymentInfo: undefined, tickets: [], products: [] };
const transaction = (more: object = {}) => decode(schemas.transaction, { ...plain, ...more }, 'V1');
const ticket = (more: object = {}) =>
  toTicketRow(decode(schemas.ticket, { ...sampleTickets[0], ...more }, 'V11'), undefined);

const anyMinor = fc.integer({ min: 0, max: 10 ** 11 });
const anyCurrency = fc.constantFrom('EUR', 'CHF', 'HUF', 'CZK');

test('any price of a transaction and of a ticket comes out exact (V-15)', () => {
  fc.assert(
    fc.property(anyMinor, anyCurrency, (minor, currency) => {
      const realPrice = JSON.parse(JSON.stringify(majorNumber({ minor, currency }))) as number;
      expect(toOrder(transaction({ realPrice, currency }), account).total).toEqual({ minor, currency });
      expect(ticket({ realPrice, currency }).price).toEqual({ minor, currency });
      const refund = { _id: 'r', transactionId: 't', amount: realPrice, currency, createdAt: sample.createdAt };
      const back = outgoingPayment(decode(schemas.refund, refund, 'R'), account)?.amount;
      expect(back).toEqual({ minor: minor === 0 ? 0 : -minor, currency });
    }),
  );
});

test('money that came and money that went back never add up to less than nothing', () => {
  const words = fc.constantFrom(
    'RECEIVED',
    'REFUND',
    'CHARGEBACK',
    'POS-CANCELED',
    'LOCAL-RECEIVED',
    'FAILED',
    'NEWER',
  );
  fc.assert(
    fc.property(anyMinor, words, (minor, paymentStatus) => {
      const realPrice = majorNumber({ minor, currency: 'EUR' });
      const came = incomingPayment(transaction({ realPrice, paymentStatus }), account);
      expect(came === null || came.amount.minor === minor).toBe(true);
      if (paymentStatus === 'NEWER' || minor === 0) expect(came).toBeNull();
      else expect(came?.status).toBe(paymentStatus === 'FAILED' ? 'failed' : 'approved');
    }),
  );
});

test('a currency that is not said is EUR; lower case is read', () => {
  expect(toOrder(transaction({ currency: undefined }), account).total.currency).toBe('EUR');
  expect(toOrder(transaction({ currency: null }), account).total.currency).toBe('EUR');
  expect(ticket({ currency: 'chf' }).price.currency).toBe('CHF');
});

test('nulls of live data are absent; a guest without a name, a ticket without a guest stay', () => {
  const names = { name: null, prename: null, lastname: null, company: null, email: null, phone: null };
  expect(toOrder(transaction({ ...names, posInfo: null, currency: null }), account)).toMatchObject({
    contact: { name: '', email: '', phone: '' },
  });
  expect(toOrder(transaction({ ...names, company: 'Kulturverein' }), account).contact?.name).toBe('Kulturverein');
  expect(toOrder(transaction({ ...names, lastname: 'Ödön' }), account).contact?.name).toBe('Ödön');
  // A POS asks nobody, and a transferred ticket has lost its transaction [public: VF].
  const pos = ticket({ ...names, firstname: undefined, lastname: undefined, country: null, transactionId: null });
  expect(pos.holder).toEqual({ name: '', email: '', phone: '' });
  expect(pos).toMatchObject({ orderNumber: null, country: null, entry: { orderId: null } });
});

test('an address that was made here is shown nowhere', () => {
  expect(toOrder(transaction({ email: 'w-7f3k@willcall.invalid' }), account).contact?.email).toBe('');
  expect(ticket({ email: 'w-2man@WILLCALL.invalid' }).holder.email).toBe('');
});

test.each([
  [
    { _type: 6, sectionName: 'Parkett', groupName: 'links', rowName: '3', seatName: '12', gate: 'B' },
    'Parkett · links · 3 · 12 · B',
  ],
  [{ _type: 6, sectionName: 'Parkett', groupName: null, rowName: '3', seatName: '12', gate: null }, 'Parkett · 3 · 12'],
  [{ _type: 7, name: 'Stehplatz', sectionName: null }, null],
  [null, 'A 3-12'],
  [undefined, 'A 3-12'],
])('the seat of %j is %j', (seatingInfo, line) => {
  expect(ticket({ seatingInfo, seat: 'A 3-12' }).entry?.seat).toBe(line);
});

test('general admission without any seat has none', () => {
  expect(ticket({ seatingInfo: null, seat: null }).entry?.seat).toBeNull();
});

test('an expired ticket opens no door, whatever its status', () => {
  expect(ticket({ expired: true }).entry).toMatchObject({ status: 'invalid', platformStatus: 'VALID, expired' });
  expect(ticket({ expiresAt: '2001-01-01T00:00:00.000Z' }).entry?.status).toBe('invalid');
  expect(ticket({ expired: false, expiresAt: null }).entry?.status).toBe('valid');
});

test('the event date is the slot’s where there is one, and never nothing', () => {
  expect(ticket({ slotStartTime: '2030-02-01T18:00:00.000Z' }).eventDate).toBe('2030-02-01T19:00:00+01:00');
  expect(ticket({ slotStartTime: '18:00' }).eventDateMs).toBe(Math.floor(Date.parse(sample.createdAt)));
});

test('an order number is the end of the id, the same on order and ticket', () => {
  expect(orderNumberOf('5f2a6c1d9b3e4a0017c8d501')).toBe('17C8-D501');
  expect(orderNumberOf('tx_ab12')).toBe('TX-AB12');
  expect(orderNumberOf('abc')).toBe('ABC');
  fc.assert(
    fc.property(fc.stringMatching(/^[\da-f]{24}$/), (id) => {
      expect(ticket({ transactionId: id }).orderNumber).toBe(toOrder(transaction({ _id: id }), account).number);
      expect(orderNumberOf(id)).toMatch(/^[\dA-F]{4}-[\dA-F]{4}$/);
    }),
  );
});

test('items: tickets with their ids, products, and what was added', () => {
  const { items } = toOrder(
    transaction({
      eventId: 'e',
      tickets: [{ _id: 'i', type: 'ticket', name: 'Rang', amount: 2, price: 29.9, ticketTypeId: 't' }],
      products: [{ _id: 'p', type: 'product', name: 'Poster', amount: 1, price: 7.95 }],
      additionalItems: [{ itemId: 'f', type: 'fulfillmentType', price: 4.5, netPrice: 4, taxRate: null }],
    }),
    account,
  );
  expect(items).toMatchObject([
    {
      type: 'event',
      name: 'Rang',
      unitPrice: { minor: 2_990 },
      quantity: 2,
      ref: { kind: 'ticket_type', eventId: 'e', ticketTypeId: 't' },
    },
    { type: 'product', name: 'Poster', unitPrice: { minor: 795 }, quantity: 1 },
    { type: 'fulfillmentType', name: 'fulfillmentType', unitPrice: { minor: 450 }, quantity: 1 },
  ]);
});

test('the past is told oldest first, from the newer list where there is one', () => {
  const entry = (date: string, type: string, risk: string) => ({ _id: type, date, type, risk, data: {} });
  const entries = [
    entry('2030-01-02T00:00:00.000Z', 'payment.succeeded', 'GOOD'),
    entry('2030-01-01T00:00:00.000Z', 'created', 'NEUTRAL'),
    entry('2030-01-03T00:00:00.000Z', 'dispute.created', 'DANGER'),
    entry('2030-01-04T00:00:00.000Z', 'something.new', 'WORSE'),
  ];
  const raw = transaction({ historyEntries: entries, paymentStatus: 'RECEIVED' });
  expect(historyOf(raw).map(({ what, risk }) => [what, risk])).toEqual([
    ['created', 'neutral'],
    ['payment.succeeded', 'good'],
    ['dispute.created', 'danger'],
    ['something.new', 'neutral'],
  ]);
  expect(incomingPayment(raw, account)?.createdAt).toBe('2030-01-02T00:00:00.000Z');
  expect(historyOf(transaction({ historyEntries: [] })).map(({ what }) => what)).toEqual(['string']);
});

test('where a mail went is told with its moment, and what cannot be read of a moment loses nothing', () => {
  const entry = (data: unknown) => ({ date: '2030-01-01T00:00:00.000Z', type: 'transaction.resent.ticket_mail', data });
  const entries = [{ email: 'ana@example.test' }, { email: 7 }, ['x'], null].map(entry);
  const past = historyOf(transaction({ historyEntries: entries }));
  expect(past.map(({ email }) => email)).toEqual(['ana@example.test', undefined, undefined, undefined]);
});

test('an item of several pieces says so (V-9), one cancelled in part is listed under two ids', () => {
  const raw = transaction({
    tickets: [{ _id: 'i', type: 'ticket', name: 'Rang', amount: 3, price: 10, ticketTypeId: 't' }],
  });
  const item = { cartItemId: 'i', type: 'ticket', name: 'Rang', price: 20 };
  const items = [
    { ...item, cancellationFee: { amount: 2, value: 1, total: 2 } },
    { ...item, price: 10, cancelledAt: sample.createdAt, refundId: 'r' },
    { cartItemId: 'f', type: 'fee', name: null, price: 1.5 },
    { cartItemId: 'd', type: 'discount', name: 'VIP', price: -5 },
  ].map((one) => decode(schemas.cancellable, one, 'V3'));
  const read = toCancellables(items, raw);
  expect(read).toMatchObject([
    { id: 'i', pieces: 2, price: { minor: 2_000 }, fee: { minor: 200 }, cancelled: false, refunded: false },
    { id: 'i:1', pieces: 1, price: { minor: 1_000 }, fee: { minor: 0 }, cancelled: true, refunded: true },
    { id: 'f', name: 'fee', pieces: 1, price: { minor: 150 } },
    { id: 'd', pieces: 1, price: { minor: -500 } },
  ]);
  expect(new Set(read.map(({ id }) => id)).size).toBe(4);
});

test('two seats of one category are told apart by their places, on the order and where one is cancelled', () => {
  const cart = (id: string, seatName: string, sectionName: string) => ({
    ...{ _id: id, type: 'ticket', name: 'Rang', amount: 1, price: 10, ticketTypeId: 't' },
    seatingInfo: { _type: 6, sectionName, rowName: '2', seatName },
  });
  const general = { ...cart('g', '', ''), name: 'Stehplatz', seatingInfo: { _type: 7, name: 'Stehplatz' } };
  const raw = transaction({ tickets: [cart('a', '7', 'Rang'), cart('b', '8', 'Links'), general] });
  const names = ['Rang · 2 · 7', 'Rang, Links · 2 · 8', 'Stehplatz'];
  expect(toOrder(raw, account).items?.map(({ name }) => name)).toEqual(names);
  const items = ['a', 'b', 'g'].map((id) => ({ cartItemId: id, type: 'ticket', name: 'Rang', price: 10 }));
  const fee = { cartItemId: 'a', type: 'fee', name: 'Servicegebühr', price: 1 };
  const read = [...items.slice(0, 2), { ...items[2], name: 'Stehplatz' }, fee];
  expect(
    toCancellables(
      read.map((one) => decode(schemas.cancellable, one, 'V3')),
      raw,
    ).map(({ name }) => name),
  ).toEqual([...names, 'Servicegebühr']);
});

test('candidates: ticket types with their ids, on sale online or at a point of sale', () => {
  const type = { _id: 't', name: ' Rang ', price: 29.9, amount: 10 };
  const event = {
    ...{ _id: 'e', name: 'Koncert', start: '2030-02-01T19:00:00.000Z', end: '2030-02-01T22:00:00.000Z' },
    tickets: [
      { ...type, active: true },
      { ...type, _id: 'u', active: false, posActive: true },
      { ...type, _id: 'v', active: false, posActive: false },
    ],
  };
  const candidates = toCandidates([decode(schemas.event, event, 'V21')], 'CHF');
  expect(candidates.map(({ available }) => available)).toEqual([true, true, false]);
  expect(candidates[0]).toMatchObject({
    importKey: 'e:t',
    ticketTypeName: 'Rang',
    asMajor: { minor: 2_990, currency: 'CHF' },
    calendarId: null,
    ref: { kind: 'ticket_type', eventId: 'e', ticketTypeId: 't' },
  });
});

test.each([
  ['Europe/London', 'Europe/London'],
  [' America/New_York ', 'America/New_York'],
  ['Mars/Olympus', 'Europe/Belgrade'],
  ['', 'Europe/Belgrade'],
  [null, 'Europe/Belgrade'],
])('an event whose zone is %j is on sale by the clocks of %s', (timezone, zone) => {
  const event = {
    ...{ _id: 'e', name: 'Koncert', start: '2030-02-01T19:00:00.000Z', end: '2030-02-01T22:00:00.000Z', timezone },
    tickets: [{ _id: 't', name: 'Rang', price: 29.9, amount: 10, active: true }],
  };
  const read = decode(schemas.event, event, 'V21');
  expect(toCandidates([read], 'EUR')[0]?.zone).toBe(zone);
  expect(toEvent(read).zone).toBe(zone === 'Europe/Belgrade' ? null : zone);
});
