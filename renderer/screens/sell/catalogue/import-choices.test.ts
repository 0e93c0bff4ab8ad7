import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contract } from '../../../../shared/contract/index.ts';
import type { CatalogueCandidate } from '../../../../shared/domain/catalogue.ts';
import { type AccountId, as, type EpochMs, type IsoTime } from '../../../../shared/ids.ts';
import {
  confirmedItems,
  importInput,
  initialChoices,
  itemName,
  openQuestions,
  readCalendarId,
  withAllConfirmed,
  withChoice,
  withReading,
} from './import-choices.ts';

function candidate(key: string, more: Partial<CatalogueCandidate> = {}): CatalogueCandidate {
  return {
    importKey: key,
    eventName: 'Stand-up',
    eventStart: as<IsoTime>('2025-11-21T23:30:00+01:00'),
    eventStartMs: as<EpochMs>(Date.parse('2025-11-21T23:30:00+01:00')),
    zone: 'Europe/Belgrade',
    ticketTypeName: 'Balcony',
    rawPrice: 1800,
    asMajor: { minor: 180000, currency: 'RSD' },
    asMinor: { minor: 1800, currency: 'RSD' },
    available: true,
    calendarId: null,
    alreadyImported: false,
    ...more,
  };
}

const two = [candidate('a'), candidate('b', { calendarId: 77 })];

describe('importing a calendar', () => {
  test('where the system says its unit, the settings’ reading does not touch the price', () => {
    const known = [candidate('a', { asMinor: null, ref: { kind: 'ticket_type', eventId: 'e', ticketTypeId: 't' } })];
    expect(openQuestions(known)).toEqual({ unit: false, calendarId: false });
    expect(openQuestions(two)).toEqual({ unit: true, calendarId: true });
    const chosen = withChoice(initialChoices(known, 'minor'), 'a', { confirmed: true });
    expect(confirmedItems(known, chosen).map((one) => one.unitPrice.minor)).toEqual([180000]);
  });

  test('nothing goes in before a person confirmed its price (T-6)', () => {
    expect(importInput(as<AccountId>('door'), two, initialChoices(two, 'major'))).toBeNull();
  });

  test('the reading of the settings is preselected, and the confirmed one is stored', () => {
    const major = withChoice(initialChoices(two, 'major'), 'a', { confirmed: true });
    expect(confirmedItems(two, major).map((one) => one.unitPrice.minor)).toEqual([180000]);
    const minor = withChoice(initialChoices(two, 'minor'), 'a', { confirmed: true });
    expect(confirmedItems(two, minor).map((one) => one.unitPrice.minor)).toEqual([1800]);
  });

  test('another reading takes the confirmation back', () => {
    const confirmed = withAllConfirmed(initialChoices(two, 'major'), two, true);
    expect(confirmedItems(two, confirmed)).toHaveLength(2);
    expect(confirmedItems(two, withReading(confirmed, 'minor'))).toEqual([]);
    expect(confirmedItems(two, withReading(confirmed, 'major'))).toHaveLength(2);
  });

  test('the EventCalendar id is the typed one or the one the system tells, else none (T-7)', () => {
    const typed = withChoice(withAllConfirmed(initialChoices(two, 'major'), two, true), 'a', {
      calendarIdText: ' 123 ',
    });
    expect(confirmedItems(two, typed).map((one) => one.calendarId)).toEqual([123, 77]);
    const untyped = withAllConfirmed(initialChoices(two, 'major'), two, true);
    expect(confirmedItems(two, untyped).map((one) => one.calendarId)).toEqual([null, 77]);
  });

  test('all at once means what is new and on sale; the others are confirmed one by one', () => {
    const lines = [candidate('a'), candidate('b', { available: false }), candidate('c', { alreadyImported: true })];
    const all = withAllConfirmed(initialChoices(lines, 'major'), lines, true);
    expect(confirmedItems(lines, all).map((one) => one.importKey)).toEqual(['a']);
    const each = withChoice(all, 'b', { confirmed: true });
    expect(confirmedItems(lines, each).map((one) => one.importKey)).toEqual(['a', 'b']);
    expect(confirmedItems(lines, withAllConfirmed(each, lines, false))).toEqual([]);
  });

  test('a wrong EventCalendar id keeps its line out', () => {
    const wrong = withChoice(initialChoices(two, 'major'), 'a', { calendarIdText: 'WPWLVQ' });
    expect(confirmedItems(two, withAllConfirmed(wrong, two, true)).map((one) => one.importKey)).toEqual(['b']);
    expect(readCalendarId('0')).toBe('wrong');
    expect(readCalendarId('-4')).toBe('wrong');
  });

  test('the day is that of the venue', () => {
    const all = withAllConfirmed(initialChoices(two, 'major'), two, true);
    expect(confirmedItems(two, all)[0]?.date).toBe('2025-11-21');
  });

  test('a ticket type named by a space leaves the event’s name alone', () => {
    expect(itemName(candidate('a', { ticketTypeName: ' ' }))).toBe('Stand-up');
    expect(itemName(candidate('a'))).toBe('Stand-up · Balcony');
  });

  test('whatever is chosen, the contract takes the request', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ major: fc.boolean(), confirmed: fc.boolean(), id: fc.string({ maxLength: 18 }) }), {
          minLength: 1,
          maxLength: 8,
        }),
        (picks) => {
          const candidates = picks.map((_, index) => candidate(`line ${index}`));
          const choices = picks.reduce(
            (all, pick, index) =>
              withChoice(all, `line ${index}`, {
                reading: pick.major ? 'major' : 'minor',
                confirmed: pick.confirmed,
                calendarIdText: pick.id,
              }),
            initialChoices(candidates, 'major'),
          );
          const input = importInput(as<AccountId>('door'), candidates, choices);
          if (input) expect(contract['catalogue.import'].input.safeParse(input).success).toBe(true);
        },
      ),
    );
  });
});
