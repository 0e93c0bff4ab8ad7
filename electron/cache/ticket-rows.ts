import type { Ticket, TicketEntry, TicketRow } from '../../shared/domain/tickets.ts';
import { codeOf, foldForIndex, phoneOf, plain } from '../../shared/fold.ts';
import { as, type EpochMs, type IsoTime, type TicketKey } from '../../shared/ids.ts';
import type { Db } from '../store/open.ts';
import { dateNoOf, type EventDate, type Events } from './events.ts';

/** A row of table `ticket`, without what only the indexes need. */
export interface StoredTicket {
  readonly id: number;
  readonly identity: Buffer | string;
  readonly ordinal: number;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly price_minor: number;
  readonly currency: string;
  readonly promo_code: string | null;
  readonly purchased_at: string;
  readonly purchased_ms: number;
  readonly order_number: string | null;
  readonly language: string | null;
  readonly country: string | null;
  /** JSON of the TicketEntry; null where the system tells none. */
  readonly entry: string | null;
  readonly secret: string | null;
  /** The holder's name, then the seat, folded. */
  readonly words: string;
}

/** Columns of a StoredTicket, of a table called `t`. */
export const ticketColumns = `t.id, t.identity, t.ordinal, t.name, t.email, t.phone, t.price_minor, t.currency, t.promo_code,
  t.purchased_at, t.purchased_ms, t.order_number, t.language, t.country, t.entry, t.secret, t.words`;

const hexPattern = /^(?:[0-9a-f]{2})+$/;

/** An identity as the file keeps it: hex as bytes, half the size in the index that is largest. */
export function packIdentity(identity: string): Buffer | string {
  return hexPattern.test(identity) ? Buffer.from(identity, 'hex') : identity;
}

/** The identity of a row as the platform's mapping gave it. */
export function unpackIdentity(identity: Buffer | string): string {
  return typeof identity === 'string' ? identity : identity.toString('hex');
}

/** A ticket's key: its identity and its ordinal among equal ones (trap T-9). */
export function ticketKey(identity: string, ordinal: number): TicketKey {
  return as<TicketKey>(`${identity}:${ordinal}`);
}

/** Reads a key back; null when it cannot be one of this cache's. */
export function readKey(key: TicketKey): { readonly identity: string; readonly ordinal: number } | null {
  const at = key.lastIndexOf(':');
  const ordinal = Number(key.slice(at + 1));
  return at < 1 || !Number.isInteger(ordinal) ? null : { identity: key.slice(0, at), ordinal };
}

/** Fields that entries of older files lack. */
const laterFields: Pick<TicketEntry, 'endsMs'> = { endsMs: null };

/** The domain's ticket of a stored row. */
export function ticketOf(row: StoredTicket, events: Events): Ticket {
  const date = events.date(dateNoOf(row.id));
  return {
    accountId: date.accountId,
    key: ticketKey(unpackIdentity(row.identity), row.ordinal),
    eventId: date.eventId,
    eventName: events.eventName(date),
    eventDate: date.date,
    eventDateMs: date.dateMs,
    zone: events.zone(date),
    holder: { name: row.name, email: row.email, phone: row.phone },
    price: { minor: row.price_minor, currency: row.currency },
    promoCode: row.promo_code,
    purchasedAt: as<IsoTime>(row.purchased_at),
    purchasedAtMs: as<EpochMs>(row.purchased_ms),
    orderNumber: row.order_number,
    language: row.language,
    country: row.country,
    // Written by this file's `entryText` only; older files do not have all fields.
    entry: row.entry === null ? null : { ...laterFields, ...(JSON.parse(row.entry) as Omit<TicketEntry, 'endsMs'>) },
  };
}

/** The entry as the file keeps it: its fields in one fixed order, so that equal ones are equal texts. */
function entryText(entry: TicketEntry | null): string | null {
  if (entry === null) return null;
  const { barcode, status, platformStatus, ticketType, category, seat, orderId, endsMs } = entry;
  return JSON.stringify({ barcode, status, platformStatus, ticketType, category, seat, orderId, endsMs });
}

/** True when the stored row says the same as the platform's in every field (its event date apart). */
export function sameTicket(stored: StoredTicket, row: TicketRow): boolean {
  return (
    stored.name === row.holder.name &&
    stored.email === row.holder.email &&
    stored.phone === row.holder.phone &&
    stored.price_minor === row.price.minor &&
    stored.currency === row.price.currency &&
    stored.promo_code === row.promoCode &&
    stored.purchased_at === row.purchasedAt &&
    stored.purchased_ms === row.purchasedAtMs &&
    stored.order_number === row.orderNumber &&
    stored.language === row.language &&
    stored.country === row.country &&
    stored.entry === entryText(row.entry) &&
    stored.secret === (row.secret ?? null)
  );
}

/** A write that a page asks for. Collected first: see `TicketWriter.write`. */
export type TicketWrite =
  | {
      readonly kind: 'add';
      readonly id: number;
      readonly date: EventDate;
      readonly ordinal: number;
      readonly row: TicketRow;
    }
  | { readonly kind: 'change'; readonly id: number; readonly row: TicketRow }
  | { readonly kind: 'remove'; readonly id: number };

/** Writes tickets; the triggers keep the indexes in step. */
export interface TicketWriter {
  /**
   * Writes many tickets with one statement a kind: what is to be removed, then what is new, then what has changed. A statement for each ticket
   * would cost nearly twice as much: a trigger makes each statement a savepoint of its own, and at a savepoint FTS5 writes out what it has
   * gathered, as a segment that must later be merged with the others.
   */
  write(accountNo: number, writes: readonly TicketWrite[]): void;
}

/** Pages of a text index that are merged after a write: a few, and some for each ticket that was written, as many as its own words will need. */
function mergedPages(tickets: number): number {
  return Math.min(8 + Math.ceil(tickets / 8), 64);
}

type Value = string | number | Buffer | null;

/** What a ticket keeps for good. */
const placeColumns = ['id', 'account_no', 'date_no', 'identity', 'ordinal'];
/** What may change. */
const factColumns =
  `name, email, phone, price_minor, currency, promo_code, purchased_at, purchased_ms, order_number, language, country, entry,
  secret, words, email_key, phone_key, order_key, barcode`.split(/,\s+/);

/** Values of `factColumns`. */
function factValues(row: TicketRow): readonly Value[] {
  return [
    row.holder.name,
    row.holder.email,
    row.holder.phone,
    row.price.minor,
    row.price.currency,
    row.promoCode,
    row.purchasedAt,
    row.purchasedAtMs,
    row.orderNumber,
    row.language,
    row.country,
    entryText(row.entry),
    row.secret ?? null,
    foldForIndex(`${row.holder.name} ${row.entry?.seat ?? ''}`),
    plain(row.holder.email),
    phoneOf(row.holder.phone),
    codeOf(row.orderNumber ?? ''),
    row.entry?.barcode || null,
  ];
}

/** Prepares the writes of table `ticket`. */
export function ticketWriter(db: Db): TicketWriter {
  let incoming: readonly (readonly Value[])[] = [];
  const columns = [...placeColumns, ...factColumns];
  db.table('incoming_ticket', {
    columns,
    rows: function* () {
      yield* incoming;
    },
  });
  const insert = db.prepare(`INSERT INTO ticket (${columns.join()}) SELECT ${columns.join()} FROM incoming_ticket`);
  const update = db.prepare(
    `UPDATE ticket SET (${factColumns.join()}) = (${factColumns.map((name) => `i.${name}`).join()})
     FROM incoming_ticket i WHERE ticket.id = i.id`,
  );
  const remove = db.prepare('DELETE FROM ticket WHERE id IN (SELECT value FROM json_each(?))');
  const merges = ['ticket_words', 'ticket_codes'].map((index) =>
    db.prepare(`INSERT INTO ${index} (${index}, rank) VALUES ('merge', ?)`),
  );

  function run(statement: typeof insert, rows: readonly (readonly Value[])[]): void {
    if (rows.length === 0) return;
    incoming = rows;
    statement.run();
    incoming = [];
  }

  return {
    write: (accountNo, writes) => {
      if (writes.length === 0) return;
      // FTS5 starts a new segment whenever a rowid is smaller than the one before.
      const sorted = [...writes].sort((a, b) => a.id - b.id);
      const removed: number[] = [];
      const added: Value[][] = [];
      const changed: Value[][] = [];
      for (const write of sorted) {
        if (write.kind === 'remove') {
          removed.push(write.id);
        } else if (write.kind === 'change') {
          changed.push([write.id, null, null, null, null, ...factValues(write.row)]);
        } else {
          const identity = packIdentity(write.row.identity);
          added.push([write.id, accountNo, write.date.no, identity, write.ordinal, ...factValues(write.row)]);
        }
      }
      if (removed.length > 0) remove.run(JSON.stringify(removed));
      run(insert, added);
      run(update, changed);
      const pages = BigInt(mergedPages(writes.length));
      for (const merge of merges) merge.run(pages);
    },
  };
}
