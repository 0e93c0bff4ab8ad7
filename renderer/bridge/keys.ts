import type { CallInput, CallName } from '../../shared/contract/index.ts';

/** The query key of a call: its name, then its input (null when it takes none). TanStack Query sorts object keys, so equal inputs share a key. */
export function callKey<Name extends CallName>(name: Name, input?: CallInput<Name>): readonly [Name, unknown] {
  return [name, input ?? null];
}
