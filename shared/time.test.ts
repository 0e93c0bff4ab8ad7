import { expect, test } from 'vitest';
import { dayAfter, dayInZone, isoInZone, startOfDay, tonight } from './time.ts';

test('a day is told in the venue zone, not in the laptop zone', () => {
  expect(dayInZone(Date.parse('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
  expect(dayInZone(Date.parse('2026-12-31T22:30:00Z'))).toBe('2026-12-31');
});

test.each(['America/St_Johns', 'Asia/Kolkata', 'Pacific/Kiritimati', 'UTC'])(
  'a laptop set to %s tells the same days and nights',
  (zone) => {
    const before = process.env['TZ'];
    process.env['TZ'] = zone;
    try {
      expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(zoneOffset(zone));
      expect(dayInZone(Date.parse('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
      expect(tonight(Date.parse('2026-10-25T01:30:00Z'))).toBe('2026-10-24');
      expect(startOfDay('2026-03-30')).toBe(Date.parse('2026-03-29T22:00:00Z'));
      expect(isoInZone(Date.parse('2026-07-01T18:00:00Z'))).toBe('2026-07-01T20:00:00+02:00');
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  },
);

/** Minutes from this zone's winter time to UTC: proves that the laptop's zone was really set. */
function zoneOffset(zone: string): number {
  return { 'America/St_Johns': 210, 'Asia/Kolkata': -330, 'Pacific/Kiritimati': -840 }[zone] ?? 0;
}

test('tonight lasts until five in the morning, in both halves of the year', () => {
  expect(tonight(Date.parse('2026-07-01T01:30:00+02:00'))).toBe('2026-06-30');
  expect(tonight(Date.parse('2026-07-01T05:30:00+02:00'))).toBe('2026-07-01');
  expect(tonight(Date.parse('2026-11-22T00:10:00+01:00'))).toBe('2026-11-21');
});

test.each([
  ['2026-03-29', '2026-03-28T23:00:00Z'],
  ['2026-03-30', '2026-03-29T22:00:00Z'],
  ['2026-10-25', '2026-10-24T22:00:00Z'],
  ['2026-10-26', '2026-10-25T23:00:00Z'],
])('%s begins at %s', (day, iso) => {
  expect(startOfDay(day)).toBe(Date.parse(iso));
  expect(dayInZone(startOfDay(day))).toBe(day);
  expect(dayInZone(startOfDay(day) - 1)).not.toBe(day);
});

test('every moment written with its offset is read back as itself, in any zone', () => {
  const zones = ['Europe/Belgrade', 'UTC', 'Asia/Kolkata', 'America/St_Johns'];
  for (let ms = Date.parse('2026-01-01T00:00:00Z'); ms < Date.parse('2027-01-01T00:00:00Z'); ms += 7_919_000) {
    for (const zone of zones) expect(Date.parse(isoInZone(ms, zone))).toBe(ms);
  }
});

test('the next day, over the ends of months and years', () => {
  expect([dayAfter('2026-02-28'), dayAfter('2026-12-31'), dayAfter('2028-02-28')]).toEqual([
    '2026-03-01',
    '2027-01-01',
    '2028-02-29',
  ]);
});
