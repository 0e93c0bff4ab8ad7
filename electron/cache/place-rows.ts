import type { TicketRow } from '../../shared/domain/tickets.ts';
import type { EventId } from '../../shared/ids.ts';
import { dateNoOf } from './events.ts';
import type { CacheParts } from './parts.ts';
import type { SeenTickets } from './seen-tickets.ts';
import {
  packIdentity,
  type StoredTicket,
  sameTicket,
  type TicketWrite,
  type TicketWriter,
  ticketColumns,
} from './ticket-rows.ts';

/** What became of some rows. */
interface PlacedRows {
  /** The ticket of each row. */
  readonly ids: readonly number[];
  readonly added: readonly { readonly id: number; readonly eventId: EventId }[];
  readonly changed: number;
  /** True when the last row was here before. */
  readonly trailingKnown: boolean;
}

/** Prepares finding or making the ticket of each row that a pass of this generation met; what is written is collected and done at the end. */
export function rowPlacer(
  { db, events }: CacheParts,
  writer: TicketWriter,
  seen: SeenTickets,
): (accountNo: number, rows: readonly TicketRow[], generation: number) => PlacedRows {
  const twins = db.prepare<[number, Buffer | string], StoredTicket>(
    `SELECT ${ticketColumns} FROM ticket t WHERE t.account_no = ? AND t.identity = ? ORDER BY t.ordinal`,
  );

  return (accountNo, rows, generation) => {
    const isSeen = seen.of(generation);
    const taken = new Map<string, StoredTicket[]>();
    const writes: TicketWrite[] = [];
    const ids: number[] = [];
    const added: { readonly id: number; readonly eventId: EventId }[] = [];
    let changed = 0;
    let trailingKnown = true;
    const nextOrdinal = new Map<string, number>();
    for (const row of rows) {
      let waiting = taken.get(row.identity);
      if (!waiting) {
        const all = twins.all(accountNo, packIdentity(row.identity));
        nextOrdinal.set(row.identity, (all.at(-1)?.ordinal ?? -1) + 1);
        // Twins that this pass has not met yet: the n-th sighting of an identity is its n-th ticket.
        waiting = all.filter((twin) => !isSeen(twin.id));
        taken.set(row.identity, waiting);
      }
      const date = events.need(accountNo, row);
      const twin = waiting.shift();
      trailingKnown = twin !== undefined;
      if (twin && dateNoOf(twin.id) === date.no) {
        ids.push(twin.id);
        if (!sameTicket(twin, row)) {
          changed += 1;
          events.touch(date);
          writes.push({ kind: 'change', id: twin.id, row });
        }
        continue;
      }
      const id = events.allot(date);
      ids.push(id);
      if (twin) {
        // The evening moved and the ticket with it: same key, new place.
        changed += 1;
        events.discount(events.date(dateNoOf(twin.id)));
        writes.push({ kind: 'remove', id: twin.id });
        writes.push({ kind: 'add', id, date, ordinal: twin.ordinal, row });
      } else {
        const ordinal = nextOrdinal.get(row.identity) ?? 0;
        nextOrdinal.set(row.identity, ordinal + 1);
        added.push({ id, eventId: row.eventId });
        writes.push({ kind: 'add', id, date, ordinal, row });
      }
    }
    writer.write(accountNo, writes);
    events.flush();
    return { ids, added, changed, trailingKnown };
  };
}
