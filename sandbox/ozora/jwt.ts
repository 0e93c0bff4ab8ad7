import { createHmac, timingSafeEqual } from 'node:crypto';
import { JWT_SECRET } from './context.ts';

/** Privileges as claims: `payments_search`, and `tickets_search_*` / `tickets_get_*` with flags, years, events. */
export type Privileges = Readonly<Record<string, unknown>>;

export interface Claims {
  readonly sub?: unknown;
  readonly iat?: unknown;
  readonly exp?: unknown;
  readonly type?: unknown;
  readonly privs?: unknown;
  readonly servicePrivs?: unknown;
}

const mac = (text: string) => createHmac('sha256', JWT_SECRET).update(text).digest('base64url');
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A compact HS256 JWT; times are epoch seconds. */
export function signJwt(claims: object): string {
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${text}.${mac(text)}`;
}

/** A token of either kind: user tokens carry `privs`, service tokens `servicePrivs` (platform-spec 3.1). */
export function issueToken(
  type: 'user' | 'service',
  privs: Privileges,
  times: { iat: number; exp: number },
  sub = type === 'user' ? 'demo@example.test' : 'tickets',
): string {
  return signJwt({ sub, ...times, type, ...(type === 'user' ? { privs } : { servicePrivs: privs }) });
}

/** The claims of a token whose signature is right; undefined for anything else, also for another algorithm. */
export function readJwt(token: string): Claims | undefined {
  const [head = '', body = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0) return undefined;
  const [given, wanted] = [Buffer.from(signature), Buffer.from(mac(`${head}.${body}`))];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  try {
    const header = read(head);
    const claims = read(body);
    if (typeof header !== 'object' || header === null || !('alg' in header) || header.alg !== 'HS256') return undefined;
    return typeof claims === 'object' && claims !== null && !Array.isArray(claims) ? claims : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Everything a box office may see of the demo's tickets. */
export const FULL_PRIVS: Privileges = {
  payments_search: true,
  tickets_search_flags: ['HU', 'INT'],
  tickets_search_years: ['25', '26'],
  tickets_search_events: ['OZ'],
};

/** Tokens of the demo that never change: valid from 2020 to 2100. */
export const DEMO_TIMES = { iat: 1_577_836_800, exp: 4_102_444_800 };
