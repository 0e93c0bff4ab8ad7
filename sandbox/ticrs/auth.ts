import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Call, Route } from './call.ts';
import type { TicRs } from './context.ts';
import { ApiError, badKey, HTML_500, invalid, unauthenticated } from './errors.ts';

/** Lifetime of a session in s; not documented, Laravel JWT's usual hour. */
const SESSION_SECONDS = 3600;

interface User {
  id: number;
  organizer_id: number;
  email: string;
  name: string | null;
  locale: string | null;
  timezone: string | null;
}

function keyOf(headers: IncomingHttpHeaders, query: URLSearchParams): string | undefined {
  const header = headers['x-api-key'];
  // The header wins over the query parameter (assumed, platform-spec 1.1).
  return (Array.isArray(header) ? header[0] : header) || query.get('api_key') || undefined;
}

function bearerOf(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

function userOf(ctx: TicRs, token: string | undefined): User | undefined {
  if (token === undefined) return undefined;
  return ctx.store
    .sql<User>('SELECT u.* FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token = ? AND s.expires_ms > ?')
    .get(token, ctx.clock.now());
}

/** Who calls: the organizer whose data is shown, and whose rate window is used. */
export interface Caller {
  readonly organizerId: number | undefined;
  readonly bucket: string;
  /** What an unknown caller of a route that needs one is told. */
  readonly refusal: ApiError;
}

/**
 * API key first, else a session's bearer token, which is taken in place of a key on T3–T16 [assumed: the documents do
 * not say what a session is good for, and a person who logs in by e-mail has no key].
 */
export function identify(ctx: TicRs, headers: IncomingHttpHeaders, query: URLSearchParams, ip: string): Caller {
  const key = keyOf(headers, query);
  const bearer = bearerOf(headers);
  if (key === undefined && bearer !== undefined) {
    const user = userOf(ctx, bearer);
    const bucket = user ? `user:${user.id}` : `ip:${ip}`;
    return { organizerId: user?.organizer_id, bucket, refusal: unauthenticated() };
  }
  const known = key === undefined ? undefined : activeKey(ctx, key);
  return { organizerId: known, bucket: known === undefined ? `ip:${ip}` : `key:${key}`, refusal: badKey() };
}

function activeKey(ctx: TicRs, key: string): number | undefined {
  const sql = 'SELECT organizer_id FROM api_keys WHERE key = ? AND active = 1';
  return ctx.store.sql<{ organizer_id: number }>(sql).get(key)?.organizer_id;
}

function issue(ctx: TicRs, userId: number) {
  const token = randomBytes(32).toString('base64url');
  const expires = ctx.clock.now() + SESSION_SECONDS * 1000;
  ctx.store.write(() => ctx.store.sql('INSERT INTO sessions VALUES (?, ?, ?)').run(token, userId, expires));
  return { access_token: token, token_type: 'bearer', expires_in: SESSION_SECONDS };
}

/** The session of the call, or the refusal: without a JSON Accept header that is an HTML 500 (T-1). */
function session(ctx: TicRs, call: Call): { token: string; user: User } {
  const token = bearerOf(call.headers);
  const user = userOf(ctx, token);
  if (token !== undefined && user) return { token, user };
  if (!/[/+]json/.test(call.headers.accept ?? ''))
    throw new ApiError(500, HTML_500, { 'content-type': 'text/html; charset=UTF-8' });
  throw unauthenticated();
}

function login(ctx: TicRs, call: Call) {
  const body = (call.body ?? {}) as Record<string, unknown>;
  const { email, password } = body as { email?: unknown; password?: unknown };
  const errors: Record<string, string[]> = {};
  if (email === undefined || email === null || email === '') errors['email'] = ['The email field is required.'];
  else if (typeof email !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(email)) {
    errors['email'] = ['The email field must be a valid email address.'];
  }
  if (password === undefined || password === null || password === '') {
    errors['password'] = ['The password field is required.'];
  } else if (typeof password !== 'string') errors['password'] = ['The password field must be a string.'];
  else if (password.length < 6) errors['password'] = ['The password field must be at least 6 characters.'];
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const sql = 'SELECT id FROM users WHERE lower(email) = lower(?) AND password = ?';
  const user = ctx.store.sql<{ id: number }>(sql).get(email, password);
  if (!user) throw new ApiError(401, { message: 'Invalid credentials' });
  return { body: issue(ctx, user.id) };
}

/** T1 and T2: login, me, logout, refresh. */
export function authRoutes(ctx: TicRs): Route[] {
  const base = '/api/organizer/v1/auth';
  const end = (token: string) =>
    ctx.store.write(() => ctx.store.sql('DELETE FROM sessions WHERE token = ?').run(token));
  return [
    { method: 'POST', path: `${base}/login`, open: true, handle: (call) => login(ctx, call) },
    {
      method: 'GET',
      path: `${base}/me`,
      open: true,
      handle: (call) => {
        const { id, name, email, locale, timezone } = session(ctx, call).user;
        return { body: { data: { id, name, email, locale, timezone } } };
      },
    },
    {
      method: 'POST',
      path: `${base}/logout`,
      open: true,
      handle: (call) => {
        end(session(ctx, call).token);
        return { body: { message: 'Successfully logged out' } };
      },
    },
    {
      method: 'POST',
      path: `${base}/refresh`,
      open: true,
      handle: (call) => {
        const { token, user } = session(ctx, call);
        end(token);
        return { body: issue(ctx, user.id) };
      },
    },
  ];
}
