import type { IncomingHttpHeaders } from 'node:http';
import type { Ozora } from './context.ts';
import { forbidden, unauthorized } from './errors.ts';
import { type Claims, type Privileges, readJwt } from './jwt.ts';
import type { TicketRow } from './rows.ts';

export interface Caller {
  readonly type: 'user' | 'service';
  /** `privs` of a user, `servicePrivs` of a service. */
  readonly privs: Privileges;
}

const record = (value: unknown): Privileges =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Privileges) : {};

function claimsOf(ctx: Ozora, headers: IncomingHttpHeaders): Claims {
  const token = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) throw unauthorized('Missing token');
  const claims = readJwt(token);
  if (!claims || typeof claims.exp !== 'number') throw unauthorized('Invalid token');
  if (claims.exp * 1000 <= ctx.clock.now()) throw unauthorized('Token expired');
  return claims;
}

/** The caller of a route for these kinds of token. @throws 401 without a valid one, 403 for the other kind [assumed]. */
export function callerOf(ctx: Ozora, headers: IncomingHttpHeaders, kinds: readonly Caller['type'][]): Caller {
  const claims = claimsOf(ctx, headers);
  const { type } = claims;
  if (type !== 'user' && type !== 'service') throw unauthorized('Invalid token');
  if (!kinds.includes(type)) throw forbidden(`A ${kinds.join(' or ')} token is required`);
  return { type, privs: record(type === 'user' ? claims.privs : claims.servicePrivs) };
}

/** @throws 403 naming the privilege, as documented for O3 and O5. */
export function needPaymentsSearch({ privs }: Caller): void {
  if (privs['payments_search'] !== true) throw forbidden('Missing privilege: payments_search');
}

function listed(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' && value !== '' ? value.split(',').map((part) => part.trim()) : [];
}

/** A set of three counts only when all three are there. */
function scopesOf(privs: Privileges) {
  return ['tickets_search', 'tickets_get']
    .map((set) => ({
      flags: listed(privs[`${set}_flags`]),
      years: listed(privs[`${set}_years`]),
      events: listed(privs[`${set}_events`]),
    }))
    .filter(({ flags, years, events }) => flags.length > 0 && years.length > 0 && events.length > 0);
}

/** @throws 403 when neither tickets_search_* nor tickets_get_* is whole. */
export function needTicketScope({ privs }: Caller): void {
  if (scopesOf(privs).length > 0) return;
  throw forbidden(
    'Missing privilege: tickets_search_flags/years/events or tickets_get_flags/years/events (all three of one set)',
  );
}

/** @throws 403 when the ticket matches no set in flag and year and event. */
export function needTicketInScope({ privs }: Caller, ticket: TicketRow): void {
  const inScope = scopesOf(privs).some(
    (scope) =>
      scope.flags.includes(ticket.flag) && scope.years.includes(ticket.year) && scope.events.includes(ticket.event),
  );
  if (!inScope) throw forbidden('The ticket is outside your allowed scope');
}
