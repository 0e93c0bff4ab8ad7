import { expect, test } from 'vitest';
import type { EventSummary } from '../../../shared/domain/tickets.ts';
import { type AccountId, as, type EpochMs, type EventId, type IsoTime } from '../../../shared/ids.ts';
import { dayChoices, ofAccount } from './day-chips.ts';

const event = (id: string, days: Record<string, number>): EventSummary => ({
  accountId: as<AccountId>('a'),
  id: as<EventId>(id),
  name: id,
  place: null,
  city: null,
  currency: null,
  zone: 'Europe/Belgrade',
  dates: Object.entries(days).map(([day, tickets]) => ({
    date: as<IsoTime>(`${day}T20:00:00+01:00`),
    dateMs: as<EpochMs>(0),
    day,
    tickets,
    admitted: 0,
  })),
});

const events = [
  event('opera', { '2025-11-19': 5, '2025-11-21': 10, '2025-12-01': 3 }),
  event('jazz', { '2025-11-20': 1, '2025-11-21': 7 }),
];

test('tonight first, then what is to come, then what was, and the evenings of all events together', () => {
  expect(dayChoices(events, {}, '2025-11-21')).toEqual([
    { day: '2025-11-21', tickets: 17 },
    { day: '2025-12-01', tickets: 3 },
    { day: '2025-11-20', tickets: 1 },
    { day: '2025-11-19', tickets: 5 },
  ]);
});

test('only the days of the chosen event', () => {
  const filter = { eventId: as<EventId>('jazz') };
  expect(dayChoices(events, filter, '2025-11-21').map((choice) => choice.day)).toEqual(['2025-11-21', '2025-11-20']);
});

test('another account keeps the day and drops the event of the former one', () => {
  const filter = { accountId: as<AccountId>('a'), eventId: as<EventId>('e'), day: '2025-11-21' };
  expect(ofAccount(filter, as<AccountId>('b'))).toEqual({ accountId: 'b', eventId: undefined, day: '2025-11-21' });
  expect(ofAccount(filter, filter.accountId)).toEqual(filter);
  expect(ofAccount(filter, undefined)).toEqual({ accountId: undefined, eventId: undefined, day: '2025-11-21' });
});
