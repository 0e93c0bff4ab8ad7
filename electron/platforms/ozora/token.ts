import { z } from 'zod';

/** Flags, years and events of tickets that a token reaches; whole only with all three (platform-spec 3.1). */
export interface TicketScope {
  readonly set: 'tickets_search' | 'tickets_get';
  readonly flags: readonly string[];
  readonly years: readonly string[];
  readonly events: readonly string[];
}

export interface Privileges {
  readonly paymentsSearch: boolean;
  /** Whole sets only. */
  readonly ticketScopes: readonly TicketScope[];
}

/** What a token says of itself. Nobody but the platform can check whether it is true. */
export interface TokenFacts {
  /** Null when it never ends. */
  readonly expiresAtMs: number | null;
  readonly kind: 'user' | 'service';
  readonly privileges: Privileges;
  readonly subject: string | null;
}

const privilegeClaims = z.record(z.string(), z.unknown()).nullish();

const claims = z.object({
  exp: z.number().positive().nullish(),
  type: z.string().nullish(),
  sub: z.union([z.string(), z.number()]).nullish(),
  privs: privilegeClaims,
  servicePrivs: privilegeClaims,
});

function payloadOf(jwt: string): unknown {
  const parts = jwt.trim().split('.');
  const payload = parts[1];
  if (parts.length !== 3 || payload === undefined) return null;
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    // What was pasted is no token; that is the answer.
    return null;
  }
}

// How privileges are written down is assumed (platform-spec 3.1): a list may also be one text with commas, as the document prints it.
function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === 1;
}

function listed(value: unknown): readonly string[] {
  const parts = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(',') : [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function privilegesOf(given: Readonly<Record<string, unknown>>): Privileges {
  const scopes = (['tickets_search', 'tickets_get'] as const).map((set) => ({
    set,
    flags: listed(given[`${set}_flags`]),
    years: listed(given[`${set}_years`]),
    events: listed(given[`${set}_events`]),
  }));
  const whole = scopes.filter(({ flags, years, events }) => flags.length > 0 && years.length > 0 && events.length > 0);
  return { paymentsSearch: isTrue(given['payments_search']), ticketScopes: whole };
}

/**
 * Reads a JWT's claims; its signature is the platform's to check. A user token carries `privs`, a service's `servicePrivs` (platform-spec 3.1).
 * @returns null when it is no JWT.
 */
export function tokenFacts(jwt: string): TokenFacts | null {
  const parsed = claims.safeParse(payloadOf(jwt));
  if (!parsed.success) return null;
  const { exp, type, sub, privs, servicePrivs } = parsed.data;
  const service = type === 'service' || (type !== 'user' && privs == null && servicePrivs != null);
  return {
    expiresAtMs: exp == null ? null : Math.round(exp * 1000),
    kind: service ? 'service' : 'user',
    privileges: privilegesOf((service ? servicePrivs : privs) ?? {}),
    subject: sub == null || String(sub).trim() === '' ? null : String(sub),
  };
}

/** Operations that want privileges: transactions of a ticket (O3), a transaction by id (O5). */
export type GuardedOperation = 'transactions' | 'search';

const wholeSet =
  'tickets_search_flags, tickets_search_years and tickets_search_events (or the same three of tickets_get)';

/** The privilege that a token lacks for an operation, in words; null when it claims all of them. */
export function missingPrivilege({ privileges }: TokenFacts, operation: GuardedOperation): string | null {
  const missing: string[] = [];
  if (!privileges.paymentsSearch) missing.push('payments_search');
  if (operation === 'transactions' && privileges.ticketScopes.length === 0) missing.push(wholeSet);
  return missing.length === 0 ? null : missing.join('; ');
}
