import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CancellableItem } from '../../../shared/domain/orders.ts';
import { backOf, isOpen, sumsOf } from './cancel-items.ts';

const item = (id: string, price: number, fee: number, change: Partial<CancellableItem> = {}): CancellableItem => ({
  ...{ id, type: 'ticket', name: id, pieces: 1, price: { minor: price, currency: 'EUR' } },
  ...{ fee: { minor: fee, currency: 'EUR' }, cancelled: false, refunded: false },
  ...change,
});

describe('what cancelling some items comes to', () => {
  const items = [item('a', 2990, 250), item('b', 1000, 0), item('c', 500, 0, { cancelled: true }), item('d', 100, 300)];

  test('price, fee and what comes back', () => {
    expect(sumsOf(items, new Set(['a', 'b']), false, 'EUR')).toEqual({
      price: { minor: 3990, currency: 'EUR' },
      fee: { minor: 250, currency: 'EUR' },
      back: { minor: 3740, currency: 'EUR' },
    });
  });

  test('nothing comes back where the money is kept, and nothing of what is cancelled already', () => {
    expect(sumsOf(items, new Set(['a', 'c']), true, 'EUR').back.minor).toBe(0);
    expect(sumsOf(items, new Set(['c']), false, 'EUR')).toMatchObject({ price: { minor: 0 }, back: { minor: 0 } });
    expect(isOpen(item('x', 1, 0, { refunded: true }))).toBe(false);
  });

  test('a fee above the price takes nothing from the guest', () => {
    expect(backOf(item('d', 100, 300)).minor).toBe(0);
  });

  test('never more than the price, whatever is chosen, and in whole minor units', () => {
    const amounts = fc.tuple(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }));
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 20 }), fc.boolean(), (list, keep) => {
        const all = list.map(([price, fee], index) => item(String(index), price, fee));
        const { price, back } = sumsOf(all, new Set(all.map((one) => one.id)), keep, 'EUR');
        expect(Number.isSafeInteger(back.minor)).toBe(true);
        expect(back.minor).toBeGreaterThanOrEqual(0);
        expect(back.minor).toBeLessThanOrEqual(price.minor);
      }),
    );
  });
});
