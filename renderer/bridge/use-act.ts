import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/index.ts';
import type { ProblemError } from '../../shared/errors.ts';
import { call, type InputArguments } from './client.ts';
import { staleAfterAct } from './invalidation.ts';

/** One act of a person: `act.mutate(input, { onSuccess, onError })`, `act.isPending`, `act.error?.problem`. */
export function useAct<Name extends CallName>(
  name: Name,
): UseMutationResult<CallOutput<Name>, ProblemError, CallInput<Name>> {
  const queries = useQueryClient();
  return useMutation<CallOutput<Name>, ProblemError, CallInput<Name>>({
    mutationFn: (input) => call(name, ...([input] as InputArguments<Name>)),
    onSuccess: async () => {
      for (const stale of staleAfterAct[name] ?? []) await queries.invalidateQueries({ queryKey: [stale] });
    },
  });
}
