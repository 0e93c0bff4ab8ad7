import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { majorText } from '../../../shared/money.ts';
import { amountForField, readAmount, separatorsOf } from './amount.ts';

const serbian = separatorsOf('sr-Latn');
const english = separatorsOf('en');
const russian = separatorsOf('ru');

function minor(text: string, separators = serbian, currency = 'RSD'): number | string {
  const reading = readAmount(text, currency, separators);
  if (reading.kind === 'money') return reading.money.minor;
  return reading.kind === 'wrong' ? reading.reason : 'empty';
}

describe('an amount typed by hand', () => {
  test.each([
    ['1500', 150000],
    ['867,62', 86762],
    ['49,9', 4990],
    ['1.500', 150000],
    ['1.234.567,89', 123456789],
    ['1 500,00', 150000],
    ['1\u00a0500', 150000],
    ['49.90', 4990],
    ['0', 0],
    ['12,', 1200],
    ['', 'empty'],
    ['  ', 'empty'],
    ['1.5000', 'not_an_amount'],
    ['1,500', 'too_many_digits'],
    ['1,2,3', 'not_an_amount'],
    ['12a', 'not_an_amount'],
    ['1e3', 'not_an_amount'],
    [',5', 'not_an_amount'],
    ['-5', 'negative'],
    ['−5', 'negative'],
    ['99999999999999999', 'too_large'],
    ['10000000001', 'too_large'],
    ['8606012345678', 'too_large'],
  ])('in Serbian, %j', (text, expected) => {
    expect(minor(text)).toBe(expected);
  });

  test.each([
    ['1,500', 150000],
    ['1,500.50', 150050],
    ['49.99', 4999],
    ['49,90', 4990],
    ['1.500', 'too_many_digits'],
  ])('in English, %j', (text, expected) => {
    expect(minor(text, english)).toBe(expected);
  });

  test.each([
    ['1 500,5', 150050],
    ['1\u202f500', 150000],
    ['49.90', 4990],
    ['1.500', 'not_an_amount'],
  ])('in Russian, %j', (text, expected) => {
    expect(minor(text, russian)).toBe(expected);
  });

  test('in whole forints a fraction is refused, and a mark is a group or nothing', () => {
    expect(minor('1500', serbian, 'HUF')).toBe(1500);
    expect(minor('1.500', serbian, 'HUF')).toBe(1500);
    expect(minor('1500,5', serbian, 'HUF')).toBe('too_many_digits');
  });

  test('in a currency of three digits the doubtful reading is the group', () => {
    expect(minor('1.500', serbian, 'KWD')).toBe(1500000);
    expect(minor('1,500', serbian, 'KWD')).toBe(1500);
  });

  test('what a field shows reads back as the same amount, in every language and currency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000_000 }),
        fc.constantFrom('RSD', 'EUR', 'HUF', 'KWD'),
        fc.constantFrom(serbian, english, russian),
        (amount, currency, separators) => {
          const text = amountForField(majorText({ minor: amount, currency }), separators);
          expect(readAmount(text, currency, separators)).toEqual({ kind: 'money', money: { minor: amount, currency } });
        },
      ),
    );
  });

  test('what Intl writes reads back as the same amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.constantFrom('en', 'sr-Latn', 'sr-Cyrl', 'ru'),
        (amount, language) => {
          const text = new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(amount / 100);
          expect(minor(text, separatorsOf(language))).toBe(amount);
        },
      ),
    );
  });

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void readAmount(text, 'RSD', serbian)));
  });
});
