import type BetterSqlite3 from 'better-sqlite3';
import { DAY } from '../time.ts';
import type { Rng } from './rng.ts';

/** `order_sum` of T4 is one number over all currencies; other currencies are counted in dinars at these rates. */
const DINARS: Readonly<Record<string, number>> = { RSD: 1, EUR: 117.2 };

/** @returns minor units of RSD, for the statistics only. */
export function inDinars(minor: number, currency: string): number {
  return Math.round(minor * (DINARS[currency] ?? 1));
}

/** Adds up what T4 tells by day, event and UTM source; views and clicks follow from the orders. */
export function createStats(rng: Rng) {
  const rows = new Map<string, { day: number; eventId: number; source: string; orders: number; sumMinor: number }>();
  return {
    /** @param day days since the epoch, Belgrade time. */
    sale(day: number, eventId: number, source: string, minor: number, currency: string): void {
      const key = `${day}|${eventId}|${source}`;
      let row = rows.get(key);
      if (!row) {
        row = { day, eventId, source, orders: 0, sumMinor: 0 };
        rows.set(key, row);
      }
      row.orders++;
      row.sumMinor += inDinars(minor, currency);
    },
    write(db: BetterSqlite3.Database): void {
      const insert = db.prepare('INSERT INTO stats VALUES (?, ?, ?, ?, ?, ?, ?)');
      for (const row of rows.values()) {
        const clicks = row.orders * 2 + rng.int(row.orders * 2 + 3);
        const views = clicks * 4 + rng.int(clicks * 5 + 20);
        const day = new Date(row.day * DAY).toISOString().slice(0, 10);
        insert.run(day, row.eventId, row.source, views, clicks, row.orders, row.sumMinor);
      }
    },
  };
}
