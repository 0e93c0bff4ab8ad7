import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '../../shared/domain/settings.ts';
import { datesIn, formatDay } from './dates.ts';
import { formatAmount, formatMoney } from './money.ts';
import { formatAge, formatSpan } from './spans.ts';

/** Intl separates with several kinds of space. */
const plain = (text: string) => text.replace(/\s/g, ' ');

describe('money', () => {
  test.each([
    ['en', 180_000, 'RSD', '1,800.00 RSD'],
    ['sr-Latn', 86_762, 'RSD', '867,62 RSD'],
    ['sr-Cyrl', -180_000, 'RSD', '-1.800,00 RSD'],
    ['ru', 123_456_789, 'EUR', '1 234 567,89 EUR'],
    ['en', 5000, 'HUF', '5,000 HUF'],
    ['en', 0, 'EUR', '0.00 EUR'],
  ] as const)('%s %i %s', (language, minor, currency, words) => {
    expect(plain(formatMoney({ minor, currency }, language)).replace('−', '-')).toBe(words);
  });

  test('no digit is lost, up to the largest amounts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
        fc.constantFrom(...languages),
        (minor, language) => {
          const digits = formatAmount({ minor, currency: 'RSD' }, language).replace(/\D/g, '');
          expect(BigInt(digits)).toBe(BigInt(Math.abs(minor)));
        },
      ),
    );
  });
});

describe('dates are those of the door', () => {
  const evening = Date.parse('2025-11-21T19:30:00Z');
  const here = datesIn('en', 'Europe/Belgrade');

  test('whatever the laptop’s zone', () => {
    expect(here.time(evening)).toBe('20:30');
    expect(plain(here.dateTime(evening))).toBe('Fri, 21 Nov 2025, 20:30');
    expect(datesIn('ru', 'Europe/Belgrade').dateTime(evening)).toContain('20:30');
    expect(datesIn('en', 'Europe/London').time(evening)).toBe('19:30');
  });

  test('an event elsewhere has its own time, and says so where its clocks differ', () => {
    expect(plain(here.dateTime(evening, 'Europe/London'))).toBe('Fri, 21 Nov 2025, 19:30 GMT+0');
    expect(here.time(evening, 'America/New_York')).toBe('14:30 GMT-5');
    for (const language of languages) {
      expect(datesIn(language, 'Europe/Belgrade').time(evening, 'America/New_York')).toMatch(/^14:30 GMT[-−]5$/);
    }
    expect(here.time(evening, 'Europe/Berlin')).toBe('20:30');
    expect(here.time(evening, 'Europe/Belgrade')).toBe('20:30');
    expect(here.time(evening, null)).toBe('20:30');
  });

  test('a day keeps its number', () => {
    expect(formatDay('2025-11-21', 'en')).toBe('Fri 21 Nov');
    for (const language of languages) expect(formatDay('2025-01-01', language)).toContain('1');
  });

  test('a moment of today is a time, another one has its date', () => {
    expect(here.moment(evening, evening + 3_600_000)).toBe('20:30');
    expect(plain(here.moment(evening, evening + 86_400_000))).toBe('Fri, 21 Nov 2025, 20:30');
    const late = Date.parse('2025-11-21T23:30:00Z');
    expect(datesIn('en', 'Europe/London').moment(late, evening)).toBe('23:30');
    expect(plain(here.moment(late, evening))).toBe('Sat, 22 Nov 2025, 00:30');
  });
});

describe('how old', () => {
  const now = 1_700_000_000_000;
  test.each([
    [0, 'now'],
    [-5000, 'now'],
    [25_000, '20 seconds ago'],
    [60_000, '1 minute ago'],
    [59 * 60_000, '59 minutes ago'],
    [3 * 3_600_000, '3 hours ago'],
    [26 * 3_600_000, 'yesterday'],
  ])('%i ms', (age, words) => {
    expect(formatAge(now - age, now, 'en')).toBe(words);
  });
});

describe('how long', () => {
  test.each([
    [0, '5 seconds'],
    [32_000, '35 seconds'],
    [55_000, '1 minute'],
    [61_000, '2 minutes'],
    [3 * 3_600_000, '3 hours'],
    [-2 * 86_400_000, '2 days'],
  ])('%i ms', (span, words) => {
    expect(formatSpan(span, 'en')).toBe(words);
  });
});
