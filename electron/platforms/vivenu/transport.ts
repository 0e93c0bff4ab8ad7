import { Secret } from '../../secret.ts';
import type { RateBudget } from '../budget.ts';
import type { Http, HttpRequest } from '../http.ts';
import type { Ask } from '../platform.ts';
import { failure, PlatformError } from '../platform-error.ts';

/** Headers that say who asks. */
export type AuthHeaders = Readonly<Record<string, Secret>>;

/** How an account proves itself: a key, or a session that can be renewed. */
export interface Authenticator {
  headers(): Promise<AuthHeaders>;
  /** Called when the platform did not accept these headers. @returns true when others may be tried once. */
  refused(used: AuthHeaders): Promise<boolean>;
}

/** One call of the API. */
export type ApiCall = Omit<HttpRequest, 'headers' | 'signal'>;

/** Asks one endpoint as the account. @returns the parsed body, not yet looked at; null for an empty one (trap V-4). */
export type Call = (call: ApiCall, ask: Ask) => Promise<unknown>;

/** The name of a call as errors tell it. */
export function endpointOf(call: ApiCall): string {
  return `${call.method} ${call.template}`;
}

/** The header of API keys and of user JWTs alike (platform-spec 2.1). */
export function bearer(token: string): AuthHeaders {
  return { Authorization: new Secret(`Bearer ${token.trim()}`) };
}

/** An account that holds an API key. */
export function keyAuthenticator(key: string): Authenticator {
  const headers = bearer(key);
  return { headers: () => Promise.resolve(headers), refused: () => Promise.resolve(false) };
}

/** Carries calls within a credential's rate budget, which is unknown until a 429 says so (platform-spec 2.1). */
export class Transport {
  readonly #http: Http;
  readonly #budget: RateBudget;

  constructor(http: Http, budget: RateBudget) {
    this.#http = http;
    this.#budget = budget;
  }

  /** Sends one call with the given headers. @returns the parsed body. */
  async send(call: ApiCall, headers: AuthHeaders, ask: Ask): Promise<unknown> {
    const request = { ...call, headers, signal: ask.signal };
    return (await this.#budget.run(ask, () => this.#http.send(request))).body;
  }

  /**
   * Sends one call as the account, and once more when its session had to be renewed: safe for writes too, since 401 comes before handling.
   */
  async call(call: ApiCall, auth: Authenticator, ask: Ask): Promise<unknown> {
    const headers = await beforeSending(() => auth.headers());
    try {
      return await this.send(call, headers, ask);
    } catch (error) {
      const refused = error instanceof PlatformError && error.problem.code === 'key_refused';
      if (!refused || !(await beforeSending(() => auth.refused(headers)))) throw error;
    }
    return this.send(call, await beforeSending(() => auth.headers()), ask);
  }
}

/** What fails while a session is renewed fails before the call itself was sent, whatever it was. */
async function beforeSending<T>(renew: () => Promise<T>): Promise<T> {
  try {
    return await renew();
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const { code, message, ...rest } = error.problem;
    throw failure(code, message, { ...rest, outcome: 'not_sent', limits: error.limits, cause: error });
  }
}
