import { type Call, idOf, type Route } from './call.ts';
import type { Vivenu } from './context.ts';
import { notFound } from './errors.ts';
import type { Event } from './event-model.ts';
import { filter, paging } from './query.ts';
import { placesLeft } from './stock.ts';

const LIST = 'name start[] end[] start end sortDir rootId type sellerId updatedAt[] createdAt[] top skip'.split(' ');

/** The event of an id, if it is the caller's. @throws HttpError 404 */
export function eventOf(ctx: Vivenu, id: string, sellerId: string): Event {
  const event = ctx.store.event(id);
  if (!event || event.sellerId !== sellerId) throw notFound('Event');
  return event;
}

function list(ctx: Vivenu, { query, caller }: Call) {
  const { top, skip } = paging(query);
  const wanted = filter(query, caller.sellerId)
    .part('name')
    .bound('start', 'start_ms', '>=')
    .bound('end', 'end_ms', '<=')
    .range('start', 'start_ms')
    .range('end', 'end_ms')
    .equal('rootId', 'root_id')
    .list('type')
    .equal('sellerId', 'seller_id')
    .range('updatedAt', 'updated_ms')
    .range('createdAt', 'created_ms');
  const direction = query.get('sortDir') === '-1' ? 'DESC' : 'ASC';
  const rows = ctx.store
    .sql<{ doc: string }>(
      `SELECT doc FROM events WHERE ${wanted.where} ORDER BY start_ms ${direction}, id LIMIT ? OFFSET ?`,
    )
    .all(...wanted.values, top, skip);
  const total = ctx.store.count(`SELECT COUNT(*) FROM events WHERE ${wanted.where}`, ...wanted.values);
  return { body: { rows: rows.map(({ doc }) => JSON.parse(doc) as Event), total } };
}

function availabilities(ctx: Vivenu, call: Call) {
  const event = ctx.store.event(idOf(call));
  if (!event) throw notFound('Event');
  const ticketTypes = event.tickets.map((type) => {
    const available = placesLeft(ctx, event, type);
    return { _id: type._id, categoryRef: type.categoryRef, available, soldOut: available <= 0 };
  });
  return { body: { eventId: event._id, soldOut: ticketTypes.every((type) => type.soldOut), ticketTypes } };
}

/** V20, V21, V22. The body of V22 is not documented anywhere: made up here. */
export function eventRoutes(ctx: Vivenu): Route[] {
  const access = 'key-or-jwt';
  return [
    { method: 'GET', path: '/api/events', access, query: LIST, handle: (call) => list(ctx, call) },
    {
      ...{ method: 'GET', path: '/api/events/:id', access },
      handle: (call) => ({ body: eventOf(ctx, idOf(call), call.caller.sellerId) }),
    },
    {
      ...{ method: 'GET', path: '/api/public/events/:id/availabilities', access: 'open' },
      handle: (call) => availabilities(ctx, call),
    },
  ];
}
