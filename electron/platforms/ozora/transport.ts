import type { RateBudget } from '../budget.ts';
import type { Http, HttpRequest } from '../http.ts';
import type { Ask } from '../platform.ts';
import { failure, PlatformError } from '../platform-error.ts';
import { ended, type HeldToken, type Tokens } from './credentials.ts';
import { type GuardedOperation, missingPrivilege } from './token.ts';

/** One call of the API. */
export interface ApiCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  /** True for what only asks, though it is a POST. */
  readonly asks: boolean;
  /** Who asks; null for public operations, which are shown no token. */
  readonly token: HeldToken | null;
  /** Set where the operation wants privileges that can be named. */
  readonly guarded?: GuardedOperation | undefined;
}

/** The name of a call as errors tell it. */
export function endpointOf(call: Pick<ApiCall, 'method' | 'path'>): string {
  return `${call.method} ${call.path}`;
}

/** Carries calls within the account's rate budget, and says in words what a refused token lacks. */
export class Transport {
  readonly #http: Http;
  readonly #budget: RateBudget;
  readonly #tokens: Tokens;

  constructor(http: Http, budget: RateBudget, tokens: Tokens) {
    this.#http = http;
    this.#budget = budget;
    this.#tokens = tokens;
  }

  /** @returns the parsed body, not yet looked at. */
  async call(call: ApiCall, ask: Ask): Promise<unknown> {
    const { method, path, body, asks, token } = call;
    const request: HttpRequest = { method, template: path, body, asks, headers: token?.headers, signal: ask.signal };
    try {
      return (await this.#budget.run(ask, () => this.#http.send(request))).body;
    } catch (error) {
      throw error instanceof PlatformError ? this.#inWords(error, call) : error;
    }
  }

  #inWords(error: PlatformError, { token, guarded }: ApiCall): unknown {
    if (token === null) return error;
    // The laptop's clock may have been behind; the answer has told the time.
    if (error.problem.code === 'key_refused' && this.#tokens.isOver(token)) return ended(token);
    if (error.problem.code !== 'forbidden' || guarded === undefined) return error;
    const { code, message, ...rest } = error.problem;
    const words = `${lack(token, guarded)} (${message})`;
    const { outcome, limits, status } = error;
    return failure(code, words, { ...rest, outcome, limits, status, cause: error });
  }
}

function lack({ facts }: HeldToken, operation: GuardedOperation): string {
  const missing = missingPrivilege(facts, operation);
  if (missing !== null) return `the ${facts.kind} token lacks the privilege ${missing}`;
  if (operation === 'search') return 'the platform does not let this token search for payments';
  const scopes = facts.privileges.ticketScopes.map(
    ({ flags, years, events }) => `flags ${flags.join(', ')}; years ${years.join(', ')}; events ${events.join(', ')}`,
  );
  return `the ticket lies outside what this token reaches: ${scopes.join(' or ')}`;
}
