import { type Call, type Fields, fields, flag, idOf, type Route, requiredText, text } from './call.ts';
import { momentOf, type Vivenu } from './context.ts';
import { badRequest, notFound } from './errors.ts';

interface AccessUser {
  readonly _id: string;
  readonly sellerId: string;
  active: boolean;
  name: string;
  readonly token: string;
  accessAllEvents: boolean;
  events: string[];
  expires?: string | undefined;
  readonly isIntegration: boolean;
  deviceSettings: object;
  readonly createdAt: string;
  updatedAt: string;
  __v: number;
}

function nameOf(body: Fields): string {
  const name = requiredText(body, 'name');
  if (name.length > 200) throw badRequest('"name" length must be less than or equal to 200 characters long');
  return name;
}

const save = (ctx: Vivenu, user: AccessUser) =>
  void ctx.store
    .sql('INSERT OR REPLACE INTO access_users VALUES (?, ?, ?, ?, ?)')
    .run(user._id, user.sellerId, user.token, user.active ? 1 : 0, JSON.stringify(user));

function find(ctx: Vivenu, call: Call): AccessUser {
  const row = ctx.store
    .sql<{ doc: string }>('SELECT doc FROM access_users WHERE id = ? AND seller_id = ?')
    .get(idOf(call), call.caller.sellerId);
  if (!row) throw notFound('AccessUser');
  return JSON.parse(row.doc) as AccessUser;
}

function create(ctx: Vivenu, call: Call) {
  const body = fields(call);
  const { ids, ms } = momentOf(ctx);
  const at = new Date(ms).toISOString();
  const user: AccessUser = {
    ...{ _id: ids.object(ms), sellerId: call.caller.sellerId, active: true, name: nameOf(body) },
    ...{ token: `acc_${ids.uuid().replaceAll('-', '')}`, accessAllEvents: true, events: [] },
    ...{
      isIntegration: flag(body, 'isIntegration') ?? false,
      deviceSettings: {},
      createdAt: at,
      updatedAt: at,
      __v: 0,
    },
  };
  save(ctx, user);
  return { status: 201, body: user };
}

function update(ctx: Vivenu, call: Call) {
  const body = fields(call);
  const user = find(ctx, call);
  const all = flag(body, 'accessAllEvents');
  if (all === undefined) throw badRequest('"accessAllEvents" is required');
  const { events, deviceSettings } = body;
  user.name = nameOf(body);
  user.accessAllEvents = all;
  user.active = flag(body, 'active') ?? user.active;
  user.expires = text(body, 'expires') ?? user.expires;
  if (Array.isArray(events)) user.events = events.map(String);
  if (typeof deviceSettings === 'object' && deviceSettings !== null) user.deviceSettings = deviceSettings;
  user.updatedAt = new Date(ctx.clock.now()).toISOString();
  user.__v++;
  save(ctx, user);
  return { body: user };
}

function remove(ctx: Vivenu, call: Call) {
  const user = find(ctx, call);
  ctx.store.sql('DELETE FROM access_users WHERE id = ?').run(user._id);
  return { body: user };
}

function list(ctx: Vivenu, { caller }: Call) {
  const rows = ctx.store
    .sql<{ doc: string }>('SELECT doc FROM access_users WHERE seller_id = ? ORDER BY id')
    .all(caller.sellerId);
  return { body: rows.map(({ doc }) => JSON.parse(doc) as AccessUser) };
}

/** VS8: the doors, by key or JWT; their tokens open VS1 to VS5. */
export function accessUserRoutes(ctx: Vivenu): Route[] {
  const access = 'key-or-jwt';
  return [
    { method: 'GET', path: '/api/accessusers', access, handle: (call) => list(ctx, call) },
    { method: 'POST', path: '/api/accessusers', access, handle: (call) => create(ctx, call) },
    { method: 'PUT', path: '/api/accessusers/:id', access, handle: (call) => update(ctx, call) },
    { method: 'DELETE', path: '/api/accessusers/:id', access, handle: (call) => remove(ctx, call) },
  ];
}
