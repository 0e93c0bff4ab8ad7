import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Order } from '../../shared/domain/orders.ts';
import type { TicketRow } from '../../shared/domain/tickets.ts';
import { type AccountId, as, type EpochMs, type EventId, type IsoTime, type OrderId } from '../../shared/ids.ts';
import { type Db, openEncrypted } from '../store/open.ts';
import type { Cache } from './cache.ts';
import { openCache } from './open.ts';

/** What tests of the cache stand on: a real file in a folder of its own, gone when the test ends. */
export interface CacheKit {
  readonly file: string;
  readonly key: string;
  readonly cache: Cache;
  /** A second connection to the same file, for looking at what is in it. */
  readonly look: <Result>(work: (db: Db) => Result) => Result;
}

export const account = as<AccountId>('account-1');
export const otherAccount = as<AccountId>('account-2');
export const time = (ms: number): EpochMs => as<EpochMs>(ms);

/** A new empty cache. */
export function cacheKit(): CacheKit {
  const folder = mkdtempSync(join(tmpdir(), 'willcall-cache-'));
  const file = join(folder, 'cache.db');
  const key = randomBytes(32).toString('hex');
  const { cache } = openCache({ file, key, now: () => 0 });
  onTestFinished(() => {
    cache.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const look: CacheKit['look'] = (work) => {
    const db = openEncrypted({ file, key, synchronous: 'NORMAL' });
    try {
      return work(db);
    } finally {
      db.close();
    }
  };
  return { file, key, cache, look };
}

interface RowParts {
  readonly identity?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly event?: string;
  readonly date?: string;
  readonly zone?: string;
  readonly orderNumber?: string | null;
  readonly barcode?: string;
  readonly seat?: string;
  readonly secret?: string;
}

/** A row as a platform gives it; what is not said is the same for all. */
export function ticketRow(parts: RowParts = {}): TicketRow {
  const date = parts.date ?? '2026-08-30T19:00:00+02:00';
  const event = parts.event ?? 'WPWLVQ';
  return {
    identity: parts.identity ?? 'aa',
    eventId: as<EventId>(event),
    eventName: `Event ${event}`,
    eventDate: as<IsoTime>(date),
    eventDateMs: time(Date.parse(date)),
    zone: parts.zone ?? null,
    holder: { name: parts.name ?? 'Ana Petrović', email: parts.email ?? '', phone: parts.phone ?? '' },
    price: { minor: 86_762, currency: 'RSD' },
    promoCode: null,
    purchasedAt: as<IsoTime>('2025-12-05T21:15:23+01:00'),
    purchasedAtMs: time(Date.parse('2025-12-05T21:15:23+01:00')),
    orderNumber: parts.orderNumber ?? null,
    language: 'sr',
    country: null,
    secret: parts.secret,
    entry:
      parts.barcode === undefined
        ? null
        : {
            barcode: parts.barcode,
            status: 'valid',
            platformStatus: 'VALID',
            ticketType: 'Parter',
            category: null,
            seat: parts.seat ?? null,
            orderId: null,
            endsMs: null,
          },
  };
}

/** Reads all rows in one pass, in pages of `size`. */
export function pullAll(
  cache: Cache,
  rows: readonly TicketRow[],
  { size = 50, accountId = account, eventId = null as EventId | null } = {},
): ReturnType<Cache['tickets']['finishPass']> {
  const pass = cache.tickets.beginPass(accountId, eventId, rows.length, time(0));
  for (let page = 1; page === 1 || (page - 1) * size < rows.length; page += 1) {
    cache.tickets.storePages(accountId, pass, [
      { rows: rows.slice((page - 1) * size, page * size), nextPage: page + 1, total: rows.length },
    ]);
  }
  return cache.tickets.finishPass(accountId, pass, time(1));
}

/** An order as a platform lists it. */
export function orderLike(parts: Partial<Order> = {}): Order {
  return {
    accountId: account,
    id: as<OrderId>('order-1'),
    number: 'AYM-0579',
    publicToken: '5njMTKyO',
    status: 'paid',
    platformStatus: { id: '2', name: 'Plaćena' },
    total: { minor: 10_100, currency: 'RSD' },
    createdAt: as<IsoTime>('2025-12-05T20:15:23.000000Z'),
    createdAtMs: time(Date.parse('2025-12-05T20:15:23Z')),
    contact: null,
    items: null,
    paymentLink: null,
    ...parts,
  };
}
