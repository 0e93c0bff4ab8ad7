import type { Ticket } from '../../shared/domain/tickets.ts';
import { phoneOf, plain } from '../../shared/fold.ts';
import { logCarrier } from '../store/open.ts';
import type { TicketCache } from './cache.ts';
import { dateCounter } from './date-counter.ts';
import { dateNoOf } from './events.ts';
import type { CacheParts } from './parts.ts';
import { openPasses } from './passes.ts';
import { openSearch } from './search.ts';
import { ticketFinder } from './search-tickets.ts';
import { packIdentity, readKey, type StoredTicket, ticketColumns, ticketOf, ticketWriter } from './ticket-rows.ts';

/** Tickets of one contact that are looked at to find the newest; a placeholder address may have thousands. */
const contactReach = 5000;

/** The SQL of the guest screen's queries, for the test that looks at their plans. */
export const guestSql = {
  byKey: `SELECT ${ticketColumns} FROM ticket t WHERE t.account_no = ? AND t.identity = ? AND t.ordinal = ?`,
  byBarcode: `SELECT ${ticketColumns} FROM ticket t WHERE t.barcode = ? ORDER BY t.id`,
} as const;

/** Pages of the write-ahead log that are worth carrying into the file by themselves: work of some 10 ms. Below `walPages` in open.ts. */
const carriedPages = 1000;

/** The tickets half of the cache over an open file. */
export function openTickets(parts: CacheParts): TicketCache {
  const { db, accounts, events, write } = parts;
  const byKey = db.prepare<[number, Buffer | string, number], StoredTicket>(guestSql.byKey);
  const finder = ticketFinder(db, events);
  const byId = db.prepare<[number], StoredTicket>(`SELECT ${ticketColumns} FROM ticket t WHERE t.id = ?`);
  const byCode = db.prepare<[string], StoredTicket>(guestSql.byBarcode);
  const putAside = db.prepare(
    `INSERT INTO set_aside (account_no, fingerprint, field, message) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const clearAside = db.prepare('DELETE FROM set_aside WHERE account_no = ?');
  const countAside = db.prepare<[number], number>('SELECT count(*) FROM set_aside WHERE account_no = ?').pluck();

  return {
    ...openPasses(parts, ticketWriter(db)),
    carryLog: logCarrier(db, carriedPages),
    search: openSearch(parts, finder),

    count: (accountId, eventId) => {
      let sum = 0;
      for (const date of events.dates()) {
        if (date.accountId === accountId && (eventId === undefined || date.eventId === eventId)) sum += date.tickets;
      }
      return sum;
    },

    get: (accountId, key) => {
      const accountNo = accounts.find(accountId);
      const read = readKey(key);
      if (accountNo === null || read === null) return null;
      const row = byKey.get(accountNo, packIdentity(read.identity), read.ordinal);
      return row ? ticketOf(row, events) : null;
    },

    countByDate: dateCounter(parts),

    byBarcode: (code) => byCode.all(code).map((row) => ticketOf(row, events)),

    ofContact: (accountId, contact, limit) => {
      const ids = finder.ofKeys(plain(contact.email), phoneOf(contact.phone), contactReach);
      const dated = ids
        .map((id) => ({ id, date: events.date(dateNoOf(id)) }))
        .filter(({ date }) => date.accountId === accountId)
        .sort((a, b) => b.date.dateMs - a.date.dateMs || a.id - b.id);
      return dated.slice(0, limit).flatMap(({ id }): readonly Ticket[] => {
        const row = byId.get(id);
        return row ? [ticketOf(row, events)] : [];
      });
    },

    events: events.summaries,

    dates: function* () {
      for (const date of events.dates()) yield { dateMs: date.dateMs, tickets: date.tickets, zone: events.zone(date) };
    },

    setAside: (accountId, rows) => {
      if (rows.length === 0) return;
      write(() => {
        const accountNo = accounts.need(accountId);
        for (const row of rows) putAside.run(accountNo, row.fingerprint, row.field, row.message);
      });
    },

    forgetSetAside: (accountId) => {
      const accountNo = accounts.find(accountId);
      if (accountNo !== null) write(() => clearAside.run(accountNo));
    },

    setAsideCount: (accountId) => {
      const accountNo = accounts.find(accountId);
      return accountNo === null ? 0 : (countAside.get(accountNo) ?? 0);
    },
  };
}
