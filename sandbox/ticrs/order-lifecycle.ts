import { randomBytes } from 'node:crypto';
import { inDinars } from '../data/stats.ts';
import { localDay } from '../time.ts';
import type { TicRs } from './context.ts';
import type { ItemRow, OrderRow } from './store/rows.ts';

/** A move that the state machine of platform-spec 6.1 forbids. */
export class Conflict extends Error {}

/** Who paid, as far as T6 tells it. */
export interface Buyer {
  readonly device: 'desktop' | 'mobile';
  readonly language: string;
  /** "" where unknown (T-16). */
  readonly country: string;
}

const toSeconds = (ms: number) => Math.floor(ms / 1000) * 1000;

/** Writes a transaction; returns its signature (OID, 32 hex). */
export function addTransaction(
  ctx: TicRs,
  order: OrderRow,
  status: 'approved' | 'failed',
  amountMinor: number,
  atMs: number,
): string {
  const signature = randomBytes(16).toString('hex');
  ctx.store
    .sql('INSERT INTO transactions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)')
    .run(order.organizer_id, order.id, signature, status, amountMinor, order.currency, toSeconds(atMs));
  return signature;
}

export function setStatus(ctx: TicRs, order: OrderRow, statusId: number, closed?: OrderRow['closed']): void {
  ctx.store
    .sql('UPDATE orders SET status_id = ?, closed = COALESCE(?, closed) WHERE id = ?')
    .run(statusId, closed ?? null, order.id);
}

function itemsOf(ctx: TicRs, order: OrderRow): ItemRow[] {
  return ctx.store.sql<ItemRow>('SELECT * FROM order_items WHERE order_id = ? ORDER BY id').all(order.id);
}

/** One T6 row per piece of an event item, and the day's statistics. */
function issueTickets(ctx: TicRs, order: OrderRow, item: ItemRow, buyer: Buyer, atMs: number): void {
  const { sql, tickets } = ctx.store;
  const eventId = sql<{ event_id: number }>('SELECT event_id FROM calendars WHERE id = ?').get(item.event_id)?.event_id;
  if (eventId === undefined) return;
  const insert = sql('INSERT INTO tickets VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?, ?, ?)');
  for (let i = 0; i < item.quantity; i++) {
    const { lastInsertRowid } = insert.run(
      ...[order.id, order.customer_id, eventId, item.event_id, toSeconds(atMs), item.amount_minor, order.currency],
      ...[buyer.device, buyer.language, buyer.country],
    );
    tickets.add(Number(lastInsertRowid), eventId);
  }
  sql('UPDATE events SET reservations = reservations + 1 WHERE id = ?').run(eventId);
  sql(
    `INSERT INTO stats VALUES (?, ?, '', 6, 2, 1, ?) ON CONFLICT DO UPDATE SET views = views + 6, clicks = clicks + 2,
     orders = orders + 1, sum_minor = sum_minor + excluded.sum_minor`,
  ).run(localDay(atMs), eventId, inDinars(item.amount_minor * item.quantity, order.currency));
}

/** PAGE approve: New → Paid. */
export function approveOrder(ctx: TicRs, order: OrderRow, buyer: Buyer): void {
  if (order.status_id !== 1) throw new Conflict(`order ${order.number} has status ${order.status_id}, not 1`);
  const now = ctx.clock.now();
  ctx.store.write(() => {
    setStatus(ctx, order, 2);
    addTransaction(ctx, order, 'approved', order.total_minor, now);
    for (const item of itemsOf(ctx, order)) if (item.type === 'event') issueTickets(ctx, order, item, buyer, now);
  });
}

/** PAGE fail or cancel: stays New and may be paid again. */
export function declineOrder(ctx: TicRs, order: OrderRow): void {
  if (order.status_id !== 1) throw new Conflict(`order ${order.number} has status ${order.status_id}, not 1`);
  ctx.store.write(() => addTransaction(ctx, order, 'failed', order.total_minor, ctx.clock.now()));
}

/** PLAT expire: New → Cancelled; the payment page says expired. */
export function expireOrder(ctx: TicRs, order: OrderRow): void {
  if (order.status_id !== 1) throw new Conflict(`order ${order.number} has status ${order.status_id}, not 1`);
  ctx.store.write(() => setStatus(ctx, order, 7, 'expired'));
}

/** PLAT ship: one step of Paid → Sent to logistics → In delivery → Completed, for orders with products. */
export function shipOrder(ctx: TicRs, order: OrderRow): void {
  if (order.status_id < 2 || order.status_id > 4) throw new Conflict(`order ${order.number} is not on its way`);
  if (!itemsOf(ctx, order).some((item) => item.type === 'product')) throw new Conflict('nothing to ship');
  ctx.store.write(() => setStatus(ctx, order, order.status_id + 1));
}

/** PLAT complete: Paid → Completed, for orders without products. */
export function completeOrder(ctx: TicRs, order: OrderRow): void {
  if (order.status_id !== 2) throw new Conflict(`order ${order.number} has status ${order.status_id}, not 2`);
  if (itemsOf(ctx, order).some((item) => item.type === 'product'))
    throw new Conflict('an order with products is shipped');
  ctx.store.write(() => setStatus(ctx, order, 5));
}
