import type { EventSummary, TicketRow } from '../../shared/domain/tickets.ts';
import type { AccountId, EpochMs, EventId, IsoTime } from '../../shared/ids.ts';
import { venueZone } from '../../shared/time.ts';
import type { Db } from '../store/open.ts';
import type { AccountNumbers } from './accounts.ts';
import type { EventFacts } from './cache.ts';

/** One evening of an event, as rows of tickets point to it. `no` is the upper part of its tickets' rowids. */
export interface EventDate {
  readonly no: number;
  readonly eventNo: number;
  readonly accountNo: number;
  readonly accountId: AccountId;
  readonly eventId: EventId;
  readonly date: IsoTime;
  readonly dateMs: EpochMs;
  readonly day: string;
  tickets: number;
  nextN: number;
  /** Grows whenever one of its tickets changes. */
  revision: number;
}

interface EventRecord {
  readonly no: number;
  readonly account_no: number;
  readonly id: EventId;
  name: string;
  readonly place: string | null;
  readonly city: string | null;
  readonly currency: string | null;
  readonly zone: string | null;
}

/** Tickets of one event date that rowids have room for. */
export const dateSpan = 2 ** 24;

/** Number of the event date that a ticket's rowid belongs to. */
export function dateNoOf(ticketId: number): number {
  return Math.floor(ticketId / dateSpan);
}

/** Events and event dates of a cache file, held in memory: there are hundreds, not millions. */
export interface Events {
  date(no: number): EventDate;
  eventName(date: EventDate): string;
  /** The zone of the date's event, or the venue's where its system names none. */
  zone(date: EventDate): string;
  /** The event date of a row, made now if need be. */
  need(accountNo: number, row: TicketRow): EventDate;
  /** A fresh rowid for a ticket of the date; counts it. */
  allot(date: EventDate): number;
  discount(date: EventDate): void;
  /** Notes that one of its tickets changed. */
  touch(date: EventDate): void;
  /** Writes changed counts; call it before the transaction ends. */
  flush(): void;
  dates(): Iterable<EventDate>;
  upsert(accountNo: number, events: readonly EventFacts[]): void;
  summaries(): readonly EventSummary[];
  reload(): void;
}

/** Opens the events of a cache file. */
export function openEvents(db: Db, accounts: AccountNumbers): Events {
  const events = new Map<string, EventRecord>();
  const eventsByNo = new Map<number, EventRecord>();
  const byNo = new Map<number, EventDate>();
  const byEventAndDate = new Map<string, EventDate>();
  const dirty = new Set<EventDate>();
  let revisions = 0;
  const nextRevision = (): number => {
    revisions += 1;
    return revisions;
  };

  const allEvents = db.prepare<[], EventRecord>(
    'SELECT no, account_no, id, name, place, city, currency, zone FROM event',
  );
  const allDates = db.prepare<[], Omit<EventDate, 'accountId' | 'revision'>>(
    `SELECT d.no, d.event_no AS eventNo, e.account_no AS accountNo, e.id AS eventId, d.date, d.date_ms AS dateMs, d.day, d.tickets,
       d.next_n AS nextN FROM event_date d JOIN event e ON e.no = d.event_no`,
  );
  const putEvent = db.prepare<[number, string, string, ...(string | null)[]], EventRecord>(
    `INSERT INTO event (account_no, id, name, place, city, currency, zone) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_no, id) DO UPDATE SET name = excluded.name, place = coalesce(excluded.place, place),
       city = coalesce(excluded.city, city), currency = coalesce(excluded.currency, currency), zone = coalesce(excluded.zone, zone)
     RETURNING no, account_no, id, name, place, city, currency, zone`,
  );
  const putDate = db
    .prepare<[number, string, number, string], number>(
      'INSERT INTO event_date (event_no, date, date_ms, day) VALUES (?, ?, ?, ?) RETURNING no',
    )
    .pluck();
  const putCounts = db.prepare('UPDATE event_date SET tickets = ?, next_n = ? WHERE no = ?');

  function remember(event: EventRecord): EventRecord {
    events.set(`${event.account_no} ${event.id}`, event);
    eventsByNo.set(event.no, event);
    return event;
  }

  function store(accountNo: number, { id, name, place, city, currency, zone }: EventFacts): EventRecord {
    const event = putEvent.get(accountNo, id, name, place, city, currency, zone);
    if (!event) throw new Error('an event was not stored');
    return remember(event);
  }

  function rememberDate(date: Omit<EventDate, 'accountId' | 'revision'>): EventDate {
    const whole: EventDate = { ...date, accountId: accounts.idOf(date.accountNo), revision: nextRevision() };
    byNo.set(whole.no, whole);
    byEventAndDate.set(`${whole.eventNo} ${whole.date}`, whole);
    return whole;
  }

  const self: Events = {
    date: (no) => {
      const found = byNo.get(no);
      if (!found) throw new Error(`no event date has number ${no}`);
      return found;
    },
    eventName: (date) => eventsByNo.get(date.eventNo)?.name ?? '',
    zone: (date) => eventsByNo.get(date.eventNo)?.zone ?? venueZone,
    need: (accountNo, row) => {
      let event = events.get(`${accountNo} ${row.eventId}`);
      if (!event || event.name !== row.eventName || (row.zone !== null && event.zone !== row.zone)) {
        const { eventId: id, eventName: name, zone } = row;
        event = store(accountNo, { id, name, place: null, city: null, currency: null, zone });
      }
      const known = byEventAndDate.get(`${event.no} ${row.eventDate}`);
      if (known) return known;
      // The offset is the event's, so the day is in the text.
      const day = row.eventDate.slice(0, 10);
      const no = putDate.get(event.no, row.eventDate, row.eventDateMs, day);
      if (no === undefined) throw new Error('an event date was not stored');
      const { eventDate: date, eventDateMs: dateMs, eventId } = row;
      return rememberDate({ no, eventNo: event.no, accountNo, eventId, date, dateMs, day, tickets: 0, nextN: 0 });
    },
    allot: (date) => {
      if (date.nextN >= dateSpan) throw new Error(`event date ${date.no} has no room for more tickets`);
      const id = date.no * dateSpan + date.nextN;
      date.nextN += 1;
      date.tickets += 1;
      date.revision = nextRevision();
      dirty.add(date);
      return id;
    },
    discount: (date) => {
      date.tickets -= 1;
      date.revision = nextRevision();
      dirty.add(date);
    },
    touch: (date) => {
      date.revision = nextRevision();
    },
    flush: () => {
      for (const date of dirty) putCounts.run(date.tickets, date.nextN, date.no);
      dirty.clear();
    },
    dates: () => byNo.values(),
    upsert: (accountNo, list) => {
      for (const event of list) {
        const old = events.get(`${accountNo} ${event.id}`);
        const same =
          old?.name === event.name &&
          (event.place ?? old.place) === old.place &&
          (event.city ?? old.city) === old.city &&
          (event.currency ?? old.currency) === old.currency &&
          (event.zone ?? old.zone) === old.zone;
        if (!same) store(accountNo, event);
      }
    },
    summaries: () => {
      const dates = Map.groupBy(byNo.values(), (date) => date.eventNo);
      return [...eventsByNo.values()].map(({ no, account_no, zone, ...event }) => ({
        ...event,
        zone: zone ?? venueZone,
        accountId: accounts.idOf(account_no),
        dates: (dates.get(no) ?? [])
          .filter((date) => date.tickets > 0)
          .sort((a, b) => a.dateMs - b.dateMs)
          .map(({ date, dateMs, day, tickets }) => ({ date, dateMs, day, tickets, admitted: 0 })),
      }));
    },
    reload: () => {
      events.clear();
      eventsByNo.clear();
      byNo.clear();
      byEventAndDate.clear();
      dirty.clear();
      for (const event of allEvents.all()) remember(event);
      for (const date of allDates.all()) rememberDate(date);
    },
  };
  self.reload();
  return self;
}
