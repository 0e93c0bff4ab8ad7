import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Money,
  majorNumber,
  majorText,
  minorDigits,
  moneyFromMajor,
  sameMoney,
  sumMoney,
  timesMoney,
} from './money.ts';

const currency = fc.constantFrom('RSD', 'EUR', 'HUF', 'JPY', 'KWD', 'BHD');
const inNumber = fc.integer({ min: -(10 ** 15 - 1), max: 10 ** 15 - 1 });
const money = fc.record({ minor: inNumber, currency });

test.each([
  [867.62, 'RSD', 86_762, '867.62'],
  [49.99, 'EUR', 4_999, '49.99'],
  [101, 'RSD', 10_100, '101'],
  [0.1, 'EUR', 10, '0.1'],
  [0.01, 'EUR', 1, '0.01'],
  [-867.62, 'RSD', -86_762, '-867.62'],
  [15_000, 'HUF', 15_000, '15000'],
  [1.234, 'KWD', 1_234, '1.234'],
  [0, 'RSD', 0, '0'],
  [-0, 'RSD', 0, '0'],
  [1.1, 'RSD', 110, '1.1'],
  [4.35, 'EUR', 435, '4.35'],
])('%d %s is %d minor units, whether sent as a number or as text', (amount, code, minor, text) => {
  expect(moneyFromMajor(amount, code)).toEqual({ minor, currency: code });
  expect(moneyFromMajor(text, code)).toEqual({ minor, currency: code });
  expect(majorText({ minor, currency: code })).toBe(text);
  expect(Object.is(majorNumber({ minor, currency: code }), Number(text))).toBe(true);
});

test('any amount of minor units round-trips through the JSON number and the text', () => {
  fc.assert(
    fc.property(money, (amount) => {
      expect(moneyFromMajor(majorNumber(amount), amount.currency)).toEqual(amount);
      expect(moneyFromMajor(JSON.parse(JSON.stringify(majorNumber(amount))), amount.currency)).toEqual(amount);
      expect(moneyFromMajor(majorText(amount), amount.currency)).toEqual(amount);
    }),
    { numRuns: 2000 },
  );
});

test('text round-trips over all safe integers', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), currency, (minor, code) => {
      const amount = { minor: minor === 0 ? 0 : minor, currency: code };
      expect(moneyFromMajor(majorText(amount), code)).toEqual(amount);
    }),
  );
});

test('an amount that a JSON number cannot carry exactly is refused in both directions', () => {
  expect(() => majorNumber({ minor: 9_007_199_254_740_991, currency: 'EUR' })).toThrow(RangeError);
  expect(() => moneyFromMajor(90_071_992_547_409.9, 'EUR')).toThrow(RangeError);
  expect(moneyFromMajor('90071992547409.91', 'EUR').minor).toBe(9_007_199_254_740_991);
});

test('the text has no needless digits and never an exponent', () => {
  fc.assert(
    fc.property(money, (amount) => {
      const text = majorText(amount);
      expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
      expect(text.split('.')[1]?.length ?? 0).toBeLessThanOrEqual(minorDigits(amount.currency));
    }),
  );
});

test.each([
  ['a third digit', 867.625, 'RSD'],
  ['half a forint', 0.5, 'HUF'],
  ['a fourth digit of a dinar', '1.2345', 'KWD'],
  ['not a number', Number.NaN, 'RSD'],
  ['infinity', Number.POSITIVE_INFINITY, 'RSD'],
  ['an exponent', 1e21, 'RSD'],
  ['a tiny exponent', 1e-7, 'RSD'],
  ['words', 'free', 'RSD'],
  ['nothing', '', 'RSD'],
  ['a comma', '49,99', 'RSD'],
  ['grouping', '1 000', 'RSD'],
  ['a plus', '+1', 'RSD'],
  ['hexadecimal', '0x10', 'RSD'],
  ['more than is safe', '90071992547409.92', 'RSD'],
])('%s is no amount', (_what, amount, code) => {
  expect(() => moneyFromMajor(amount, code)).toThrow(RangeError);
});

test('a sum is the sum of its minor units, in any order', () => {
  const amounts = fc.array(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), { maxLength: 50 });
  fc.assert(
    fc.property(amounts, currency, (minors, code) => {
      const list: Money[] = minors.map((minor) => ({ minor, currency: code }));
      const sum = sumMoney(list, code);
      expect(sum.minor).toBe(minors.reduce((total, minor) => total + minor, 0) + 0);
      expect(sameMoney(sumMoney([...list].reverse(), code), sum)).toBe(true);
    }),
  );
});

test('a price times a quantity is that many prices added', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10 ** 9 }),
      fc.integer({ min: 0, max: 100 }),
      currency,
      (minor, quantity, code) => {
        const price = { minor, currency: code };
        const added = sumMoney(
          Array.from({ length: quantity }, () => price),
          code,
        );
        expect(timesMoney(price, quantity)).toEqual(added);
      },
    ),
  );
});

test('0.1 three times is 0.3', () => {
  expect(majorText(timesMoney(moneyFromMajor(0.1, 'EUR'), 3))).toBe('0.3');
  expect(majorNumber(sumMoney([moneyFromMajor(0.1, 'EUR'), moneyFromMajor(0.2, 'EUR')], 'EUR'))).toBe(0.3);
});

test('what cannot be added or multiplied is refused', () => {
  const euro = { minor: 1, currency: 'EUR' };
  const most = { minor: Number.MAX_SAFE_INTEGER, currency: 'EUR' };
  expect(() => sumMoney([euro], 'RSD')).toThrow(RangeError);
  expect(() => sumMoney([most, euro], 'EUR')).toThrow(RangeError);
  expect(() => timesMoney(most, 2)).toThrow(RangeError);
  expect(() => timesMoney(euro, 0.5)).toThrow(RangeError);
});

test('amounts are the same only in the same currency', () => {
  expect(sameMoney({ minor: 1, currency: 'EUR' }, { minor: 1, currency: 'RSD' })).toBe(false);
});
