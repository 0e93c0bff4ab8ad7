/** What an answer's headers say about the rate limit. */
export interface RateLimits {
  /** Requests a window (`X-RateLimit-Limit`). */
  readonly limit: number;
  /** Requests left in the open window (`X-RateLimit-Remaining`). */
  readonly remaining: number;
  /** Milliseconds until the window ends, when the answer says so (`Retry-After`, else `X-RateLimit-Reset`). */
  readonly resetInMs: number | null;
}

function whole(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : null;
}

/** The server's own clock (`Date` header) in epoch milliseconds; null when absent or unreadable. */
export function serverTime(headers: Headers): number | null {
  const date = headers.get('date');
  const ms = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(ms) ? null : ms;
}

/** Milliseconds to wait by `Retry-After` (seconds or an HTTP date measured by the server's own clock); null when absent. */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after');
  if (text === null) return null;
  const seconds = whole(text);
  if (seconds !== null) return seconds * 1000;
  const until = Date.parse(text);
  return Number.isNaN(until) ? null : Math.max(0, until - (serverTime(headers) ?? now));
}

/**
 * Reads the limit headers of platform-spec 1.1. `X-RateLimit-Reset` is the server's epoch, so it is measured by the server's own `Date`:
 * a laptop whose clock is off by hours waits no longer for it.
 * @returns null when the answer names no limit.
 */
export function rateLimits(headers: Headers, now: number): RateLimits | null {
  const limit = whole(headers.get('x-ratelimit-limit'));
  const remaining = whole(headers.get('x-ratelimit-remaining'));
  if (limit === null || remaining === null || limit === 0) return null;
  const reset = whole(headers.get('x-ratelimit-reset'));
  const byReset = reset === null ? null : Math.max(0, reset * 1000 - (serverTime(headers) ?? now));
  return { limit, remaining, resetInMs: retryAfterMs(headers, now) ?? byReset };
}
