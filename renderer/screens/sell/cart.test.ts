import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CatalogueItem } from '../../../shared/domain/catalogue.ts';
import { type AccountId, as, type CatalogueItemId } from '../../../shared/ids.ts';
import {
  type Cart,
  type CartAct,
  cartAfter,
  cartTotal,
  cartTrouble,
  conflictOf,
  emptyCart,
  maxLines,
  maxQuantity,
  orderOf,
  quantityOf,
} from './cart.ts';

function item(id: string, minor: number | null, more: Partial<CatalogueItem> = {}): CatalogueItem {
  return {
    id: as<CatalogueItemId>(id),
    accountId: as<AccountId>('door'),
    name: id,
    type: 'product',
    unitPrice: minor === null ? null : { minor, currency: more.currency ?? 'RSD' },
    currency: 'RSD',
    calendarId: null,
    ticketTypeId: null,
    date: null,
    position: 0,
    importKey: null,
    ...more,
  };
}

function cartOf(...acts: CartAct[]): Cart {
  return acts.reduce(cartAfter, emptyCart);
}

const beer = item('beer', 35000);
const gift = item('gift', null);

describe('the cart', () => {
  test('takes what was changed in the catalogue, and is the same cart where nothing was', () => {
    const cart = cartOf(
      { kind: 'add', item: beer },
      { kind: 'add', item: gift },
      { kind: 'amount', key: 2, text: '500', money: { minor: 50000, currency: 'RSD' } },
    );
    expect(cartAfter(cart, { kind: 'catalogue', items: [{ ...gift }, { ...beer }] })).toBe(cart);
    const dearer = item('beer', 40000);
    const named = { ...gift, name: 'Gift' };
    const after = cartAfter(cart, { kind: 'catalogue', items: [dearer, named] });
    expect(after.lines.map((line) => [line.item, line.unitPrice?.minor])).toEqual([
      [dearer, 40000],
      [named, 50000],
    ]);
  });

  test('keeps an item that was removed from the catalogue or is in another currency by now', () => {
    const cart = cartOf({ kind: 'add', item: beer });
    expect(cartAfter(cart, { kind: 'catalogue', items: [] })).toBe(cart);
    expect(cartAfter(cart, { kind: 'catalogue', items: [item('beer', 300, { currency: 'EUR' })] })).toBe(cart);
  });

  test('an item whose price is now typed by hand waits for it', () => {
    const cart = cartOf({ kind: 'add', item: beer });
    const byHand = item('beer', null);
    expect(cartTrouble(cartAfter(cart, { kind: 'catalogue', items: [byHand] }))).toBe('amount_missing');
  });

  test('a second tap on a tile is one more piece of the same line', () => {
    const cart = cartOf({ kind: 'add', item: beer }, { kind: 'add', item: beer });
    expect(cart.lines).toHaveLength(1);
    expect(quantityOf(cart, beer.id)).toBe(2);
    expect(cartTotal(cart)).toEqual({ minor: 70000, currency: 'RSD' });
  });

  test('one piece less than one takes the line away', () => {
    expect(cartOf({ kind: 'add', item: beer }, { kind: 'quantity', key: 1, quantity: 0 }).lines).toEqual([]);
  });

  test('a typed amount is the unit price; without it the cart cannot be sent', () => {
    const open = cartOf({ kind: 'add', item: gift });
    expect(cartTrouble(open)).toBe('amount_missing');
    expect(() => orderOf(open)).toThrow(RangeError);
    const typed = cartAfter(open, { kind: 'amount', key: 1, text: '49,99', money: { minor: 4999, currency: 'RSD' } });
    const two = cartAfter(typed, { kind: 'quantity', key: 1, quantity: 2 });
    expect(cartTrouble(two)).toBeNull();
    expect(cartTotal(two)).toEqual({ minor: 9998, currency: 'RSD' });
    expect(orderOf(two).items[0]).toMatchObject({ unitPrice: { minor: 4999, currency: 'RSD' }, quantity: 2 });
  });

  test('a fixed price cannot be typed over', () => {
    const cart = cartOf(
      { kind: 'add', item: beer },
      { kind: 'amount', key: 1, text: '1', money: { minor: 100, currency: 'RSD' } },
    );
    expect(cartTotal(cart)).toEqual({ minor: 35000, currency: 'RSD' });
  });

  test('another account or currency does not fit', () => {
    const cart = cartOf({ kind: 'add', item: beer });
    const euro = item('euro', 500, { currency: 'EUR' });
    const other = item('other', 500, { accountId: as<AccountId>('second') });
    expect(conflictOf(cart, euro)).toBe('other_currency');
    expect(conflictOf(cart, other)).toBe('other_account');
    expect(cartAfter(cart, { kind: 'add', item: euro })).toBe(cart);
    expect(cartAfter(cart, { kind: 'add', item: other })).toBe(cart);
  });

  test('an event without its EventCalendar id cannot be sent (T-7)', () => {
    expect(cartTrouble(cartOf({ kind: 'add', item: item('show', 100, { type: 'event' }) }))).toBe(
      'calendar_id_missing',
    );
    expect(cartTrouble(cartOf({ kind: 'add', item: item('show', 100, { type: 'event', calendarId: 7 }) }))).toBeNull();
  });

  test('a sum beyond the safe integers cannot be sent', () => {
    const cart = cartOf(
      { kind: 'add', item: item('gold', Number.MAX_SAFE_INTEGER) },
      { kind: 'quantity', key: 1, quantity: 2 },
    );
    expect(cartTrouble(cart)).toBe('too_large');
  });

  test('free items may be sold', () => {
    expect(cartTrouble(cartOf({ kind: 'add', item: item('free', 0) }))).toBeNull();
  });
});

const items = Array.from({ length: 130 }, (_, index) => item(`item ${index}`, index % 7 === 0 ? null : index * 37));
const acts: fc.Arbitrary<CartAct> = fc.oneof(
  fc.constantFrom(...items).map((one): CartAct => ({ kind: 'add', item: one })),
  fc.record({ kind: fc.constant('quantity' as const), key: fc.nat(40), quantity: fc.integer({ min: -2, max: 2000 }) }),
  fc.record({
    kind: fc.constant('amount' as const),
    key: fc.nat(40),
    text: fc.string(),
    money: fc.option(fc.record({ minor: fc.nat(10_000_000), currency: fc.constant('RSD') })),
  }),
  fc.record({ kind: fc.constant('remove' as const), key: fc.nat(40) }),
  fc.constant<CartAct>({ kind: 'clear' }),
);

describe('whatever is done to a cart', () => {
  test('its total is the sum of its lines, and what is sent adds up to it', () => {
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 200 }), (done) => {
        const cart = done.reduce(cartAfter, emptyCart);
        const sum = cart.lines.reduce((total, line) => total + (line.unitPrice?.minor ?? 0) * line.quantity, 0);
        expect(cartTotal(cart)?.minor ?? 0).toBe(sum);
        if (cartTrouble(cart) === null) {
          const order = orderOf(cart);
          expect(order.items.reduce((total, one) => total + one.unitPrice.minor * one.quantity, 0)).toBe(sum);
          expect(order.items.every((one) => one.unitPrice.currency === order.currency)).toBe(true);
        }
      }),
    );
  });

  test('lines stay distinct, whole and within what an order takes', () => {
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 300 }), (done) => {
        const cart = done.reduce(cartAfter, emptyCart);
        expect(new Set(cart.lines.map((line) => line.item.id)).size).toBe(cart.lines.length);
        expect(new Set(cart.lines.map((line) => line.key)).size).toBe(cart.lines.length);
        expect(cart.lines.length).toBeLessThanOrEqual(maxLines);
        expect(cart.lines.every((line) => line.quantity >= 1 && line.quantity <= maxQuantity)).toBe(true);
      }),
    );
  });
});
