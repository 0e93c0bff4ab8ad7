import { type Call, email, fields, idOf, type Route, requiredText, text } from './call.ts';
import { momentOf, type Vivenu } from './context.ts';
import { badRequest, notFound } from './errors.ts';
import { Forbidden, setTicket } from './lifecycle.ts';
import type { Ticket } from './model.ts';
import { presentTicket } from './present.ts';
import { filter, paging } from './query.ts';
import { freeSeatsOf, takeSeat } from './stock.ts';

const LIST =
  'name barcode start end status type deliveryType event statusId gaName sectionName groupName rowName seatName customerId purchaseIntentId checkoutId subscriptionId updatedAt[] batch batchCounter[] packageId top skip'.split(
    ' ',
  );

/** The ticket of the path, if it is the caller's. @throws HttpError 400, 404 */
export function ticketOf(ctx: Vivenu, call: Call): Ticket {
  const ticket = ctx.store.ticket(idOf(call));
  if (!ticket || ticket.sellerId !== call.caller.sellerId) throw notFound('Ticket');
  return ticket;
}

function list(ctx: Vivenu, { query, caller }: Call) {
  const { top, skip } = paging(query);
  const wanted = filter(query, caller.sellerId)
    .part('name')
    .equal('barcode')
    .bound('start', 'created_ms', '>=')
    .bound('end', 'created_ms', '<=')
    .list('status')
    .equal('type', 'kind')
    .list('deliveryType', 'delivery')
    .list('event', 'event_id')
    .equal('customerId', 'customer_id')
    .equal('checkoutId', 'checkout_id')
    .equal('batch')
    .range('updatedAt', 'updated_ms');
  for (const name of ['statusId', 'sectionName', 'groupName', 'rowName', 'seatName']) {
    wanted.equal(name, `json_extract(doc, '$.seatingInfo.${name}')`);
  }
  wanted.equal('gaName', "json_extract(doc, '$.seatingInfo.name')");
  // None of these exist here.
  for (const name of ['purchaseIntentId', 'subscriptionId', 'packageId']) if (query.get(name)) wanted.add('0');
  const rows = ctx.store
    .sql<{ doc: string }>(
      `SELECT doc FROM tickets WHERE ${wanted.where} ORDER BY created_ms DESC, n DESC LIMIT ? OFFSET ?`,
    )
    .all(...wanted.values, top, skip);
  const total = ctx.store.count(`SELECT COUNT(*) FROM tickets WHERE ${wanted.where}`, ...wanted.values);
  return { body: { rows: rows.map(({ doc }) => presentTicket(JSON.parse(doc) as Ticket)), total } };
}

function save(ctx: Vivenu, ticket: Ticket) {
  ctx.store.saveTicket(ticket);
  ctx.outbox.hook('ticket.updated', { ticket: presentTicket(ticket) });
  return { body: presentTicket(ticket) };
}

function move(ctx: Vivenu, call: Call, from: readonly Ticket['status'][], to: Ticket['status'], type: string) {
  return ctx.store.write(() => {
    const ticket = ticketOf(ctx, call);
    if (!from.includes(ticket.status)) throw new Forbidden(`Ticket has the wrong status: ${ticket.status}`);
    setTicket(ticket, to, momentOf(ctx, call.caller), type);
    return save(ctx, ticket);
  });
}

function reissue(ctx: Vivenu, call: Call) {
  return ctx.store.write(() => {
    const ticket = ticketOf(ctx, call);
    if (ticket.status === 'INVALID') throw new Forbidden(`Ticket has the wrong status: ${ticket.status}`);
    const at = momentOf(ctx, call.caller);
    // The old code is worth nothing from now on.
    ticket.barcode = at.ids.barcode();
    ticket.secret = at.ids.uuid();
    setTicket(ticket, ticket.status, at, 'reissued');
    return save(ctx, ticket);
  });
}

function update(ctx: Vivenu, call: Call) {
  const body = fields(call);
  const barcode = text(body, 'barcode');
  if (barcode !== undefined && barcode.length < 6)
    throw badRequest('"barcode" length must be at least 6 characters long');
  return ctx.store.write(() => {
    const ticket = ticketOf(ctx, call);
    const used = ctx.store.sql<{ id: string }>('SELECT id FROM tickets WHERE barcode = ?').get(barcode ?? '');
    if (used && used.id !== ticket._id) throw badRequest('barcode is already in use');
    if (barcode !== undefined) ticket.barcode = barcode;
    const { extraFields, meta } = body;
    if (typeof extraFields === 'object' && extraFields !== null) ticket.extraFields = extraFields;
    if (typeof meta === 'object' && meta !== null) ticket.meta = meta;
    setTicket(ticket, ticket.status, momentOf(ctx, call.caller), 'updated');
    return save(ctx, ticket);
  });
}

function reseat(ctx: Vivenu, call: Call) {
  const body = fields(call);
  const nested = body['seatingInfo'];
  const statusId = requiredText(
    typeof nested === 'object' && nested !== null ? (nested as typeof body) : body,
    'statusId',
  );
  return ctx.store.write(() => {
    const ticket = ticketOf(ctx, call);
    const event = ctx.store.event(ticket.eventId);
    const type = event?.tickets.find((candidate) => candidate._id === ticket.ticketTypeId);
    if (!event || !type) throw notFound('Event');
    const seat = takeSeat(ctx, event, type, statusId, ticket.transactionId ?? ticket._id);
    freeSeatsOf(ctx, [ticket]);
    ticket.seatingInfo = seat;
    ticket.seat = `${seat.sectionName ?? ''} ${seat.rowName ?? ''}-${seat.seatName ?? ''}`.trim();
    setTicket(ticket, ticket.status, momentOf(ctx, call.caller), 'reseated');
    return save(ctx, ticket);
  });
}

function mail(ctx: Vivenu, call: Call) {
  const to = email(fields(call), 'email');
  if (to === undefined) throw badRequest('"email" is required');
  const ticket = ticketOf(ctx, call);
  ctx.outbox.mail({ template: 'ticket', to, transactionId: ticket.transactionId, ticketIds: [ticket._id] });
  return {};
}

/** V23, V24. */
export function ticketRoutes(ctx: Vivenu): Route[] {
  const access = 'key-or-jwt';
  const act = (name: string, handle: Route['handle']): Route => ({
    method: 'POST',
    path: `/api/tickets/:id/${name}`,
    access,
    handle,
  });
  return [
    { method: 'GET', path: '/api/tickets', access, query: LIST, handle: (call) => list(ctx, call) },
    {
      ...{ method: 'GET', path: '/api/tickets/:id', access },
      handle: (call) => ({ body: presentTicket(ticketOf(ctx, call)) }),
    },
    { method: 'PUT', path: '/api/tickets/:id', access, handle: (call) => update(ctx, call) },
    act('reissue', (call) => reissue(ctx, call)),
    act('invalidate', (call) =>
      move(ctx, call, ['VALID', 'DETAILSREQUIRED', 'RESERVED', 'BLANK'], 'INVALID', 'invalidated'),
    ),
    act('validate', (call) => move(ctx, call, ['INVALID', 'DETAILSREQUIRED'], 'VALID', 'validated')),
    act('detailsrequired', (call) => move(ctx, call, ['VALID'], 'DETAILSREQUIRED', 'detailsrequired')),
    act('seat', (call) => reseat(ctx, call)),
    act('mail', (call) => mail(ctx, call)),
  ];
}
