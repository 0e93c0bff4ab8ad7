import { expect, test } from 'vitest';
import { as, type EpochMs, type IsoDay } from '../ids.ts';
import { isForEvening } from './evening.ts';
import type { TicketEntry } from './tickets.ts';

const ms = (iso: string) => as<EpochMs>(Date.parse(iso));
const entry = (ends: string | null): TicketEntry => ({
  ...{
    barcode: '1',
    status: 'valid',
    platformStatus: 'VALID',
    ticketType: null,
    category: null,
    seat: null,
    orderId: null,
  },
  endsMs: ends === null ? null : ms(ends),
});

test.each([
  ['its own evening', '2026-01-31T20:00:00+01:00', '2026-02-01T02:00:00+01:00', '2026-01-31', true],
  ['the evening before', '2026-01-31T20:00:00+01:00', null, '2026-01-30', false],
  ['the evening after', '2026-01-31T20:00:00+01:00', null, '2026-02-01', false],
  [
    'the day that it ended on in the small hours',
    '2026-01-31T22:00:00+01:00',
    '2026-02-01T06:00:00+01:00',
    '2026-02-01',
    false,
  ],
  ['the evening that leads into it', '2026-02-01T01:00:00+01:00', null, '2026-01-31', true],
  ['the second day of three', '2026-07-10T16:00:00+02:00', '2026-07-13T02:00:00+02:00', '2026-07-11', true],
  ['the last night of three days', '2026-07-10T16:00:00+02:00', '2026-07-13T02:00:00+02:00', '2026-07-12', true],
  ['the day after three days', '2026-07-10T16:00:00+02:00', '2026-07-13T02:00:00+02:00', '2026-07-13', false],
  ['the day before three days', '2026-07-10T16:00:00+02:00', '2026-07-13T02:00:00+02:00', '2026-07-09', false],
])('%s', (_name, starts, ends, evening, expected) => {
  const ticket = { eventDateMs: ms(starts), entry: entry(ends), zone: 'Europe/Belgrade' };
  expect(isForEvening(ticket, as<IsoDay>(evening))).toBe(expected);
});

test('a ticket whose end nobody told is for the evening that it begins on', () => {
  const ticket = { eventDateMs: ms('2026-01-31T20:00:00+01:00'), entry: null, zone: 'Europe/Belgrade' };
  expect(isForEvening(ticket, as<IsoDay>('2026-01-31'))).toBe(true);
  expect(isForEvening(ticket, as<IsoDay>('2026-02-01'))).toBe(false);
});

test('an evening has the day of its own place, wherever the laptop is', () => {
  const newYork = { eventDateMs: ms('2026-07-10T20:00:00-04:00'), entry: null, zone: 'America/New_York' };
  expect(isForEvening(newYork, as<IsoDay>('2026-07-10'))).toBe(true);
  expect(isForEvening(newYork, as<IsoDay>('2026-07-11'))).toBe(false);
  const auckland = { eventDateMs: ms('2026-07-11T09:00:00+12:00'), entry: null, zone: 'Pacific/Auckland' };
  expect(isForEvening(auckland, as<IsoDay>('2026-07-11'))).toBe(true);
  expect(isForEvening(auckland, as<IsoDay>('2026-07-10'))).toBe(false);
});
