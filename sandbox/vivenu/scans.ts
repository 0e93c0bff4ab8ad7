import type { Vivenu } from './context.ts';
import { randomIds } from './ids.ts';
import type { Ticket } from './model.ts';
import { INSERT_SCAN, makeScan, type Scan, type ScanFacts, scanColumns } from './scan-record.ts';

/** Writes a scan down, whatever came of it, and tells the listeners. */
export function recordScan(ctx: Vivenu, ticket: Ticket, facts: Omit<ScanFacts, 'storedMs'>): Scan {
  const scan = makeScan(randomIds, ticket, { parentEventId: ticket.rootEventId, ...facts, storedMs: ctx.clock.now() });
  ctx.store.sql(INSERT_SCAN).run(...scanColumns(scan));
  ctx.outbox.hook('scan.created', { scan });
  return scan;
}

/** How often a ticket is inside: approved ways in less approved ways out. */
function inside(ctx: Vivenu, ticket: Ticket): number {
  return ctx.store.count(
    `SELECT COALESCE(SUM(CASE type WHEN 'checkin' THEN 1 ELSE -1 END), 0) FROM scans
     WHERE ticket_id = ? AND event_id = ? AND result = 'approved'`,
    ...[ticket._id, ticket.eventId],
  );
}

/** May this ticket come in now? VALID ones only, as often as their type allows (platform-spec 2.6, [assumed] there). */
export function isGranted(ctx: Vivenu, ticket: Ticket): boolean {
  if (ticket.status !== 'VALID') return false;
  if (ticket.expiresAt !== undefined && Date.parse(ticket.expiresAt) <= ctx.clock.now()) return false;
  const type = ctx.store.event(ticket.eventId)?.tickets.find((candidate) => candidate._id === ticket.ticketTypeId);
  return inside(ctx, ticket) < (type?.scanSettings.allowedScanCount ?? 1);
}

export function ticketByBarcode(ctx: Vivenu, barcode: string, sellerId: string): Ticket | undefined {
  const row = ctx.store
    .sql<{ doc: string }>('SELECT doc FROM tickets WHERE barcode = ? AND seller_id = ?')
    .get(barcode, sellerId);
  return row && (JSON.parse(row.doc) as Ticket);
}
