import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderItem } from './orders.ts';
import { piecesOf, sameItems } from './same-items.ts';

const piece = (change: Partial<OrderItem> = {}): OrderItem => ({
  type: 'event',
  name: 'Parkett',
  unitPrice: { minor: 4_250, currency: 'EUR' },
  quantity: 1,
  calendarId: null,
  ticketTypeId: null,
  date: null,
  ref: { kind: 'ticket_type', eventId: 'e', ticketTypeId: 't' },
  ...change,
});

test.each<[string, OrderItem[], OrderItem[], boolean]>([
  ['one item of two pieces, two items of one', [piece({ quantity: 2 })], [piece(), piece()], true],
  ['one piece more', [piece({ quantity: 2 })], [piece(), piece(), piece()], false],
  ['one piece less', [piece({ quantity: 3 })], [piece(), piece()], false],
  [
    'another ticket type for the same price',
    [piece()],
    [piece({ ref: { kind: 'ticket_type', eventId: 'e', ticketTypeId: 'u' } })],
    false,
  ],
  ['a system that tells no ticket type', [piece()], [piece({ ref: undefined })], true],
  ['an event is named by its platform', [piece({ name: 'Stalls' })], [piece()], true],
  [
    'a service is named by us, and trimmed by the platform',
    [piece({ type: 'service', name: ' Coat  check ' })],
    [piece({ type: 'service', name: 'Coat check' })],
    true,
  ],
  [
    'another service',
    [piece({ type: 'service', name: 'Parking' })],
    [piece({ type: 'service', name: 'Coat check' })],
    false,
  ],
])('%s', (_what, ours, theirs, same) => {
  expect(sameItems(ours, theirs)).toBe(same);
});

test('pieces may be put together and taken apart in any way', () => {
  const kind = fc.integer({ min: 1, max: 3 });
  fc.assert(
    fc.property(fc.array(kind, { minLength: 1, maxLength: 12 }), (kinds) => {
      const single = kinds.map((n) => piece({ unitPrice: { minor: n * 100, currency: 'EUR' } }));
      const joined = [...new Set(kinds)].map((n) =>
        piece({ unitPrice: { minor: n * 100, currency: 'EUR' }, quantity: kinds.filter((one) => one === n).length }),
      );
      expect(sameItems(joined, single)).toBe(true);
      expect(sameItems(single, joined)).toBe(true);
      expect(sameItems(single.slice(1), joined)).toBe(false);
    }),
  );
});

test('pieces are told alike however they are put together, and apart in anything that is known of them', () => {
  const other = piece({ unitPrice: { minor: 4_300, currency: 'EUR' } });
  expect(piecesOf([piece({ quantity: 2 }), other])).toBe(piecesOf([other, piece(), piece()]));
  expect(piecesOf([piece({ quantity: 2 })])).not.toBe(piecesOf([piece()]));
  for (const change of [{ name: 'Rang' }, { date: '2026-01-31' }, { calendarId: 7 }, { ref: undefined }] as const) {
    expect(piecesOf([piece()])).not.toBe(piecesOf([piece(change)]));
  }
});
