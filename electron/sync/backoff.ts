const firstMs = 2_000;
const longestMs = 60_000;

/** How long to wait after the n-th failure in a row (from 1): 2 s doubling to one minute. */
export function backoffMs(failures: number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1));
}
