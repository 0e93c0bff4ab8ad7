import type { TicketKey } from '../../shared/ids.ts';
import type { TicketCache } from './cache.ts';
import { dateNoOf } from './events.ts';
import type { CacheParts } from './parts.ts';
import { packIdentity, readKey } from './ticket-rows.ts';

/** Finds a ticket's rowid, which tells its event date, in the index alone. */
export const dateCounterSql = 'SELECT t.id FROM ticket t WHERE t.account_no = ? AND t.identity = ? AND t.ordinal = ?';

/**
 * Counts tickets by event date. It is asked again at each admission about all who are inside, so that what was found is remembered until a
 * ticket of the cache changes.
 */
export function dateCounter({ db, accounts, events }: CacheParts): TicketCache['countByDate'] {
  const idByKey = db.prepare<[number, Buffer | string, number], number>(dateCounterSql).pluck();
  /** Numbers of event dates by account number and key, as they were at `revision`. */
  const known = new Map<number, Map<TicketKey, number>>();
  let revision = 0;

  function dateNo(accountNo: number, key: TicketKey): number | null {
    const read = readKey(key);
    const id = read === null ? undefined : idByKey.get(accountNo, packIdentity(read.identity), read.ordinal);
    return id === undefined ? null : dateNoOf(id);
  }

  return (accountId, keys) => {
    const accountNo = accounts.find(accountId);
    if (accountNo === null) return [];
    const newest = Iterator.from(events.dates()).reduce((most, date) => Math.max(most, date.revision), 0);
    if (newest !== revision) known.clear();
    revision = newest;
    const dates = known.get(accountNo) ?? new Map<TicketKey, number>();
    known.set(accountNo, dates);
    const counts = new Map<number, number>();
    for (const key of keys) {
      const no = dates.get(key) ?? dateNo(accountNo, key);
      if (no === null) continue;
      dates.set(key, no);
      counts.set(no, (counts.get(no) ?? 0) + 1);
    }
    return [...counts].map(([no, tickets]) => {
      const { eventId, dateMs } = events.date(no);
      return { eventId, dateMs, tickets };
    });
  };
}
