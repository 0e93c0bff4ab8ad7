import { notifyManager, QueryClient } from '@tanstack/react-query';
import { ProblemError } from '../../shared/errors.ts';

/** Whoever uses the same key may keep the limit used up for so many waits; then it is said. */
const waitsAtMost = 10;
const shortestWaitMs = 1_000;
const longestWaitMs = 300_000;

/** True where only the platform's limit stands in the way: that passes by itself, and nobody need see it as an error. */
function isLimit(failures: number, error: unknown): boolean {
  return failures < waitsAtMost && error instanceof ProblemError && error.problem.code === 'rate_limited';
}

function waitMs(error: unknown): number {
  const said = error instanceof ProblemError ? error.problem.retryAfterMs : undefined;
  return Math.min(longestWaitMs, Math.max(shortestWaitMs, said ?? 0));
}

const whenOver = { retry: isLimit, retryDelay: (_failures: number, error: unknown) => waitMs(error) } as const;

/**
 * Every query and act asks main on this laptop, so the network never pauses one, and main retries what is worth retrying; what it says would take
 * longer than it waits is asked again when the platform's limit is over. That is safe for an act too: what the limit refused was not sent.
 */
export function makeQueryClient(): QueryClient {
  // Answers are drawn in the task that brings them: a timer in between costs a keystroke a frame on a busy laptop.
  notifyManager.setScheduler(queueMicrotask);
  return new QueryClient({
    defaultOptions: {
      queries: {
        ...{ networkMode: 'always', refetchOnWindowFocus: false, gcTime: 5 * 60_000 },
        ...whenOver,
      },
      mutations: { networkMode: 'always', ...whenOver },
    },
  });
}
