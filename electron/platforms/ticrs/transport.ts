import type { Secret } from '../../secret.ts';
import type { RateBudget } from '../budget.ts';
import type { Http, HttpRequest } from '../http.ts';
import type { Ask } from '../platform.ts';
import { failure, PlatformError } from '../platform-error.ts';
import type { RateLimits } from '../rate-headers.ts';

/** Headers that say who asks. */
export type AuthHeaders = Readonly<Record<string, Secret>>;

/** How an account proves itself: a key, or a session that can be renewed. */
export interface Authenticator {
  headers(): Promise<AuthHeaders>;
  /** Called when the platform did not accept these headers. @returns true when others may be tried once. */
  refused(used: AuthHeaders): Promise<boolean>;
}

/** One call of the API. */
export interface ApiCall extends Omit<HttpRequest, 'headers' | 'signal'> {
  /** False for T15 and T16, which list no language header (T-11). */
  readonly localised?: boolean | undefined;
}

/** Asks one endpoint as the account. @returns the parsed body, not yet looked at. */
export type Call = (call: ApiCall, ask: Ask) => Promise<unknown>;

/** The name of a call as errors tell it. */
export function endpointOf(call: ApiCall): string {
  return `${call.method} ${call.template}`;
}

export interface TransportOptions {
  readonly http: Http;
  readonly budget: RateBudget;
  /** `X-Language`, plain (T-12). */
  readonly language: () => string;
  /** Ask a sandbox for the ids that the real platform does not tell (T-7). */
  readonly extensions: boolean;
}

/** Carries calls: within the rate budget, in the language of the screens, as whoever the account is. */
export class Transport {
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** Sends one call with the given headers. @returns the parsed body. */
  async send(call: ApiCall, auth: AuthHeaders, ask: Ask): Promise<unknown> {
    const { localised, ...request } = call;
    const headers = {
      ...auth,
      ...(localised === false ? {} : { 'X-Language': this.#options.language() }),
      ...(this.#options.extensions ? { 'X-Sandbox-Extensions': '1' } : {}),
    };
    const signal = ask.signal;
    const answer = await this.#options.budget.run(ask, () => this.#once({ ...request, headers, signal }));
    if (answer.thrown !== undefined) throw answer.thrown;
    return answer.body;
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

  async #once(
    request: HttpRequest,
  ): Promise<{ body: unknown; limits: RateLimits | null | undefined; thrown?: unknown }> {
    try {
      const { body, limits } = await this.#options.http.send(request);
      return { body, limits: shared(limits) };
    } catch (error) {
      // The statistics' own limiter speaks (T-21): its 429 must not stop everything else for a minute.
      const other = error instanceof PlatformError && error.limits != null && shared(error.limits) === undefined;
      if (other) return { body: null, limits: undefined, thrown: error };
      throw error;
    }
  }
}

/** Headers of the bucket that all groups share (T-22); undefined for those of the statistics' limiter, which allows one a minute. */
function shared(limits: RateLimits | null): RateLimits | null | undefined {
  return limits !== null && limits.limit <= 1 ? undefined : limits;
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
