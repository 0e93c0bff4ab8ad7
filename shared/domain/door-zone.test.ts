import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zoneOfDoor } from './door-zone.ts';

const now = Date.parse('2026-11-21T20:00:00Z');
const hour = 3_600_000;
const on = (zone: string, hoursAway: number, tickets = 100) => ({ dateMs: now + hoursAway * hour, tickets, zone });
const london = 'Europe/London';
const vienna = 'Europe/Vienna';

test.each([
  ['no event: the usual venue’s', [], 'Asia/Tokyo', 'Europe/Belgrade'],
  ['tonight’s event, whatever the laptop is set to', [on(london, -1)], 'Asia/Tokyo', london],
  ['tonight’s before one of next week', [on(london, -1, 5), on(vienna, 170, 900)], vienna, london],
  ['in two zones tonight: where the laptop is', [on(london, -1, 900), on(vienna, 0, 5)], vienna, vienna],
  ['in two zones tonight and the laptop in neither: the busier', [on(london, 2, 5), on(vienna, 0, 6)], 'UTC', vienna],
  ['nothing about now: the nearest', [on(london, -100), on(vienna, 90)], london, vienna],
  ['a date without tickets is none', [on(london, 0, 0), on(vienna, 90)], london, vienna],
])('%s', (_name, dates, laptop, expected) => {
  expect(zoneOfDoor(dates, now, () => laptop)).toBe(expected);
});

test('the order in which events are told does not matter', () => {
  const place = fc.record({
    dateMs: fc.integer({ min: now - 60 * hour, max: now + 60 * hour }),
    tickets: fc.nat(3),
    zone: fc.constantFrom(london, vienna, 'Asia/Tokyo'),
  });
  fc.assert(
    fc.property(fc.uniqueArray(place, { selector: ({ dateMs }) => Math.abs(dateMs - now) }), (dates) => {
      expect(zoneOfDoor(dates.toReversed(), now, () => london)).toBe(zoneOfDoor(dates, now, () => london));
    }),
  );
});
