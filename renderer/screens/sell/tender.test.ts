import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeOf, tenderFor, tendersOf } from './tender.ts';

describe('how the guest pays', () => {
  test('what the system takes, in one order', () => {
    expect(tendersOf({ capabilities: ['payments.terminal', 'orders', 'payments.cash'] })).toEqual(['cash', 'terminal']);
    expect(tendersOf({ capabilities: ['payments.link'] })).toEqual(['link']);
    expect(tendersOf(undefined)).toEqual([]);
  });

  test('a choice of another account does not count', () => {
    expect(tenderFor('cash', ['link'])).toBe('link');
    expect(tenderFor('terminal', ['cash', 'terminal'])).toBe('terminal');
    expect(tenderFor(null, ['cash'])).toBe('cash');
    expect(tenderFor('link', [])).toBeNull();
  });
});

const eur = (minor: number) => ({ minor, currency: 'EUR' });

describe('change', () => {
  test('what goes back, or what is missing', () => {
    expect(changeOf(eur(5000), eur(4650))).toEqual({ kind: 'change', amount: eur(350) });
    expect(changeOf(eur(4650), eur(4650))).toEqual({ kind: 'change', amount: eur(0) });
    expect(changeOf(eur(4000), eur(4650))).toEqual({ kind: 'missing', amount: eur(650) });
    expect(() => changeOf(eur(1), { minor: 1, currency: 'RSD' })).toThrow(RangeError);
  });

  test('exact to the last minor unit, at any amount', () => {
    const amount = fc.integer({ min: 0, max: 10 ** 12 });
    fc.assert(
      fc.property(amount, amount, (given, total) => {
        const change = changeOf(eur(given), eur(total));
        expect(change.kind === 'change' ? total + change.amount.minor : total - change.amount.minor).toBe(given);
        expect(change.amount.minor).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
