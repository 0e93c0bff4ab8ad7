/**
 * Choosing what to import from a calendar. The platform's price is a bare number whose unit its document leaves open (trap T-6), so each line
 * is imported only with a reading that a person confirmed.
 */
import type { CallInput } from '../../../../shared/contract/index.ts';
import type { CatalogueCandidate } from '../../../../shared/domain/catalogue.ts';
import type { Settings } from '../../../../shared/domain/settings.ts';
import type { AccountId } from '../../../../shared/ids.ts';
import type { Money } from '../../../../shared/money.ts';
import { dayInZone } from '../../../../shared/time.ts';

/** How a bare price is read: as whole units of the currency, or as its hundredths. */
export type PriceUnit = Settings['mediaPartnerPriceUnit'];

/** What a person chose for one line. */
export interface ImportChoice {
  readonly reading: PriceUnit;
  /** True once a person said that this price is right. */
  readonly confirmed: boolean;
  /** EventCalendar id as typed or as the system tells it; empty when unknown (trap T-7). */
  readonly calendarIdText: string;
}

export type ImportChoices = ReadonlyMap<string, ImportChoice>;

/** What of the candidates is left to a person: how the bare number is read (trap T-6), and which EventCalendar id it sells (trap T-7). */
export function openQuestions(candidates: readonly CatalogueCandidate[]): {
  readonly unit: boolean;
  readonly calendarId: boolean;
} {
  return {
    unit: candidates.some((one) => one.asMinor !== null),
    calendarId: candidates.some((one) => one.ref === undefined),
  };
}

/** Nothing is confirmed at first; the reading is the one of the settings. */
export function initialChoices(candidates: readonly CatalogueCandidate[], unit: PriceUnit): ImportChoices {
  return new Map(
    candidates.map((one) => [
      one.importKey,
      { reading: unit, confirmed: false, calendarIdText: one.calendarId === null ? '' : String(one.calendarId) },
    ]),
  );
}

/** Changes one line. Another reading takes the confirmation back: it was given for another price. */
export function withChoice(choices: ImportChoices, importKey: string, change: Partial<ImportChoice>): ImportChoices {
  const before = choices.get(importKey);
  if (!before) return choices;
  const rereads = change.reading !== undefined && change.reading !== before.reading;
  const after = { ...before, ...change, ...(rereads ? { confirmed: change.confirmed ?? false } : {}) };
  return new Map(choices).set(importKey, after);
}

/** Reads every line the same way and takes every confirmation back that was given for another price. */
export function withReading(choices: ImportChoices, reading: PriceUnit): ImportChoices {
  return [...choices.keys()].reduce((all, key) => withChoice(all, key, { reading }), choices);
}

/** Confirms the lines that are new and on sale (what is in the catalogue may have been changed by hand since), or takes all confirmations back. */
export function withAllConfirmed(
  choices: ImportChoices,
  candidates: readonly CatalogueCandidate[],
  confirmed: boolean,
): ImportChoices {
  return candidates.reduce((all, one) => {
    const choice = all.get(one.importKey);
    if (!choice || (confirmed && !isForAll(one, choice))) return all;
    return withChoice(all, one.importKey, { confirmed });
  }, choices);
}

function isForAll(candidate: CatalogueCandidate, choice: ImportChoice): boolean {
  return candidate.available && !candidate.alreadyImported && readCalendarId(choice.calendarIdText) !== 'wrong';
}

/** The price under the chosen reading. */
export function chosenPrice(candidate: CatalogueCandidate, choice: ImportChoice): Money {
  return choice.reading === 'major' ? candidate.asMajor : (candidate.asMinor ?? candidate.asMajor);
}

/** A typed EventCalendar id: a positive whole number, null when nothing is typed. */
export function readCalendarId(text: string): number | null | 'wrong' {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (!/^\d{1,15}$/.test(trimmed)) return 'wrong';
  const id = Number(trimmed);
  return id > 0 ? id : 'wrong';
}

type ImportItem = CallInput<'catalogue.import'>['items'][number];

/** The confirmed lines as the contract takes them. A line without an EventCalendar id goes as an unpublished ticket for its day (T8). */
export function confirmedItems(candidates: readonly CatalogueCandidate[], choices: ImportChoices): ImportItem[] {
  return candidates.flatMap((one) => {
    const choice = choices.get(one.importKey);
    if (!choice?.confirmed) return [];
    const calendarId = readCalendarId(choice.calendarIdText);
    if (calendarId === 'wrong') return [];
    return [
      {
        importKey: one.importKey,
        name: itemName(one),
        unitPrice: chosenPrice(one, choice),
        calendarId,
        date: dayInZone(one.eventStartMs, one.zone),
        ...(one.ref === undefined ? {} : { ref: one.ref }),
      },
    ];
  });
}

/** Event and ticket type in one name. The platform sends ticket types whose name is a single space (T3). */
export function itemName(candidate: CatalogueCandidate): string {
  const type = candidate.ticketTypeName.trim();
  const name = type === '' ? candidate.eventName.trim() : `${candidate.eventName.trim()} · ${type}`;
  return name.slice(0, 300);
}

/** The request, or null while nothing is confirmed. */
export function importInput(
  accountId: AccountId,
  candidates: readonly CatalogueCandidate[],
  choices: ImportChoices,
): CallInput<'catalogue.import'> | null {
  const items = confirmedItems(candidates, choices);
  return items.length === 0 ? null : { accountId, items };
}
