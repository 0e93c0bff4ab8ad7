import { Secret } from '../../secret.ts';
import type { Clock } from '../clock.ts';
import { decode, unwrapped } from '../decode.ts';
import type { Ask } from '../platform.ts';
import { failure, PlatformError } from '../platform-error.ts';
import * as schemas from './schemas.ts';
import { type ApiCall, type Authenticator, type AuthHeaders, endpointOf, type Transport } from './transport.ts';

const auth = '/api/organizer/v1/auth';
const login: ApiCall = { method: 'POST', template: `${auth}/login` };
const refresh: ApiCall = { method: 'POST', template: `${auth}/refresh` };
const logout: ApiCall = { method: 'POST', template: `${auth}/logout` };
const me: ApiCall = { method: 'GET', template: `${auth}/me` };

/** Whoever needs a session waits with a guest in front of them, or behind one who does. */
const asking: Ask = { priority: 'staff' };
const usualLifeMs = 3_600_000;

/** An account that holds an API key. */
export function keyAuthenticator(key: string): Authenticator {
  const headers: AuthHeaders = { 'X-Api-Key': new Secret(key.trim()) };
  return { headers: () => Promise.resolve(headers), refused: () => Promise.resolve(false) };
}

interface Token {
  readonly headers: AuthHeaders;
  /** From then on it is renewed before it is used. */
  readonly renewAt: number;
}

/**
 * A session made of e-mail and password (T1, T2): logged in when first needed, renewed before it ends and once when it is refused, by one
 * request however many calls wait for it. The token lives in memory only.
 */
export class Session implements Authenticator {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #email: string;
  readonly #password: Secret;
  #token: Token | null = null;
  #renewing: Promise<Token> | null = null;

  constructor(transport: Transport, clock: Clock, email: string, password: string) {
    this.#transport = transport;
    this.#clock = clock;
    this.#email = email;
    this.#password = new Secret(password);
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

  /** Who is logged in (T2). */
  async me(ask: Ask): Promise<{ readonly name: string | null }> {
    const body = await this.#transport.call(me, this, ask);
    const { name, email } = decode(schemas.me, unwrapped(body), endpointOf(me));
    return { name: name?.trim() || email?.trim() || null };
  }

  /** Ends the session on the platform, if there is one (T2). */
  async logout(ask: Ask): Promise<void> {
    const token = this.#token;
    this.#token = null;
    if (token === null) return;
    try {
      await this.#transport.send(logout, token.headers, ask);
    } catch (error) {
      // A session that the platform no longer knows has ended.
      if (!isRefused(error)) throw error;
    }
  }

  #renew(): Promise<Token> {
    this.#renewing ??= this.#newToken().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #newToken(): Promise<Token> {
    const old = this.#token;
    this.#token = old === null ? await this.#login() : ((await this.#refresh(old)) ?? (await this.#login()));
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

  async #login(): Promise<Token> {
    const body = { email: this.#email, password: this.#password.reveal() };
    try {
      return this.#tokenOf(await this.#transport.send({ ...login, body }, {}, asking), login);
    } catch (error) {
      if (!isRefused(error)) throw error;
      const { message } = error.problem;
      throw failure('login_refused', message, {
        outcome: 'not_sent',
        endpoint: endpointOf(login),
        limits: error.limits,
      });
    }
  }

  #tokenOf(body: unknown, call: ApiCall): Token {
    const { access_token: token, expires_in: seconds } = decode(schemas.session, unwrapped(body), endpointOf(call));
    const life = seconds === undefined ? usualLifeMs : seconds * 1000;
    const headers: AuthHeaders = { Authorization: new Secret(`Bearer ${token}`) };
    return { headers, renewAt: this.#clock.now() + life - Math.min(60_000, life / 10) };
  }
}

function isRefused(error: unknown): error is PlatformError {
  return error instanceof PlatformError && error.problem.code === 'key_refused';
}
