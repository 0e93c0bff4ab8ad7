import type { Door } from './auth.ts';
import { type Call, choice, type Fields, type Route, requiredText } from './call.ts';
import type { Vivenu } from './context.ts';
import { badRequest, HttpError, notFound, unauthorized } from './errors.ts';
import type { Ticket } from './model.ts';
import { filter, paging, timeOf } from './query.ts';
import { isGranted, recordScan, ticketByBarcode } from './scans.ts';

function doorOf({ caller }: Call): Door {
  if (!caller.door) throw unauthorized();
  return caller.door;
}

const opensTo = (door: Door, eventId: string) => door.accessAllEvents || door.events.includes(eventId);

function known(ctx: Vivenu, call: Call): Ticket {
  const ticket = ticketByBarcode(ctx, call.params['barcode'] ?? '', doorOf(call).sellerId);
  if (!ticket) throw notFound('Ticket');
  return ticket;
}

const identity = (ticket: Ticket) => ({ _id: ticket._id, barcode: ticket.barcode, name: ticket.name });
const facts = (ticket: Ticket) => ({
  ...{ ticketTypeId: ticket.ticketTypeId, ticketName: ticket.ticketName, categoryRef: ticket.categoryRef },
  ...{ eventId: ticket.eventId, sellerId: ticket.sellerId, createdAt: ticket.createdAt, updatedAt: ticket.updatedAt },
});
const priceCategory = (ticket: Ticket) => ({ categoryId: ticket.categoryRef, description: ticket.categoryName });

function scan(ctx: Vivenu, call: Call) {
  return ctx.store.write(() => {
    const door = doorOf(call);
    const ticket = known(ctx, call);
    // A ticket of an event that this door does not serve is denied, too.
    const granted = opensTo(door, ticket.eventId) && isGranted(ctx, ticket);
    const scanResult = granted ? 'approved' : 'declined';
    recordScan(ctx, ticket, { type: 'checkin', scanResult, timeMs: ctx.clock.now(), deviceId: door._id });
    const shown = { ...identity(ticket), status: ticket.status, ...facts(ticket) };
    return { body: { access: granted ? 'GRANTED' : 'DENIED', ticket: shown } };
  });
}

function look(ctx: Vivenu, call: Call) {
  const ticket = known(ctx, call);
  const eventId = call.query.get('eventId');
  if (!opensTo(doorOf(call), ticket.eventId) || (eventId && eventId !== ticket.eventId)) throw notFound('Ticket');
  const status = ticket.status === 'VALID' ? 'VALID' : 'INVALID';
  return { body: { ...identity(ticket), ...facts(ticket), priceCategory: priceCategory(ticket), status } };
}

interface Upload {
  readonly barcode: string;
  readonly timeMs: number;
  readonly type: 'checkin' | 'checkout';
  readonly scanResult: 'approved' | 'declined';
}

function uploadsOf(body: unknown): Upload[] {
  if (!Array.isArray(body)) throw badRequest('"value" must be an array');
  return body.map((item: unknown): Upload => {
    if (typeof item !== 'object' || item === null) throw badRequest('"value" must contain objects');
    const row = item as Fields;
    const barcode = requiredText(row, 'barcode');
    if (barcode.length < 8) throw badRequest('"barcode" length must be at least 8 characters long');
    const type = choice(row, 'type', ['OK', 'FAIL']);
    const direction = choice(row, 'direction', ['IN', 'OUT']);
    if (!type || !direction) throw badRequest('"type" and "direction" are required');
    const timeMs = timeOf(requiredText(row, 'scanned_at'), 'scanned_at');
    const scanResult = type === 'OK' ? 'approved' : 'declined';
    return { barcode, timeMs, type: direction === 'IN' ? 'checkin' : 'checkout', scanResult };
  });
}

/** What a scanner decided while it was offline is taken as it was: two of them may both have let the same ticket in. */
function upload(ctx: Vivenu, call: Call) {
  const door = doorOf(call);
  const eventId = call.params['eventId'] ?? '';
  if (!opensTo(door, eventId)) throw new HttpError(403, 'No access to this event');
  if (!ctx.store.event(eventId)) throw badRequest('Event not found');
  const uploads = uploadsOf(call.body);
  return ctx.store.write(() => {
    for (const { barcode, ...row } of uploads) {
      const ticket = ticketByBarcode(ctx, barcode, door.sellerId);
      if (ticket) recordScan(ctx, ticket, { ...row, eventId, deviceId: door._id });
    }
    return { body: { status: 'OK' } };
  });
}

function listed(ticket: Ticket, v2: boolean) {
  const seat = ticket.seatingInfo;
  const { categoryRef, ...rest } = facts(ticket);
  return {
    ...{ ...identity(ticket), ...rest, ...(v2 ? { categoryRef } : { parentEventId: ticket.rootEventId }) },
    ...{ priceCategory: priceCategory(ticket), status: ticket.status },
    ...(seat ? { area: seat.sectionName ?? seat.name ?? undefined, row: seat.rowName ?? undefined } : {}),
    ...(seat?.seatName ? { seat: seat.seatName } : {}),
    // The nearest to a special price that the data has: a child, a student.
    ...(ticket.realPrice < ticket.regularPrice ? { discountId: ticket.categoryRef, discount: 'Ermäßigt' } : {}),
  };
}

/** Changes first to last, so that a scanner can ask from where it stopped; what is reserved or blank is no business of a door. */
function list(ctx: Vivenu, call: Call, v2: boolean) {
  const { top, skip } = paging(call.query);
  const door = doorOf(call);
  const eventId = call.params['eventId'] ?? '';
  if (!opensTo(door, eventId)) throw new HttpError(403, 'No access to this event');
  const wanted = filter(call.query, door.sellerId)
    .add('event_id = ?', eventId)
    .add("status IN ('VALID', 'INVALID', 'DETAILSREQUIRED')")
    .bound('from', 'updated_ms', '>=')
    .bound('until', 'updated_ms', '<');
  const rows = ctx.store
    .sql<{ doc: string }>(`SELECT doc FROM tickets WHERE ${wanted.where} ORDER BY updated_ms, n LIMIT ? OFFSET ?`)
    .all(...wanted.values, top, skip);
  const total = ctx.store.count(`SELECT COUNT(*) FROM tickets WHERE ${wanted.where}`, ...wanted.values);
  return { body: { docs: rows.map(({ doc }) => listed(JSON.parse(doc) as Ticket, v2)), total } };
}

function me(call: Call) {
  const { sellerId, _id, name, deviceSettings } = doorOf(call);
  const accessControlSettings = { includeDetailsRequiredTickets: false };
  return { body: { sellerId, _id, name, deviceSettings, accessControlSettings } };
}

function events(ctx: Vivenu, call: Call) {
  const door = doorOf(call);
  const roots = call.query.get('includeRootEvents') === 'true';
  const rows = ctx.store
    .sql<{ id: string; doc: string; type: string }>(
      'SELECT id, doc, type FROM events WHERE seller_id = ? ORDER BY start_ms, id',
    )
    .all(door.sellerId);
  const open = rows.filter((row) => opensTo(door, row.id) && (roots || row.type !== 'ROOT'));
  return { body: open.map((row) => ({ _id: row.id, name: (JSON.parse(row.doc) as { name: string }).name })) };
}

/** VS1 to VS5: what an access user's token opens, and nothing else (V-11). */
export function doorRoutes(ctx: Vivenu): Route[] {
  const access = 'door';
  const paged = ['top', 'skip', 'from', 'until'];
  const base = '/api/accessusers';
  return [
    { method: 'GET', path: `${base}/me`, access, handle: (call) => me(call) },
    {
      method: 'GET',
      path: `${base}/events`,
      access,
      query: ['includeRootEvents'],
      handle: (call) => events(ctx, call),
    },
    {
      method: 'GET',
      path: `${base}/seller`,
      access,
      handle: (call) => ({ body: { sellerId: doorOf(call).sellerId } }),
    },
    { method: 'GET', path: `${base}/tickets/:barcode`, access, query: ['eventId'], handle: (call) => look(ctx, call) },
    { method: 'POST', path: `${base}/tickets/:barcode/scan`, access, handle: (call) => scan(ctx, call) },
    { method: 'POST', path: `${base}/scans/:eventId`, access, handle: (call) => upload(ctx, call) },
    { method: 'GET', path: `${base}/:eventId/tickets`, access, query: paged, handle: (call) => list(ctx, call, false) },
    {
      method: 'GET',
      path: `${base}/tickets/v2/:eventId`,
      access,
      query: paged,
      handle: (call) => list(ctx, call, true),
    },
  ];
}
