import type { Credential } from '../../../shared/domain/accounts.ts';
import { Secret } from '../../secret.ts';
import { failure } from '../platform-error.ts';
import { type TokenFacts, tokenFacts } from './token.ts';

/** A token that can be read. */
export interface HeldToken {
  readonly facts: TokenFacts;
  readonly headers: Readonly<Record<string, Secret>>;
}

export type TokenKind = TokenFacts['kind'];

/** What is thrown before anything leaves the laptop. */
const unsent = { outcome: 'not_sent' } as const;

/**
 * The account's tokens: a user's, a service's, or both, whichever field they were pasted into. They cannot be renewed: when one ends, staff
 * paste another.
 */
export class Tokens {
  readonly #tokens: readonly HeldToken[];
  readonly #unreadable: boolean;
  readonly #now: () => number;

  /** @param now epoch ms by the platform's clock, as far as it is known. */
  constructor(credential: Credential, now: () => number) {
    if (credential.kind === 'login') {
      const message = 'this system is signed in to with a token';
      throw failure('invalid_input', message, { outcome: 'refused', fields: { token: [message] } });
    }
    const pasted = credential.kind === 'token' ? [credential.token, credential.serviceToken ?? ''] : [credential.key];
    const given = pasted.map((text) => text.trim()).filter((text) => text !== '');
    const read = given.map((text) => ({ facts: tokenFacts(text), text }));
    this.#tokens = read.flatMap(({ facts, text }) =>
      facts === null ? [] : [{ facts, headers: { Authorization: new Secret(`Bearer ${text}`) } }],
    );
    this.#unreadable = read.some(({ facts }) => facts === null);
    this.#now = now;
  }

  /** When the first of them ends; undefined when none says. */
  get expiresAtMs(): number | undefined {
    const ends = this.#tokens.flatMap(({ facts }) => facts.expiresAtMs ?? []);
    return ends.length === 0 ? undefined : Math.min(...ends);
  }

  get subject(): string | null {
    return this.of('user')?.facts.subject ?? this.#tokens[0]?.facts.subject ?? null;
  }

  of(kind: TokenKind): HeldToken | null {
    return this.#tokens.find(({ facts }) => facts.kind === kind) ?? null;
  }

  isOver({ facts }: HeldToken): boolean {
    return facts.expiresAtMs !== null && facts.expiresAtMs <= this.#now();
  }

  /**
   * A token for one operation, alive as far as can be seen here.
   * @throws PlatformError before anything is sent: `key_refused` when what was pasted is no token, `forbidden` when it is one of the other
   * kind, `session_ended` when it has run out.
   */
  need(kind: TokenKind): HeldToken {
    const token = this.of(kind);
    if (token === null) throw this.#missing(kind);
    return this.#alive(token);
  }

  /** A token for O5, which takes either kind: one that claims the privilege, the user's first. @throws PlatformError as `need`. */
  needForSearch(): HeldToken {
    const both = [this.of('user'), this.of('service')].flatMap((token) => token ?? []);
    const alive = both.filter((token) => !this.isOver(token));
    const token = alive.find(({ facts }) => facts.privileges.paymentsSearch) ?? alive[0] ?? both[0];
    if (token === undefined) throw this.#missing('user');
    return this.#alive(token);
  }

  /** @throws PlatformError `key_refused` when one of them is no token, `invalid_input` when both are of one kind: one would never be used. */
  assertUsable(): void {
    if (this.#unreadable) throw notReadable();
    const [first, second] = this.#tokens;
    if (first === undefined || second === undefined || first.facts.kind !== second.facts.kind) return;
    const message = `both tokens are a ${first.facts.kind}’s`;
    throw failure('invalid_input', message, { outcome: 'refused', fields: { serviceToken: [message] } });
  }

  #alive(token: HeldToken): HeldToken {
    if (this.isOver(token)) throw ended(token);
    return token;
  }

  #missing(kind: TokenKind): Error {
    if (this.#unreadable || this.#tokens.length === 0) return notReadable();
    return failure('forbidden', `a ${kind} token is needed for this, and the account has none`, { outcome: 'refused' });
  }
}

function notReadable(): Error {
  return failure('key_refused', 'what was pasted is no token (JWT)', unsent);
}

/** The error for a token that has run out. */
export function ended({ facts }: HeldToken): Error {
  const since = facts.expiresAtMs === null ? '' : ` at ${new Date(facts.expiresAtMs).toISOString()}`;
  const message = `the ${facts.kind} token ended${since}`;
  const fields = { [facts.kind === 'service' ? 'serviceToken' : 'token']: [message] };
  return failure('session_ended', message, { ...unsent, fields });
}
