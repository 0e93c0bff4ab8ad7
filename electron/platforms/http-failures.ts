import type { ProblemCode } from '../../shared/errors.ts';
import type { SendOutcome } from './platform.ts';
import { failure, type PlatformError } from './platform-error.ts';
import type { RateLimits } from './rate-headers.ts';
import type { SentWatch } from './sent-watch.ts';

/** One link of an error's chain of causes, as Node and undici make them. */
interface ErrorFacts {
  readonly name: string;
  readonly code: string;
  readonly syscall: string;
}

const offlineCodes = new Set(['EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL']);
const connectCodes = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT']);
const certificateCodes = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Certificates of the host itself, which no other host in its place would show. */
const ownCertificateCodes = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED']);

/** True when somebody else took the connection: over https a captive portal has no certificate for the host that was asked. */
export function isOthersCertificate(error: unknown): boolean {
  return [...chain(error)].some(({ code }) => certificateCodes.has(code) && !ownCertificateCodes.has(code));
}

function* chain(error: unknown): Generator<ErrorFacts> {
  let link: unknown = error;
  for (let depth = 0; depth < 6 && typeof link === 'object' && link !== null; depth += 1) {
    const { name, code, syscall, errors, cause } = link as Record<string, unknown>;
    yield { name: String(name ?? ''), code: String(code ?? ''), syscall: String(syscall ?? '') };
    // Happy eyeballs: one error an address.
    if (Array.isArray(errors)) for (const each of errors) yield* chain(each);
    link = cause;
  }
}

/** What a request that got no whole answer was doing. */
export interface NoAnswer {
  readonly endpoint: string;
  readonly watch: SentWatch;
  /** Our own time limit ended it. */
  readonly timedOut: boolean;
  /** The caller ended it. */
  readonly aborted: boolean;
  /** The answer's head had arrived and its body was cut off. */
  readonly inBody: boolean;
  /** This machine has a network card with an address; tells an unknown name from a missing network. */
  readonly networkUp: boolean;
}

/** Whether a write can have been done when no answer came. Money hangs on it: in doubt it is `unknown`. */
export function outcomeWithoutAnswer(error: unknown, watch: SentWatch, inBody: boolean): SendOutcome {
  if (inBody || watch.sent) return 'unknown';
  if (watch.taken) return 'not_sent';
  const certain = [...chain(error)].some(
    ({ code, syscall }) =>
      syscall === 'connect' || syscall === 'getaddrinfo' || connectCodes.has(code) || certificateCodes.has(code),
  );
  return certain ? 'not_sent' : 'unknown';
}

/** The error for a request that got no whole answer. Its message names no address, no query and no guest. */
export function noAnswer(error: unknown, facts: NoAnswer): PlatformError {
  const { endpoint } = facts;
  const outcome = outcomeWithoutAnswer(error, facts.watch, facts.inBody);
  const links = [...chain(error)];
  const reason = links.map(({ code }) => code).find((code) => code !== '' && code !== '23' && code !== '20') ?? '';
  const make = (code: ProblemCode, message: string, cut = false) =>
    failure(code, message, { outcome, endpoint, retryable: true, cut, cause: error });

  if (facts.aborted) return make('timeout', 'stopped before the answer came');
  if (facts.timedOut) return make('timeout', 'no answer in time');
  if (links.some(({ name }) => name === 'HTTPParserError')) return make('bad_response', 'the answer is no HTTP');
  if (facts.inBody) return make('bad_response', 'the answer was cut off', true);
  if (offlineCodes.has(reason) || (reason === 'ENOTFOUND' && !facts.networkUp)) return make('offline', reason);
  if (reason === 'UND_ERR_CONNECT_TIMEOUT' || reason === 'UND_ERR_HEADERS_TIMEOUT') return make('timeout', reason);
  if (certificateCodes.has(reason)) return make('host_unreachable', `certificate not accepted: ${reason}`);
  return make('host_unreachable', reason === '' ? 'the connection broke' : `the connection broke: ${reason}`);
}

/** An answer with a status other than 2xx, or one that is no JSON. */
export interface Refusal {
  readonly endpoint: string;
  readonly status: number;
  readonly json: boolean;
  /** Parsed body where it is JSON. */
  readonly body: unknown;
  readonly limits: RateLimits | null;
  readonly retryAfterMs: number | null;
}

const longestMessage = 300;

function platformMessage(body: unknown): string | null {
  const message = (body as { message?: unknown } | null)?.message;
  return typeof message === 'string' && message.trim() !== '' ? message.slice(0, longestMessage) : null;
}

function fieldMessages(body: unknown): Record<string, string[]> | undefined {
  const errors = (body as { errors?: unknown } | null)?.errors;
  if (typeof errors !== 'object' || errors === null) return undefined;
  const fields: Record<string, string[]> = {};
  for (const [field, messages] of Object.entries(errors)) {
    const list = (Array.isArray(messages) ? messages : [messages]).filter((each) => typeof each === 'string');
    if (list.length > 0) fields[field.slice(0, 100)] = list.map((each) => each.slice(0, longestMessage));
  }
  return Object.keys(fields).length > 0 ? fields : undefined;
}

/** The error for an answered refusal (platform-spec 1.3); messages are the platform's own words where it gave any. */
export function refusal(answer: Refusal): PlatformError {
  const { endpoint, status, limits } = answer;
  const message = platformMessage(answer.body) ?? `status ${status}`;
  const make = (code: ProblemCode, outcome: SendOutcome, retryable: boolean, more: object = {}) =>
    failure(code, message, { outcome, limits, status, endpoint, retryable, ...more });
  const wait = answer.retryAfterMs === null ? {} : { retryAfterMs: answer.retryAfterMs };

  if (status === 429) {
    // Refused before it was handled, so a write may go out again.
    return make('rate_limited', 'not_sent', true, {
      retryAfterMs: answer.retryAfterMs ?? limits?.resetInMs ?? undefined,
    });
  }
  // 511 is how a captive portal introduces itself. Other 5xx are the server's, whatever their body (T-1).
  if (status >= 500 && status !== 511) return make('server_error', 'unknown', true, wait);
  if (!answer.json) return notJson(endpoint, `status ${status} without JSON`, limits);
  switch (status) {
    case 401:
      return make('key_refused', 'not_sent', false);
    case 403:
      return make('forbidden', 'refused', false);
    case 404:
      return make('not_found', 'refused', false);
    case 422:
      return make('refused_fields', 'refused', false, { fields: fieldMessages(answer.body) });
    case 408:
    case 425:
      return make('server_error', 'unknown', true, wait);
    default:
      return status >= 400 ? make('refused', 'refused', false) : make('bad_response', 'unknown', true);
  }
}

/** The error for an answer that is not the platform's: a captive portal, a wrong host, a proxy's page. */
export function notJson(endpoint: string, message: string, limits: RateLimits | null = null): PlatformError {
  return failure('not_json', message, { outcome: 'unknown', endpoint, retryable: true, limits });
}
