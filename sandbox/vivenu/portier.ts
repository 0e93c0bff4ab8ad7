import { type Call, choice, type Fields, type Route, requiredText, text } from './call.ts';
import type { Vivenu } from './context.ts';
import { badRequest } from './errors.ts';
import { filter, paging, timeOf } from './query.ts';
import type { Scan } from './scan-record.ts';
import { recordScan } from './scans.ts';

function post(ctx: Vivenu, call: Call) {
  const { body, caller } = call;
  if (!Array.isArray(body) || body.length === 0) throw badRequest('"value" must be an array with at least 1 items');
  return ctx.store.write(() => {
    for (const item of body as unknown[]) {
      if (typeof item !== 'object' || item === null) throw badRequest('"value" must contain objects');
      const row = item as Fields;
      for (const name of ['eventId', 'barcode', 'ticketTypeId']) requiredText(row, name);
      const ticket = ctx.store.ticket(requiredText(row, 'ticketId'));
      if (!ticket || ticket.sellerId !== caller.sellerId) throw badRequest('Ticket not found');
      const type = choice(row, 'type', ['checkin', 'checkout']);
      const scanResult = choice(row, 'scanResult', ['approved', 'declined']);
      if (!type || !scanResult) throw badRequest('"type" and "scanResult" are required');
      const time = text(row, 'time');
      const timeMs = time === undefined ? ctx.clock.now() : timeOf(time, 'time');
      const parentEventId = text(row, 'parentEventId') ?? ticket.rootEventId;
      const facts = { type, scanResult, timeMs, deviceId: text(row, 'deviceId') };
      recordScan(ctx, ticket, { ...facts, eventId: text(row, 'eventId'), parentEventId });
    }
    return { body: { status: 'OK' } };
  });
}

function list(ctx: Vivenu, { query, caller }: Call) {
  const { top, skip } = paging(query);
  const wanted = filter(query, caller.sellerId)
    .list('eventId', 'event_id')
    .equal('parentEventId', 'parent_event_id')
    .range('time', 'time_ms');
  const rows = ctx.store
    .sql<{ doc: string }>(`SELECT doc FROM scans WHERE ${wanted.where} ORDER BY time_ms DESC, n DESC LIMIT ? OFFSET ?`)
    .all(...wanted.values, top, skip);
  const total = ctx.store.count(`SELECT COUNT(*) FROM scans WHERE ${wanted.where}`, ...wanted.values);
  return { body: { docs: rows.map(({ doc }) => JSON.parse(doc) as Scan), total } };
}

/** VS6, VS7: the scan service, a host of its own at the platform and a prefix here. */
export function portierRoutes(ctx: Vivenu): Route[] {
  const access = 'key-or-jwt';
  const query = ['eventId', 'parentEventId', 'time[]', 'top', 'skip'];
  return [
    { method: 'GET', path: '/portier/api/scans', access, query, handle: (call) => list(ctx, call) },
    { method: 'POST', path: '/portier/api/scans', access, handle: (call) => post(ctx, call) },
  ];
}
