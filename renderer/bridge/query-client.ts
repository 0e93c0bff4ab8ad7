import { QueryClient } from '@tanstack/react-query';

/** Every query asks main on this laptop, so the network never pauses one, and main retries what is worth retrying. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, gcTime: 5 * 60_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
