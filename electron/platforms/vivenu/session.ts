import { z } from 'zod';
import { Secret } from '../../secret.ts';
import type { Clock } from '../clock.ts';
import { decode } from '../decode.ts';
import type { Ask } from '../platform.ts';
import { failure, PlatformError } from '../platform-error.ts';
import * as schemas from './schemas.ts';
import { type ApiCall, type Authenticator, type AuthHeaders, bearer, endpointOf, type Transport } from './transport.ts';

const login: ApiCall = { method: 'POST', template: '/api/users/login' };
const refresh: ApiCall = { method: 'POST', template: '/api/users/refresh', body: {} };

/** Whoever needs a session waits with a guest in front of them, or behind one who does. */
const asking: Ask = { priority: 'staff' };

/** What a session is made of: a login that can be repeated, or a token that somebody pasted. */
export type SessionStart =
  | { readonly kind: 'login'; readonly email: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string };

interface Token {
  readonly headers: AuthHeaders;
  /** From then on it is renewed before it is used; never for a token that does not say when it ends. */
  readonly renewAt: number;
}

/**
 * A user's session (POST /api/users/login and /refresh, platform-spec 2.1): logged in when first needed, renewed a little before its token
 * ends and once when it is refused, by one request however many calls wait for it. Tokens live in memory only. A pasted token is renewed in
 * the same way while it lives; once it has ended, only a new one helps (`session_ended`).
 */
export class Session implements Authenticator {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #login: { readonly email: string; readonly password: Secret } | null;
  #token: Token | null;
  #renewing: Promise<Token> | null = null;

  constructor(transport: Transport, clock: Clock, start: SessionStart) {
    this.#transport = transport;
    this.#clock = clock;
    this.#login = start.kind === 'login' ? { email: start.email, password: new Secret(start.password) } : null;
    this.#token = start.kind === 'token' ? this.#read(start.token) : null;
  }

  async headers(): Promise<AuthHeaders> {
    const token = this.#token;
    if (token !== null && this.#clock.now() < token.renewAt) return token.headers;
    return (await this.#renew()).headers;
  }

  async refused(used: AuthHeaders): Promise<boolean> {
    // Others may have renewed it since; then only the headers were old.
    if (this.#token?.headers === used) await this.#renew();
    return true;
  }

  /** Forgets the token of a login. The platform has no call to end it. */
  forget(): void {
    if (this.#login !== null) this.#token = null;
  }

  #renew(): Promise<Token> {
    this.#renewing ??= this.#newToken().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #newToken(): Promise<Token> {
    const old = this.#token;
    const renewed = old === null ? null : await this.#refresh(old);
    this.#token = renewed ?? (await this.#logIn());
    return this.#token;
  }

  /** @returns null when the session can no longer be renewed. */
  async #refresh(old: Token): Promise<Token | null> {
    try {
      return this.#tokenOf(await this.#transport.send(refresh, old.headers, asking), refresh);
    } catch (error) {
      if (isRefused(error)) return null;
      throw error;
    }
  }

  async #logIn(): Promise<Token> {
    const endpoint = endpointOf(login);
    if (this.#login === null) {
      throw failure('session_ended', 'the token is no longer accepted', { outcome: 'not_sent', endpoint });
    }
    const body = { email: this.#login.email, password: this.#login.password.reveal() };
    try {
      return this.#tokenOf(await this.#transport.send({ ...login, body }, {}, asking), login);
    } catch (error) {
      // A wrong password is 401, or 400 where the platform treats it as bad input.
      if (!isRefused(error) && !(error instanceof PlatformError && error.problem.code === 'refused')) throw error;
      const { limits, problem } = error;
      throw failure('login_refused', problem.message, { outcome: 'not_sent', endpoint, limits });
    }
  }

  #tokenOf(body: unknown, call: ApiCall): Token {
    const token = this.#read(decode(schemas.session, body, endpointOf(call)).token);
    // A laptop whose clock is hours ahead must not renew before every call.
    return { ...token, renewAt: Math.max(token.renewAt, this.#clock.now() + 30_000) };
  }

  #read(token: string): Token {
    const headers = bearer(token);
    const endsMs = tokenEnd(token);
    if (endsMs === null) return { headers, renewAt: Number.POSITIVE_INFINITY };
    const life = Math.max(0, endsMs - this.#clock.now());
    return { headers, renewAt: endsMs - Math.min(60_000, life / 10) };
  }
}

const claims = z.object({ exp: z.number() });

/** When a JWT ends, in epoch milliseconds by the platform's clock; null when it does not say. Its signature is the platform's to check. */
export function tokenEnd(token: string): number | null {
  const payload = token.split('.')[1];
  if (payload === undefined) return null;
  try {
    const parsed = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return parsed.success ? parsed.data.exp * 1000 : null;
  } catch {
    // Not a JWT: then nothing is known of its end, and a refusal will tell.
    return null;
  }
}

function isRefused(error: unknown): error is PlatformError {
  return error instanceof PlatformError && error.problem.code === 'key_refused';
}
