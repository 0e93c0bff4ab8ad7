import fc from 'fast-check';
import { expect, test } from 'vitest';
import { belgradeOffset, dayStart, isoLocal, isoUtcMicro, localDay, localTime } from './time.ts';

const zone = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Belgrade', dateStyle: 'short', timeStyle: 'medium' });

test('the offset is Europe/Belgrade’s, summer time included', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2037, 0) }), (ms) => {
      const shifted = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'short', timeStyle: 'medium' });
      expect(shifted.format(ms + belgradeOffset(ms))).toBe(zone.format(ms));
    }),
  );
});

test('both formats of the API read back to the same second', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2037, 0) }), (ms) => {
      const second = Math.floor(ms / 1000) * 1000;
      expect(Date.parse(isoLocal(ms))).toBe(second);
      expect(Date.parse(isoUtcMicro(ms))).toBe(second);
      const start = dayStart(localDay(ms)) ?? Number.NaN;
      expect(start).toBeLessThanOrEqual(ms);
      expect(isoLocal(start).slice(11, 19)).toBe('00:00:00');
    }),
  );
  expect(isoLocal(Date.parse('2026-08-30T15:00:00Z'))).toBe('2026-08-30T17:00:00+02:00');
  expect(isoUtcMicro(Date.parse('2025-11-05T17:34:14Z'))).toBe('2025-11-05T17:34:14.000000Z');
});

test('wall-clock times, also across the change of clocks', () => {
  const before = Date.parse('2026-10-24T12:00:00+02:00');
  expect(isoLocal(localTime(before, 0, 20))).toBe('2026-10-24T20:00:00+02:00');
  expect(isoLocal(localTime(before, 1, 20))).toBe('2026-10-25T20:00:00+01:00');
  expect(isoLocal(localTime(Date.parse('2026-09-16T23:30:00+02:00'), 0, 20))).toBe('2026-09-16T20:00:00+02:00');
  for (const wrong of ['2026-02-30', '2026-13-01', 'today', '2026-1-1', '']) expect(dayStart(wrong)).toBeUndefined();
});
