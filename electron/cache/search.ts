import type { LookupFilter, Ticket } from '../../shared/domain/tickets.ts';
import { type FoldedQuery, foldQuery } from '../../shared/fold.ts';
import type { OrderHitRow, TicketCache, TicketHitRow } from './cache.ts';
import { type EveningHit, eveningIndexes } from './evening-index.ts';
import { dateNoOf, type EventDate } from './events.ts';
import { orderOf, type StoredOrder } from './order-rows.ts';
import type { CacheParts } from './parts.ts';
import { orderFinder } from './search-orders.ts';
import { datesOf, filterRanges, type IdRange, rangesOf } from './search-ranges.ts';
import { compareNames, type FoundTicket, type TicketFinder } from './search-tickets.ts';
import { ticketOf } from './ticket-rows.ts';

/**
 * The lookup: exact code or number, then tonight's event dates, then names that begin so, then the rest; within each, whole words first,
 * then by name. Each step runs only while there is room, so that a broad query costs no more than a narrow one.
 */
export function openSearch(parts: CacheParts, tickets: TicketFinder): TicketCache['search'] {
  const { db, events, accounts } = parts;
  const orders = orderFinder(db);
  const evenings = eveningIndexes(db);

  return (text, filter, { limit, tonight }) => {
    const query = foldQuery(text);
    // One more than asked for tells whether there are more.
    const room = limit + 1;
    const shown = new Set<number>();
    const shownOrders = new Set<number>();
    const hits: (TicketHitRow | OrderHitRow)[] = [];
    const full = (): boolean => hits.length >= room;
    const tonights = datesOf(events, filter, tonight);

    function tier(rank: TicketHitRow['rank'], found: Iterable<FoundTicket>): void {
      const fresh: FoundTicket[] = [];
      for (const each of found) {
        if (hits.length + fresh.length >= room) break;
        if (shown.has(each.row.id) || !inFilter(each, filter)) continue;
        shown.add(each.row.id);
        fresh.push(each);
      }
      for (const { row } of fresh.sort(byFit(query)))
        hits.push({ kind: 'ticket', ticket: ticketOf(row, events), rank });
    }

    function orderTier(rank: OrderHitRow['rank'], rows: Iterable<StoredOrder | null>): void {
      if (filter.eventId !== undefined || filter.day !== undefined) return;
      for (const row of rows) {
        if (full()) return;
        if (row === null || shownOrders.has(row.no)) continue;
        const order = orderOf(row, accounts);
        if (filter.accountId !== undefined && order.accountId !== filter.accountId) continue;
        shownOrders.add(row.no);
        hits.push({ kind: 'order', order, rank });
      }
    }

    function inFilter({ row }: FoundTicket, by: LookupFilter): boolean {
      const date = events.date(dateNoOf(row.id));
      return (
        (by.accountId === undefined || date.accountId === by.accountId) &&
        (by.eventId === undefined || date.eventId === by.eventId) &&
        (by.day === undefined || date.day === by.day)
      );
    }

    function* byName(ranges: readonly IdRange[]): Generator<FoundTicket> {
      for (const range of ranges) yield* tickets.byName(query, range, room + shown.size);
    }

    function* byCode(ranges: readonly IdRange[]): Generator<FoundTicket> {
      for (const range of ranges) yield* tickets.byCode(query, range, hits.length === 0);
    }

    /** What an evening's index finds, as far as it is still so in the file. */
    function* rowsOf(found: Iterable<EveningHit>): Generator<FoundTicket> {
      for (const { id, fit } of found) {
        const row = shown.has(id) ? null : tickets.byId(id);
        if (row) yield { row, fit };
      }
    }

    /** The tickets of some evenings: from memory, or through the full-text index where they are too many. */
    function narrow(
      dates: readonly EventDate[],
      byNameRank: TicketHitRow['rank'],
      byCodeRank: TicketHitRow['rank'],
    ): void {
      const evening = evenings(dates);
      if (evening) {
        const found = [...take(rowsOf(evening.find(query)), room - hits.length)];
        tier(
          byNameRank,
          found.filter(({ fit }) => fit !== 2),
        );
        tier(
          byCodeRank,
          found.filter(({ fit }) => fit === 2),
        );
        return;
      }
      const ranges = rangesOf(dates);
      tier(byNameRank, byName(ranges));
      if (!full()) tier(byCodeRank, byCode(ranges));
    }

    if (query.words.length === 0 && query.pieces.length === 0) {
      const narrowed = filter.eventId !== undefined || filter.day !== undefined;
      tier('other', tickets.list(narrowed ? datesOf(events, filter) : tonights, room));
      const ranked = hits.map((hit) =>
        hit.kind === 'ticket' && dayOf(hit.ticket) === tonight ? { ...hit, rank: 'tonight' as const } : hit,
      );
      return { hits: ranked.slice(0, limit), more: hits.length > limit };
    }

    orderTier('exact', orders.exact(query, room));
    tier('exact', tickets.exact(query, text, room));
    // A whole address, phone or barcode says who is meant: nobody else is.
    if (shown.size > 0 && tickets.isWhole(query, text)) return { hits: hits.slice(0, limit), more: full() };
    if (!full() && tonights.length > 0) narrow(tonights, 'tonight', 'tonight');
    const narrowed = filter.eventId !== undefined || filter.day !== undefined;
    if (narrowed) {
      const others = datesOf(events, filter).filter((date) => date.day !== tonight);
      if (!full() && others.length > 0) narrow(others, 'name', 'other');
    } else {
      const ranges = filterRanges(events, filter);
      if (!full()) tier('name', byName(ranges));
      if (!full()) tier('other', byCode(ranges));
    }
    if (!full()) orderTier('other', orders.matching(query, room).map(orders.byNo));
    return { hits: hits.slice(0, limit), more: hits.length > limit };
  };
}

function* take<Item>(items: Iterable<Item>, count: number): Generator<Item> {
  let left = count;
  if (left <= 0) return;
  for (const item of items) {
    yield item;
    left -= 1;
    if (left === 0) return;
  }
}

function dayOf(ticket: Ticket): string {
  return ticket.eventDate.slice(0, 10);
}

/** By fit, then by name. A row and a seat are numbers whose order counts: 7 22 is not 22 7. */
function byFit({ words }: FoldedQuery): (a: FoundTicket, b: FoundTicket) => number {
  const isSeat = words.length > 1 && words.some((word) => /^\d/.test(word));
  const strays = ({ row }: FoundTicket): number => (isSeat && !inOrder(row.words, words) ? 1 : 0);
  return (a, b) => a.fit - b.fit || strays(a) - strays(b) || compareNames(a.row, b.row) || a.row.id - b.row.id;
}

/** True when the folded text has these whole words, one behind the other. */
function inOrder(text: string, words: readonly string[]): boolean {
  const padded = ` ${text} `;
  let from = 0;
  for (const word of words) {
    const at = padded.indexOf(` ${word} `, from);
    if (at < 0) return false;
    from = at + word.length + 1;
  }
  return true;
}
