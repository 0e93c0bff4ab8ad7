import { networkInterfaces } from 'node:os';
import { ProblemError } from '../../shared/errors.ts';
import { Secret } from '../secret.ts';
import { checkBaseUrl } from './base-url.ts';
import { type Clock, systemClock } from './clock.ts';
import { isOthersCertificate, noAnswer, notJson, refusal } from './http-failures.ts';
import { failure } from './platform-error.ts';
import { type RateLimits, rateLimits, retryAfterMs, serverTime } from './rate-headers.ts';
import { type SentWatch, watchSent } from './sent-watch.ts';

/** One request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** True for a POST that only asks: it has a read's time. */
  readonly asks?: boolean | undefined;
  /** Path template as errors and logs name it, e.g. `/api/payment/v1/orders/{signature}`; holds no guest's data. */
  readonly template: string;
  /** Values of the template's `{names}`; encoded here (trap T-17). */
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | Secret>> | undefined;
  /** Ends a read; a write is not begun any more, and one that is on its way is let finish: cut off, its fate would not be known. */
  readonly signal?: AbortSignal | undefined;
}

/** A 2xx answer. */
export interface HttpAnswer {
  /** Parsed JSON; null when the answer had no body (trap T-19). */
  readonly body: unknown;
  readonly limits: RateLimits | null;
}

/** What one finished request was, for the log: never its query, its body or its headers. */
export interface Exchange {
  readonly endpoint: string;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly ms: number;
}

/** What one answer says of the platform's clock. */
export interface HeardClock {
  /** Platform's clock minus this laptop's, in milliseconds. */
  readonly skewMs: number;
  /** By how much that may be wrong, either way: half the round trip, and half of the second to which `Date` is rounded. */
  readonly withinMs: number;
  /** False where any host on the way, a captive portal too, may have given the answer. */
  readonly sure: boolean;
}

/** By what a host is known again that answers for itself: `200 text/plain nginx`. */
export interface HostSign {
  readonly sign: string;
  /** A page for people, as a captive portal shows in place of everything. */
  readonly page: boolean;
}

export interface HttpOptions {
  readonly baseUrl: string;
  /** Goes into `User-Agent: Willcall/<version>`. */
  readonly version: string;
  readonly clock?: Clock | undefined;
  /** Whole time for a read, its body included. */
  readonly readTimeoutMs?: number | undefined;
  /** Whole time for a write: long, since a write that is given up on must be reconciled. */
  readonly writeTimeoutMs?: number | undefined;
  readonly maxBytes?: number | undefined;
  /** After each answer that tells the platform's time. */
  readonly onClockSkew?: ((heard: HeardClock) => void) | undefined;
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

/** An account's way to its platform. */
export interface Http {
  /** Sends one request. @throws PlatformError for everything but a 2xx answer in JSON or without a body. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /**
   * Asks whether the host answers at all: `HEAD /robots.txt`, any status will do, within 4 s.
   * @returns by what the answer is known again: its status, its type, and what the server calls itself.
   * @throws PlatformError `offline`, `host_unreachable`, `timeout`, or `not_json` when it redirects to another host, has another host's certificate,
   *   or says that it is a captive portal (511).
   */
  reach(signal?: AbortSignal): Promise<HostSign>;
}

const mebibyte = 1024 * 1024;
/** Longer than a bad network of a venue takes for an answer: what is sent there is looked for there, by reads. */
export const usualReadMs = 40_000;
export const usualWriteMs = 45_000;
const mostRedirects = 3;
const reachTimeout = 4_000;

/**
 * The one door for HTTP, one an account: nothing else in the app calls `fetch`.
 * @throws ProblemError `insecure_url` or `invalid_input` when the base URL may not be used.
 */
export function createHttp(options: HttpOptions): Http {
  const origin = checkBaseUrl(options.baseUrl);
  const clock = options.clock ?? systemClock;
  const readTimeout = options.readTimeoutMs ?? usualReadMs;
  const writeTimeout = options.writeTimeoutMs ?? usualWriteMs;
  const maxBytes = options.maxBytes ?? 16 * mebibyte;

  async function attempt(request: HttpRequest, url: URL, redirects: number): Promise<HttpAnswer> {
    const endpoint = `${request.method} ${request.template}`;
    const reads = request.method === 'GET' || request.asks === true;
    const limitSignal = AbortSignal.timeout(reads ? readTimeout : writeTimeout);
    const stop = reads ? request.signal : undefined;
    const signal = stop ? AbortSignal.any([limitSignal, stop]) : limitSignal;
    const watch: SentWatch = { taken: false, sent: false };
    const startedAt = clock.now();
    let inBody = false;
    let status: number | null = null;
    try {
      const response = await watchSent(watch, () =>
        fetch(url, {
          method: request.method,
          headers: headersOf(request, options.version),
          body: request.body === undefined ? null : JSON.stringify(request.body),
          redirect: 'manual',
          signal,
        }),
      );
      status = response.status;
      inBody = true;
      const heard = clockHeard(response.headers, startedAt);
      if (status >= 300 && status < 400) {
        await response.body?.cancel();
        return await redirected(request, response, url, redirects);
      }
      const text = await readText(response, maxBytes, endpoint);
      if (heard !== null && isJson(response.headers)) options.onClockSkew?.({ ...heard, sure: true });
      return understand(response, text, endpoint, clock.now());
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      const aborted = stop?.aborted === true;
      const timedOut = limitSignal.aborted && !aborted;
      throw noAnswer(error, { endpoint, watch, timedOut, aborted, inBody, networkUp: networkUp() });
    } finally {
      options.onExchange?.({ endpoint, status, ms: Math.round(clock.now() - startedAt) });
    }
  }

  async function redirected(
    request: HttpRequest,
    response: Response,
    from: URL,
    redirects: number,
  ): Promise<HttpAnswer> {
    const endpoint = `${request.method} ${request.template}`;
    const limits = rateLimits(response.headers, clock.now());
    const location = response.headers.get('location');
    const target = location !== null && URL.canParse(location, from.href) ? new URL(location, from) : null;
    // Following one to another origin would hand the key to a captive portal.
    if (target === null || target.origin !== origin) throw notJson(endpoint, 'redirected to another host', limits);
    if (request.method === 'GET' && redirects < mostRedirects) return attempt(request, target, redirects + 1);
    throw failure('bad_response', 'redirected', { outcome: 'unknown', endpoint, limits });
  }

  /** The platform's clock when the headers have just come; null where they do not tell it. */
  function clockHeard(headers: Headers, startedAt: number): Omit<HeardClock, 'sure'> | null {
    const theirs = serverTime(headers);
    // A cache repeats the time at which it was filled.
    if (theirs === null || (headers.get('age') ?? '0') !== '0') return null;
    const halfTrip = (clock.now() - startedAt) / 2;
    // The header has whole seconds: half a second is its likely rest. The wall clock is asked on purpose, not the steady one.
    return { skewMs: theirs + 500 - (Date.now() - halfTrip), withinMs: halfTrip + 500 };
  }

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    if (request.signal?.aborted === true) {
      const endpoint = `${request.method} ${request.template}`;
      throw failure('timeout', 'stopped before it was sent', { outcome: 'not_sent', endpoint, retryable: true });
    }
    return attempt(request, urlOf(origin, request), 0);
  }

  async function reach(stop?: AbortSignal): Promise<HostSign> {
    const endpoint = 'HEAD /robots.txt';
    const limitSignal = AbortSignal.timeout(reachTimeout);
    const signal = stop ? AbortSignal.any([limitSignal, stop]) : limitSignal;
    const watch: SentWatch = { taken: false, sent: false };
    const startedAt = clock.now();
    try {
      const url = new URL('/robots.txt', origin);
      const headers = { 'user-agent': `Willcall/${options.version}` };
      const response = await watchSent(watch, () =>
        fetch(url, { method: 'HEAD', headers, redirect: 'manual', signal }),
      );
      const heard = clockHeard(response.headers, startedAt);
      const location = response.headers.get('location');
      const target = location !== null && URL.canParse(location, url.href) ? new URL(location, url) : null;
      // The platform's own www or https twin is no portal, but neither is it what the account names.
      if (target !== null && target.origin !== origin) throw notJson(endpoint, 'redirected to another host');
      if (response.status === 511) throw notJson(endpoint, 'the network asks for a login');
      if (heard !== null) options.onClockSkew?.({ ...heard, sure: false });
      const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
      const sign = `${response.status} ${type} ${response.headers.get('server') ?? ''}`.trim();
      return { sign, page: type.includes('html') };
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      if (isOthersCertificate(error)) throw notJson(endpoint, 'has the certificate of another host');
      const aborted = stop?.aborted === true;
      const timedOut = limitSignal.aborted && !aborted;
      throw noAnswer(error, { endpoint, watch, timedOut, aborted, inBody: false, networkUp: networkUp() });
    }
  }

  return { send, reach };
}

function networkUp(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some((address) => !address.internal));
}

function headersOf(request: HttpRequest, version: string): Record<string, string> {
  const headers: Record<string, string> = {
    // T-1: without it the platform answers HTML redirects and 500s.
    accept: 'application/json',
    'user-agent': `Willcall/${version}`,
  };
  if (request.body !== undefined) headers['content-type'] = 'application/json';
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    const text = value instanceof Secret ? value.reveal() : value;
    // Refused here, because fetch would quote the value in its error.
    if (!/^[\x20-\x7e]*$/.test(text)) {
      const message = 'holds characters that no key has';
      throw failure('invalid_input', message, { outcome: 'not_sent', fields: { key: [message] } });
    }
    headers[name] = text;
  }
  return headers;
}

function urlOf(origin: string, request: HttpRequest): URL {
  const path = request.template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = request.params?.[name] ?? '';
    // A dot segment would silently address another endpoint.
    if (value === '' || value === '.' || value === '..')
      throw failure('invalid_input', `no usable ${name}`, { outcome: 'refused' });
    return encodeURIComponent(value);
  });
  const url = new URL(path, origin);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

function isJson(headers: Headers): boolean {
  return /[/+]json\b/i.test(headers.get('content-type') ?? '');
}

async function readText(response: Response, maxBytes: number, endpoint: string): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes)
      throw failure('bad_response', `more than ${maxBytes} bytes`, { outcome: 'unknown', endpoint });
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function understand(response: Response, text: string, endpoint: string, now: number): HttpAnswer {
  const limits = rateLimits(response.headers, now);
  const typed = isJson(response.headers);
  const parsed = typed ? parseJson(text) : { ok: false as const };
  if (!response.ok) {
    const body = parsed.ok ? parsed.value : null;
    const wait = retryAfterMs(response.headers, now);
    throw refusal({ endpoint, status: response.status, json: parsed.ok, body, limits, retryAfterMs: wait });
  }
  if (text === '') return { body: null, limits };
  if (!typed)
    throw notJson(
      endpoint,
      `${response.headers.get('content-type')?.split(';')[0] ?? 'no type'} instead of JSON`,
      limits,
    );
  if (!parsed.ok) {
    const facts = { outcome: 'unknown', endpoint, limits, retryable: true, cut: true } as const;
    throw failure('bad_response', 'the JSON is broken', facts);
  }
  return { body: parsed.value, limits };
}

// The parser's own message quotes the text, which holds guests: it goes nowhere.
function parseJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}
