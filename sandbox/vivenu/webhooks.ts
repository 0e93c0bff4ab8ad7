import { type Call, type Fields, fields, flag, idOf, type Route, requiredText, text } from './call.ts';
import { momentOf, type Vivenu } from './context.ts';
import { badRequest, notFound } from './errors.ts';
import type { Listener } from './outbox.ts';
import { paging } from './query.ts';

function urlOf(body: Fields): string {
  const url = requiredText(body, 'url');
  // The platform wants HTTPS; on the loopback plain HTTP is taken, since that is where listeners of a sandbox are.
  if (!/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/])/.test(url))
    throw badRequest('"url" must be an HTTPS URL');
  return url;
}

function eventsOf(body: Fields): Record<string, boolean> | undefined {
  const { events } = body;
  if (events === undefined) return undefined;
  if (typeof events !== 'object' || events === null) throw badRequest('"events" must be of type object');
  return Object.fromEntries(Object.entries(events).map(([type, on]) => [type, on === true]));
}

function nameOf(body: Fields): string {
  const name = requiredText(body, 'name');
  if (name.length < 5 || name.length > 30) throw badRequest('"name" must be 5 to 30 characters long');
  return name;
}

function save(ctx: Vivenu, listener: Listener, sellerId: string): void {
  ctx.store
    .sql('INSERT OR REPLACE INTO listeners VALUES (?, ?, ?, ?)')
    .run(listener._id, sellerId, JSON.stringify(listener), ctx.clock.now());
}

/** Adds a listener; every type where `events` names none. Also what `--vivenu-webhook` does. */
export function addListener(ctx: Vivenu, sellerId: string, facts: Omit<Listener, '_id'>): Listener {
  const { ids, ms } = momentOf(ctx);
  const listener = { _id: ids.object(ms), ...facts };
  save(ctx, listener, sellerId);
  return listener;
}

function find(ctx: Vivenu, call: Call): Listener {
  const row = ctx.store
    .sql<{ doc: string }>('SELECT doc FROM listeners WHERE id = ? AND seller_id = ?')
    .get(idOf(call), call.caller.sellerId);
  if (!row) throw notFound('Webhook');
  return JSON.parse(row.doc) as Listener;
}

function create(ctx: Vivenu, call: Call) {
  const body = fields(call);
  const facts = { name: nameOf(body), enabled: flag(body, 'enabled') ?? true, url: urlOf(body) };
  const hmacKey = text(body, 'hmacKey') ?? null;
  return {
    status: 201,
    body: addListener(ctx, call.caller.sellerId, { ...facts, events: eventsOf(body) ?? {}, hmacKey }),
  };
}

function update(ctx: Vivenu, call: Call) {
  const body = fields(call);
  const known = find(ctx, call);
  const listener: Listener = {
    ...{ ...known, name: nameOf(body), url: urlOf(body), enabled: flag(body, 'enabled') ?? known.enabled },
    ...{ events: eventsOf(body) ?? known.events, hmacKey: text(body, 'hmacKey') ?? known.hmacKey },
  };
  save(ctx, listener, call.caller.sellerId);
  return { status: 201, body: listener };
}

function list(ctx: Vivenu, { query, caller }: Call) {
  const { top, skip } = paging(query);
  const rows = ctx.store
    .sql<{ doc: string }>('SELECT doc FROM listeners WHERE seller_id = ? ORDER BY created_ms, id LIMIT ? OFFSET ?')
    .all(caller.sellerId, top, skip);
  const total = ctx.store.count('SELECT COUNT(*) FROM listeners WHERE seller_id = ?', caller.sellerId);
  return { body: { docs: rows.map(({ doc }) => JSON.parse(doc) as Listener), total } };
}

function remove(ctx: Vivenu, call: Call) {
  const listener = find(ctx, call);
  ctx.store.sql('DELETE FROM listeners WHERE id = ?').run(listener._id);
  return { body: listener };
}

/** Listeners of 2.6: plural to list and create, singular to change. */
export function webhookRoutes(ctx: Vivenu): Route[] {
  const access = 'key-or-jwt';
  return [
    { method: 'GET', path: '/api/webhooks', access, query: ['top', 'skip'], handle: (call) => list(ctx, call) },
    { method: 'POST', path: '/api/webhooks', access, handle: (call) => create(ctx, call) },
    { method: 'PUT', path: '/api/webhook/:id', access, handle: (call) => update(ctx, call) },
    { method: 'DELETE', path: '/api/webhook/:id', access, handle: (call) => remove(ctx, call) },
  ];
}
