import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/index.ts';
import type { ProblemError } from '../../shared/errors.ts';
import { call, type InputArguments } from './client.ts';
import { callKey } from './keys.ts';

export interface UseCallOptions {
  readonly enabled?: boolean | undefined;
  /** Shows the answer to the former input until the new one arrives. */
  readonly keepPrevious?: boolean | undefined;
  readonly staleMs?: number | undefined;
  readonly refetchEveryMs?: number | undefined;
  /** The screen says itself that the platform's limit is reached, and asks again. */
  readonly saysLimit?: boolean | undefined;
  /** How long an answer that no screen shows is kept. */
  readonly keepMs?: number | undefined;
}

/**
 * Asks main and keeps the answer fresh by the table in bridge/invalidation.ts. An answer belongs to its input, so a late answer
 * to an older input never shows under a newer one.
 */
export function useCall<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
  options: UseCallOptions = {},
): UseQueryResult<CallOutput<Name>, ProblemError> {
  return useQuery<CallOutput<Name>, ProblemError, CallOutput<Name>>({
    queryKey: callKey(name, input),
    queryFn: async () => {
      const value = await call(name, ...([input] as InputArguments<Name>));
      // A query may not resolve to undefined; a call that answers nothing is an act, not a query.
      return value as CallOutput<Name>;
    },
    enabled: options.enabled ?? true,
    staleTime: options.staleMs ?? 0,
    ...(options.keepMs === undefined ? {} : { gcTime: options.keepMs }),
    ...(options.refetchEveryMs === undefined ? {} : { refetchInterval: options.refetchEveryMs }),
    ...(options.saysLimit ? { retry: false } : {}),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}
