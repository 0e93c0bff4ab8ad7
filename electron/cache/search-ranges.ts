import type { LookupFilter } from '../../shared/domain/tickets.ts';
import { dateSpan, type EventDate, type Events } from './events.ts';

/** Rowids of tickets from `first` to `last`, both included. */
export interface IdRange {
  readonly first: number;
  readonly last: number;
}

/** All tickets there can be. */
export const everything: IdRange = { first: 0, last: Number.MAX_SAFE_INTEGER };

/** Event dates that a filter leaves, earliest first; `day` narrows them further. */
export function datesOf(events: Events, filter: LookupFilter, day?: string): readonly EventDate[] {
  const out: EventDate[] = [];
  for (const date of events.dates()) {
    if (date.tickets === 0) continue;
    if (filter.accountId !== undefined && date.accountId !== filter.accountId) continue;
    if (filter.eventId !== undefined && date.eventId !== filter.eventId) continue;
    if (filter.day !== undefined && date.day !== filter.day) continue;
    if (day !== undefined && date.day !== day) continue;
    out.push(date);
  }
  return out.sort((a, b) => a.dateMs - b.dateMs);
}

/** Rowid ranges of event dates; neighbours become one. */
export function rangesOf(dates: readonly EventDate[]): readonly IdRange[] {
  const out: { first: number; last: number }[] = [];
  for (const { no } of [...dates].sort((a, b) => a.no - b.no)) {
    const range = { first: no * dateSpan, last: (no + 1) * dateSpan - 1 };
    const before = out.at(-1);
    if (before && before.last + 1 === range.first) before.last = range.last;
    else out.push(range);
  }
  return out;
}

/** Ranges that a filter leaves; one range of everything when it narrows nothing. */
export function filterRanges(events: Events, filter: LookupFilter): readonly IdRange[] {
  if (filter.accountId === undefined && filter.eventId === undefined && filter.day === undefined) return [everything];
  const left = datesOf(events, filter);
  const all = [...events.dates()].filter((date) => date.tickets > 0).length;
  // A range costs a walk to its start: none where the filter leaves everything.
  return left.length === all ? [everything] : rangesOf(left);
}
