import type { EventSummary, LookupFilter } from '../../../shared/domain/tickets.ts';
import type { AccountId } from '../../../shared/ids.ts';

/** One evening that staff may narrow a lookup to. */
export interface DayChoice {
  readonly day: string;
  readonly tickets: number;
}

/** The days of the chosen event (or of all), tonight first, then what is to come, then what was, the latest first. */
export function dayChoices(
  events: readonly EventSummary[],
  filter: LookupFilter,
  tonight: string,
): readonly DayChoice[] {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (filter.eventId !== undefined && event.id !== filter.eventId) continue;
    if (filter.accountId !== undefined && event.accountId !== filter.accountId) continue;
    for (const date of event.dates) counts.set(date.day, (counts.get(date.day) ?? 0) + date.tickets);
  }
  const days = [...counts.keys()].sort();
  const ahead = days.filter((day) => day >= tonight);
  const past = days.filter((day) => day < tonight).reverse();
  return [...ahead, ...past].map((day) => ({ day, tickets: counts.get(day) ?? 0 }));
}

/** The filter for another account, or for all: an event of the former one goes, the day stays. */
export function ofAccount(filter: LookupFilter, accountId: AccountId | undefined): LookupFilter {
  return { accountId, day: filter.day, eventId: accountId === filter.accountId ? filter.eventId : undefined };
}
