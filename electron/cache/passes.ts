import type { TicketRow } from '../../shared/domain/tickets.ts';
import type { AccountId, EpochMs, EventId } from '../../shared/ids.ts';
import type { PassResult, PullPass, StoredPages, TicketCache } from './cache.ts';
import { fitPage, type PassState, printOf } from './drift.ts';
import { dateSpan } from './events.ts';
import type { CacheParts } from './parts.ts';
import { rowPlacer } from './place-rows.ts';
import { seenTickets } from './seen-tickets.ts';
import { packIdentity, type TicketWrite, type TicketWriter } from './ticket-rows.ts';

interface PassRow {
  readonly generation: number;
  readonly account_no: number;
  readonly event_id: EventId | null;
  readonly next_page: number;
  readonly total: number | null;
  readonly counted: number;
  readonly arrived: number;
  readonly behind: number;
  readonly doubtful: number;
  readonly tail: Buffer;
  readonly started_at: EpochMs;
}

type PassCalls = Pick<
  TicketCache,
  | 'openPass'
  | 'beginPass'
  | 'storePages'
  | 'seen'
  | 'finishPass'
  | 'abandonPass'
  | 'storeNewest'
  | 'storeFound'
  | 'allKnown'
>;

/** Passes over the platform's list of tickets, and polls of its head. */
export function openPasses(parts: CacheParts, writer: TicketWriter): PassCalls {
  const { db, accounts, events, write } = parts;
  const passColumns =
    'generation, account_no, event_id, next_page, total, counted, arrived, behind, doubtful, tail, started_at';
  const byScope = db.prepare<[number, string], PassRow>(
    `SELECT ${passColumns} FROM pass WHERE account_no = ? AND ifnull(event_id, '') = ?`,
  );
  const byGeneration = db.prepare<[number, number], PassRow>(
    `SELECT ${passColumns} FROM pass WHERE generation = ? AND account_no = ?`,
  );
  const insertPass = db
    .prepare<[number, string | null, number | null, Buffer, number], number>(
      `INSERT INTO pass (account_no, event_id, next_page, total, tail, started_at) VALUES (?, ?, 1, ?, ?, ?) RETURNING generation`,
    )
    .pluck();
  const updatePass = db.prepare(
    `UPDATE pass SET next_page = ?, total = ?, counted = ?, arrived = ?, behind = ?, doubtful = ?, tail = ? WHERE generation = ?`,
  );
  const deletePass = db.prepare('DELETE FROM pass WHERE generation = ?');
  const seen = seenTickets(db);
  const place = rowPlacer(parts, writer, seen);
  const countTwins = db
    .prepare<[number, Buffer | string], number>('SELECT count(*) FROM ticket WHERE account_no = ? AND identity = ?')
    .pluck();
  const openPassesOf = db
    .prepare<[number, string], number>(
      'SELECT generation FROM pass WHERE account_no = ? AND (event_id IS NULL OR event_id = ?)',
    )
    .pluck();
  const idsBetween = db.prepare<[number, number], number>('SELECT id FROM ticket WHERE id BETWEEN ? AND ?').pluck();
  const clearSetAside = db.prepare('DELETE FROM set_aside WHERE account_no = ?');

  /** Tickets that were found beside the passes. After a restart a pass may remove one that it did not meet: the next poll brings it back. */
  const found = new Set<number>();

  function passOf(row: PassRow): PullPass {
    return {
      generation: row.generation,
      eventId: row.event_id,
      nextPage: row.next_page,
      total: row.total,
      startedAt: row.started_at,
    };
  }

  function drop(generation: number): void {
    seen.forget(generation);
    deletePass.run(generation);
  }

  function running(accountId: AccountId, pass: PullPass): PassRow {
    const accountNo = accounts.find(accountId);
    const row = accountNo === null ? undefined : byGeneration.get(pass.generation, accountNo);
    if (!row) throw new Error(`pass ${pass.generation} is not open`);
    return row;
  }

  /** Removes what the pass did not see, evening by evening, where the counts differ. */
  function sweep(pass: PassRow): number {
    const seenOf = seen.countByDate(pass.generation);
    const isSeen = seen.of(pass.generation);
    const writes: TicketWrite[] = [];
    for (const date of events.dates()) {
      if (date.accountNo !== pass.account_no || (pass.event_id !== null && date.eventId !== pass.event_id)) continue;
      if ((seenOf.get(date.no) ?? 0) === date.tickets) continue;
      const first = date.no * dateSpan;
      for (const id of idsBetween.all(first, first + dateSpan - 1)) {
        // Found ones are spared by the pass that began above them; the next one meets them, or they are gone.
        if (isSeen(id) || found.delete(id)) continue;
        writes.push({ kind: 'remove', id });
        events.discount(date);
      }
    }
    writer.write(pass.account_no, writes);
    events.flush();
    return writes.length;
  }

  return {
    openPass: (accountId, eventId) => {
      const accountNo = accounts.find(accountId);
      const row = accountNo === null ? undefined : byScope.get(accountNo, eventId ?? '');
      return row ? passOf(row) : null;
    },

    beginPass: (accountId, eventId, total, now) =>
      write(() => {
        const accountNo = accounts.need(accountId);
        const old = byScope.get(accountNo, eventId ?? '');
        if (old) drop(old.generation);
        // What cannot be read will be met, and set aside, again.
        if (eventId === null) clearSetAside.run(accountNo);
        const generation = insertPass.get(accountNo, eventId, null, Buffer.alloc(0), now);
        if (generation === undefined) throw new Error('a pass was not stored');
        return { generation, eventId, nextPage: 1, total, startedAt: now };
      }),

    storePages: (accountId, pass, pages) =>
      write((): StoredPages => {
        const row = running(accountId, pass);
        let state = stateOf(row);
        let counted = 0;
        let nextPage = row.next_page;
        const fresh: TicketRow[] = [];
        for (const page of pages) {
          // A page that was stored already (its answer was lost on the way up) changes nothing.
          if (page.nextPage <= nextPage) continue;
          const prints = page.rows.map((each) => printOf(each.identity));
          const fit = fitPage(state, prints, page.setAside ?? 0, page.total);
          for (const each of page.rows.slice(fit.repeated)) fresh.push(each);
          state = fit.state;
          counted += fit.counted;
          nextPage = page.nextPage;
        }
        const rows = pages.reduce((sum, page) => sum + page.rows.length, 0);
        if (nextPage === row.next_page) return { added: 0, changed: 0, unchanged: rows };
        const placed = place(row.account_no, fresh, row.generation);
        seen.add(row.generation, placed.ids);
        for (const id of placed.ids) found.delete(id);
        const { tail, total, behind, arrived, doubtful } = state;
        const tailBytes = Buffer.from(Uint32Array.from(tail).buffer);
        updatePass.run(
          nextPage,
          total,
          row.counted + counted,
          arrived,
          behind,
          doubtful ? 1 : 0,
          tailBytes,
          row.generation,
        );
        const added = placed.added.length;
        return { added, changed: placed.changed, unchanged: rows - added - placed.changed };
      }),

    seen: (accountId, pass) => {
      const row = running(accountId, pass);
      return row.counted + row.arrived;
    },

    allKnown: (accountId, rows) => {
      const accountNo = accounts.find(accountId);
      if (accountNo === null) return rows.length === 0;
      for (const [identity, same] of Map.groupBy(rows, (row) => row.identity)) {
        if (Number(countTwins.get(accountNo, packIdentity(identity))) < same.length) return false;
      }
      return true;
    },

    finishPass: (accountId, pass): PassResult =>
      write(() => {
        const row = running(accountId, pass);
        const seen = row.counted + row.arrived;
        const total = row.total ?? 0;
        const settled = row.doubtful === 0 && row.behind === 0 && seen === total;
        const swept = settled ? sweep(row) : 0;
        drop(row.generation);
        return { seen, total, swept, settled };
      }),

    abandonPass: (accountId, pass) => {
      write(() => {
        const accountNo = accounts.find(accountId);
        if (accountNo !== null && byGeneration.get(pass.generation, accountNo)) drop(pass.generation);
      });
    },

    storeNewest: (accountId, rows) =>
      write(() => {
        const accountNo = accounts.need(accountId);
        const placed = place(accountNo, rows, noPass);
        for (const [eventId, added] of Map.groupBy(placed.added, (each) => each.eventId)) {
          // A pass that is under way began below these rows and will not meet them: it must not sweep them.
          for (const generation of openPassesOf.all(accountNo, eventId)) {
            seen.add(
              generation,
              added.map(({ id }) => id),
            );
          }
        }
        const added = placed.added.length;
        const unchanged = rows.length - added - placed.changed;
        return { added, changed: placed.changed, unchanged, reachedKnown: rows.length > 0 && placed.trailingKnown };
      }),

    storeFound: (accountId, rows) => {
      write(() => {
        for (const { id } of place(accounts.need(accountId), rows, noPass).added) found.add(id);
      });
    },
  };
}

/** A generation that no pass has. */
const noPass = -1;

function stateOf(row: PassRow): PassState {
  const bytes = new Uint8Array(row.tail);
  return {
    tail: [...new Uint32Array(bytes.buffer)],
    behind: row.behind,
    // Before the first page there is nothing to have grown.
    total: row.next_page === 1 ? null : row.total,
    arrived: row.arrived,
    doubtful: row.doubtful === 1,
  };
}
