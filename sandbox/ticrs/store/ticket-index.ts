import type BetterSqlite3 from 'better-sqlite3';

/**
 * Ids of all T6 rows, oldest first, in memory: a page deep inside a million tickets costs as little as the first,
 * which an SQL OFFSET cannot do.
 */
export interface TicketIndex {
  /** Ids of one page, newest purchase first. */
  page(organizerId: number, eventId: number | undefined, offset: number, limit: number): number[];
  total(organizerId: number, eventId: number | undefined): number;
  add(id: number, eventId: number): void;
  remove(ids: ReadonlySet<number>): void;
  reload(): void;
}

/** Only organizer 1 has events, so its tickets are all tickets. */
const OWNER = 1;

export function createTicketIndex(db: BetterSqlite3.Database): TicketIndex {
  let all: number[] = [];
  let byEvent = new Map<number, number[]>();
  const select = (organizerId: number, eventId: number | undefined): number[] => {
    if (organizerId !== OWNER) return [];
    return eventId === undefined ? all : (byEvent.get(eventId) ?? []);
  };
  const add = (id: number, eventId: number) => {
    all.push(id);
    const list = byEvent.get(eventId);
    if (list) list.push(id);
    else byEvent.set(eventId, [id]);
  };
  return {
    add,
    page: (organizerId, eventId, offset, limit) => {
      const ids = select(organizerId, eventId);
      const end = ids.length - offset;
      return end <= 0 ? [] : ids.slice(Math.max(0, end - limit), end).reverse();
    },
    total: (organizerId, eventId) => select(organizerId, eventId).length,
    remove: (ids) => {
      all = all.filter((id) => !ids.has(id));
      for (const [eventId, list] of byEvent) {
        byEvent.set(
          eventId,
          list.filter((id) => !ids.has(id)),
        );
      }
    },
    reload: () => {
      all = [];
      byEvent = new Map();
      const rows = db.prepare<[], [number, number]>('SELECT id, event_id FROM tickets ORDER BY id').raw().iterate();
      for (const [id, eventId] of rows) add(id, eventId);
    },
  };
}
