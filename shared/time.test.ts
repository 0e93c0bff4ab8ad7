import { expect, test } from 'vitest';
import { dayInZone, tonight } from './time.ts';

test('a day is told in the venue zone, not in the laptop zone', () => {
  expect(dayInZone(Date.parse('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
  expect(dayInZone(Date.parse('2026-12-31T22:30:00Z'))).toBe('2026-12-31');
});

test('tonight lasts until five in the morning, in both halves of the year', () => {
  expect(tonight(Date.parse('2026-07-01T01:30:00+02:00'))).toBe('2026-06-30');
  expect(tonight(Date.parse('2026-07-01T05:30:00+02:00'))).toBe('2026-07-01');
  expect(tonight(Date.parse('2026-11-22T00:10:00+01:00'))).toBe('2026-11-21');
});
