import { type Call, fields, type Route, requiredText, text } from './call.ts';
import type { Vivenu } from './context.ts';
import { HttpError, unauthorized } from './errors.ts';
import { sign } from './jwt.ts';
import { filter, paging } from './query.ts';

const LIFETIME_S = 24 * 3600;

interface UserRow {
  id: string;
  seller_id: string;
  email: string;
  password: string;
  otp: string | null;
}

function tokenFor(ctx: Vivenu, user: UserRow, posId?: string) {
  const iat = Math.floor(ctx.clock.now() / 1000);
  const claims = { _id: user.id, sellerId: user.seller_id, email: user.email, posId, iat, exp: iat + LIFETIME_S };
  return { body: { token: sign(claims) } };
}

function login(ctx: Vivenu, call: Call) {
  const body = fields(call);
  const email = requiredText(body, 'email');
  const password = requiredText(body, 'password');
  const user = ctx.store.sql<UserRow>('SELECT * FROM users WHERE email = ?').get(email.toLowerCase());
  if (!user || user.password !== password) throw new HttpError(401, 'Invalid email or password');
  if (user.otp !== null && text(body, 'otp') !== user.otp) {
    if (body['sendOtpMail'] === true) ctx.outbox.mail({ template: 'otp', to: user.email });
    throw new HttpError(401, 'OTP required');
  }
  return tokenFor(ctx, user);
}

function refresh(ctx: Vivenu, call: Call) {
  const user = ctx.store.sql<UserRow>('SELECT * FROM users WHERE id = ?').get(call.caller.userId ?? '');
  if (!user) throw unauthorized();
  const posId = text(fields(call), 'posId');
  const known = ctx.store.count('SELECT COUNT(*) FROM pos WHERE id = ?', posId ?? '');
  if (posId !== undefined && known === 0) throw new HttpError(404, 'Pos not found');
  return tokenFor(ctx, user, posId);
}

function info(ctx: Vivenu, { caller }: Call) {
  const row = ctx.store
    .sql<{ id: string; name: string; seller_id: string; key: string; created_ms: number }>(
      'SELECT * FROM api_keys WHERE key = ?',
    )
    .get(caller.key ?? '');
  if (!row) throw unauthorized();
  const at = new Date(row.created_ms).toISOString();
  const createdBy = { type: 'USER', id: '5f2a6c1d9b3e4a0017c8d801' };
  const facts = { _id: row.id, active: true, name: row.name, sellerId: row.seller_id, key: row.key };
  return { body: { ...facts, createdBy, createdAt: at, updatedAt: at, expiresAt: null } };
}

function channels(ctx: Vivenu, { query, caller }: Call) {
  const { top, skip } = paging(query);
  const wanted = filter(query, caller.sellerId)
    .list('status')
    .part('name', 'lower(name)')
    .list('type')
    .equal('sellerId', 'seller_id');
  const rows = ctx.store
    .sql<{ doc: string }>(`SELECT doc FROM sales_channels WHERE ${wanted.where} ORDER BY id LIMIT ? OFFSET ?`)
    .all(...wanted.values, top, skip);
  const total = ctx.store.count(`SELECT COUNT(*) FROM sales_channels WHERE ${wanted.where}`, ...wanted.values);
  return { body: { docs: rows.map(({ doc }) => JSON.parse(doc) as object), total } };
}

/** V31 (for API keys only), V32, login and refresh of 2.1. */
export function keyRoutes(ctx: Vivenu): Route[] {
  const lists = 'status name type permissions groupIds sellerId top skip'.split(' ');
  return [
    { method: 'GET', path: '/api/keys/info', access: 'key', handle: (call) => info(ctx, call) },
    { method: 'POST', path: '/api/users/login', access: 'open', handle: (call) => login(ctx, call) },
    { method: 'POST', path: '/api/users/refresh', access: 'jwt', handle: (call) => refresh(ctx, call) },
    {
      method: 'GET',
      path: '/api/sales-channels',
      access: 'key-or-jwt',
      query: lists,
      handle: (call) => channels(ctx, call),
    },
  ];
}
