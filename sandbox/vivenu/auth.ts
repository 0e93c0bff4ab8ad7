import type { IncomingHttpHeaders } from 'node:http';
import type { Access } from './call.ts';
import type { Vivenu } from './context.ts';
import { HttpError, unauthorized } from './errors.ts';
import { verify } from './jwt.ts';

/** Who asks, and for which seller. */
export interface Caller {
  readonly sellerId: string;
  readonly kind: 'key' | 'jwt' | 'door' | 'open';
  readonly userId?: string | undefined;
  /** Of a JWT that was refreshed for a POS. */
  readonly posId?: string | undefined;
  readonly key?: string | undefined;
  readonly door?: Door | undefined;
}

export interface Door {
  readonly _id: string;
  readonly sellerId: string;
  readonly name: string;
  readonly token: string;
  readonly accessAllEvents: boolean;
  readonly events: readonly string[];
  readonly active: boolean;
  readonly expires?: string | undefined;
  readonly deviceSettings: object;
}

interface KeyRow {
  seller_id: string;
  may_write: number;
  active: number;
}

function byBearer(ctx: Vivenu, header: string | undefined, method: string): Caller {
  const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) throw unauthorized();
  const key = ctx.store.sql<KeyRow>('SELECT * FROM api_keys WHERE key = ?').get(token);
  if (key) {
    if (!key.active) throw unauthorized();
    if (!key.may_write && method !== 'GET') throw new HttpError(403, 'Insufficient permissions');
    return { sellerId: key.seller_id, kind: 'key', key: token };
  }
  const claims = verify(token, ctx.clock.now());
  if (!claims) throw unauthorized();
  return { sellerId: claims.sellerId, kind: 'jwt', userId: claims._id, posId: claims.posId };
}

function byToken(ctx: Vivenu, header: string | string[] | undefined): Caller {
  const row = ctx.store
    .sql<{ doc: string; active: number }>('SELECT doc, active FROM access_users WHERE token = ?')
    .get(typeof header === 'string' ? header : '');
  if (!row?.active) throw unauthorized();
  const door = JSON.parse(row.doc) as Door;
  if (door.expires !== undefined && Date.parse(door.expires) <= ctx.clock.now()) throw unauthorized();
  return { sellerId: door.sellerId, kind: 'door', door };
}

/** Who calls a route of the given access. @throws HttpError 401, 403 */
export function identify(ctx: Vivenu, access: Access, headers: IncomingHttpHeaders, method: string): Caller {
  if (access === 'open') return { sellerId: '', kind: 'open' };
  if (access === 'door') return byToken(ctx, headers['token']);
  const caller = byBearer(ctx, headers.authorization, method);
  // The key is valid and yet refused: on these routes a 401 does not mean that it was revoked (V-12).
  if (access !== 'key-or-jwt' && caller.kind !== access) throw unauthorized();
  return caller;
}
