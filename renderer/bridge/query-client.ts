import { notifyManager, QueryClient } from '@tanstack/react-query';

/** Every query asks main on this laptop, so the network never pauses one, and main retries what is worth retrying. */
export function makeQueryClient(): QueryClient {
  // Answers are drawn in the task that brings them: a timer in between costs a keystroke a frame on a busy laptop.
  notifyManager.setScheduler(queueMicrotask);
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, gcTime: 5 * 60_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
