import type { Vivenu } from './context.ts';
import type { Event, TicketType } from './event-model.ts';
import { Forbidden } from './lifecycle.ts';
import type { SeatingInfo, Ticket } from './model.ts';

/** How many tickets of a type can still be sold: not yet a ticket, and not in anybody's open checkout. */
export function placesLeft(ctx: Vivenu, event: Event, type: TicketType): number {
  const taken = ctx.store.count(
    "SELECT COUNT(*) FROM tickets WHERE event_id = ? AND type_id = ? AND status IN ('VALID', 'DETAILSREQUIRED', 'RESERVED')",
    ...[event._id, type._id],
  );
  const held = ctx.store.count(
    `SELECT COALESCE(SUM(h.amount), 0) FROM held h JOIN checkouts c ON c.id = h.checkout_id
     WHERE h.type_id = ? AND c.status = 'NEW' AND c.expires_ms > ?`,
    ...[type._id, ctx.clock.now()],
  );
  return type.active ? Math.max(0, type.amount - taken - held) : 0;
}

interface SeatRow {
  seating: string;
  taken_by: string | null;
}

/** Has the type numbered seats at all? */
export function hasSeats(ctx: Vivenu, event: Event, type: TicketType): boolean {
  return (
    ctx.store.count('SELECT EXISTS (SELECT 1 FROM seats WHERE event_id = ? AND type_id = ?)', event._id, type._id) === 1
  );
}

const TAKE = 'UPDATE seats SET taken_by = ? WHERE event_id = ? AND status_id = ? AND taken_by IS NULL';

/** Takes the seat that was asked for. @throws Forbidden when somebody has it, or there is none such. */
export function takeSeat(ctx: Vivenu, event: Event, type: TicketType, statusId: string, holder: string): SeatingInfo {
  const row = ctx.store
    .sql<SeatRow>('SELECT seating, taken_by FROM seats WHERE event_id = ? AND type_id = ? AND status_id = ?')
    .get(event._id, type._id, statusId);
  if (!row) throw new Forbidden('Seat not found');
  if (ctx.store.sql(TAKE).run(holder, event._id, statusId).changes === 0) throw new Forbidden('Seat is not available');
  return JSON.parse(row.seating) as SeatingInfo;
}

/** Takes the next free seats beside one another in the plan's order. @throws Forbidden when there are not enough. */
export function takeNextSeats(
  ctx: Vivenu,
  event: Event,
  type: TicketType,
  amount: number,
  holder: string,
): SeatingInfo[] {
  const rows = ctx.store
    .sql<{ seating: string }>(
      'SELECT seating FROM seats WHERE event_id = ? AND type_id = ? AND taken_by IS NULL ORDER BY position LIMIT ?',
    )
    .all(event._id, type._id, amount);
  if (rows.length < amount) throw new Forbidden('Tickets are not available');
  return rows.map(({ seating }) => {
    const info = JSON.parse(seating) as SeatingInfo;
    ctx.store.sql(TAKE).run(holder, event._id, info.statusId);
    return info;
  });
}

/** A checkout's seats become its transaction's. */
export function passSeats(ctx: Vivenu, from: string, to: string): void {
  ctx.store.sql('UPDATE seats SET taken_by = ? WHERE taken_by = ?').run(to, from);
}

export function releaseSeats(ctx: Vivenu, holder: string): void {
  ctx.store.sql('UPDATE seats SET taken_by = NULL WHERE taken_by = ?').run(holder);
}

/** Seats of tickets that are no longer good. */
export function freeSeatsOf(ctx: Vivenu, tickets: readonly Ticket[]): void {
  const free = ctx.store.sql('UPDATE seats SET taken_by = NULL WHERE event_id = ? AND status_id = ? AND taken_by = ?');
  for (const { seatingInfo, eventId, transactionId } of tickets) {
    if (seatingInfo?._type === 6) free.run(eventId, seatingInfo.statusId, transactionId ?? '');
  }
}

/** Are the seats of these tickets still the transaction's? What V5 tries to book. @throws Forbidden */
export function bookSeats(ctx: Vivenu, transactionId: string, tickets: readonly Ticket[]): void {
  for (const { seatingInfo, eventId } of tickets) {
    if (seatingInfo?._type !== 6) continue;
    const seat = ctx.store
      .sql<SeatRow>('SELECT seating, taken_by FROM seats WHERE event_id = ? AND status_id = ?')
      .get(eventId, seatingInfo.statusId);
    if (seat?.taken_by !== transactionId) throw new Forbidden('Seats could not be booked');
  }
}
