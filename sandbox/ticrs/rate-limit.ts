import type { Clock } from '../clock.ts';

/** One hit against a fixed window, as the headers of platform-spec 1.1 tell it. */
export interface Hit {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Epoch ms at which the window ends. */
  readonly resetMs: number;
}

export interface RateLimiter {
  /** The shared window of all groups: undefined while limits are off. */
  hit(bucket: string): Hit | undefined;
  /** The statistics window of an organizer, 1 a minute. */
  hitStatistics(organizerId: number): Hit | undefined;
  /** Sets the shared limit for all buckets; undefined turns every limit off. */
  setLimit(limit: number | undefined): void;
  limit(): number | undefined;
  clear(): void;
}

const WINDOW = 60_000;
const MAX_BUCKETS = 10_000;

/** Fixed 60 s windows: a window starts with its first hit, and refused hits do not count (Laravel's ThrottleRequests). */
export function createRateLimiter(clock: Clock, initial: number | undefined): RateLimiter {
  let shared = initial;
  const windows = new Map<string, { startMs: number; count: number }>();
  const take = (bucket: string, limit: number): Hit => {
    const now = clock.now();
    let window = windows.get(bucket);
    if (!window || now >= window.startMs + WINDOW || now < window.startMs) {
      if (windows.size >= MAX_BUCKETS) windows.clear();
      window = { startMs: now, count: 0 };
      windows.set(bucket, window);
    }
    const allowed = window.count < limit;
    if (allowed) window.count++;
    return { allowed, limit, remaining: Math.max(0, limit - window.count), resetMs: window.startMs + WINDOW };
  };
  return {
    hit: (bucket) => (shared === undefined ? undefined : take(bucket, shared)),
    hitStatistics: (organizerId) => (shared === undefined ? undefined : take(`statistics:${organizerId}`, 1)),
    setLimit: (limit) => {
      shared = limit;
      windows.clear();
    },
    limit: () => shared,
    clear: () => windows.clear(),
  };
}

/** X-RateLimit-*; refused requests also carry Retry-After and X-RateLimit-Reset. */
export function rateHeaders(hit: Hit, nowMs: number): Record<string, string> {
  const headers: Record<string, string> = {
    'x-ratelimit-limit': String(hit.limit),
    'x-ratelimit-remaining': String(hit.remaining),
  };
  if (!hit.allowed) {
    headers['retry-after'] = String(Math.max(1, Math.ceil((hit.resetMs - nowMs) / 1000)));
    headers['x-ratelimit-reset'] = String(Math.ceil(hit.resetMs / 1000));
  }
  return headers;
}
