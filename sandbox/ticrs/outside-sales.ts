import { randomInt, randomUUID } from 'node:crypto';
import { makeGuest } from '../data/people.ts';
import { createRng } from '../data/rng.ts';
import type { TicRs } from './context.ts';
import { approveOrder, Conflict } from './order-lifecycle.ts';
import { freshNumber, freshToken } from './order-names.ts';
import type { OrderRow } from './store/rows.ts';
import { numbered } from './store/store.ts';

interface OnSale {
  calendar_id: number;
  type_id: number;
  price_minor: number;
  currency: string;
  name: string;
}

/** Sells `count` tickets as if other doors and the web had, at the sandbox's now; returns how many there are then. */
export function addTickets(ctx: TicRs, count: number, eventUuid?: string): number {
  const { sql, write, tickets } = ctx.store;
  const types = sql<OnSale>(
    `SELECT d.id AS calendar_id, t.id AS type_id, t.price_minor, e.currency, e.name FROM ticket_types t
     JOIN calendars d ON d.id = t.calendar_id JOIN events e ON e.id = d.event_id
     WHERE (?1 IS NULL AND d.start_ms > ?2) OR e.uuid = ?1 ORDER BY t.id`,
  ).all(numbered(eventUuid ?? null, ctx.clock.now()));
  if (types.length === 0) throw new Conflict('no ticket type on sale');
  const rng = createRng(randomInt(2 ** 31), 'outside');
  const created = Math.floor(ctx.clock.now() / 1000) * 1000;
  write(() => {
    for (let left = count; left > 0; ) {
      const quantity = Math.min(left, 1 + rng.int(3));
      left -= quantity;
      const type = rng.pick(types);
      const guest = makeGuest(rng, randomInt(2 ** 40));
      const person = [guest.name, guest.email, guest.phone];
      const customer = sql('INSERT INTO customers (name, email, phone) VALUES (?, ?, ?)').run(
        ...person,
      ).lastInsertRowid;
      sql('INSERT INTO customer_fts (rowid, name, email, phone) VALUES (?, ?, ?, ?)').run(customer, ...person);
      const number = freshNumber(ctx);
      const token = freshToken(ctx);
      const total = type.price_minor * quantity;
      const { lastInsertRowid: id } = sql(
        "INSERT INTO orders VALUES (NULL, 1, ?, ?, ?, ?, 1, ?, ?, ?, NULL, NULL, 'sr', 'seed', NULL, NULL)",
      ).run(number, randomUUID(), token, created, total, type.currency, customer);
      sql('INSERT INTO order_fts (rowid, number, public_token) VALUES (?, ?, ?)').run(id, number, token);
      sql("INSERT INTO order_items VALUES (NULL, ?, 'event', ?, ?, ?, ?, ?, NULL, NULL, NULL)").run(
        ...[id, type.name, type.price_minor, quantity, type.calendar_id, type.type_id],
      );
      const order = sql<OrderRow>('SELECT * FROM orders WHERE id = ?').get(id);
      const buyer = { device: 'mobile' as const, language: guest.language, country: guest.country };
      if (order) approveOrder(ctx, order, buyer);
    }
  });
  return tickets.total(1, undefined);
}

/** Takes `count` T6 rows away, as the platform does without a word; returns how many are left. */
export function removeTickets(ctx: TicRs, count: number, from: 'newest' | 'oldest' | 'spread'): number {
  const { tickets, sql, write } = ctx.store;
  const total = tickets.total(1, undefined);
  const taken = Math.min(count, total);
  const position = (i: number) =>
    from === 'newest' ? i : from === 'oldest' ? total - 1 - i : Math.floor((i * total) / taken);
  const ids = new Set(Array.from({ length: taken }, (_, i) => tickets.page(1, undefined, position(i), 1)[0] ?? 0));
  write(() => {
    for (const id of ids) sql('DELETE FROM tickets WHERE id = ?').run(id);
  });
  tickets.remove(ids);
  return tickets.total(1, undefined);
}
