/**
 * The one place that touches `window.willcall`.
 *
 *   call(name, input)        one call; resolves to the value, throws ProblemError
 *   useCall(name, input)     a query (bridge/use-call.ts); key is [name, input]
 *   useAct(name)             a mutation (bridge/use-act.ts)
 *
 * What becomes stale when is said once, in bridge/invalidation.ts: screens never invalidate by hand.
 */
import type {
  CallInput,
  CallName,
  CallOutput,
  ContractEvents,
  EventName,
  WillcallBridge,
} from '../../shared/contract/index.ts';
import { ProblemError, problemOf } from '../../shared/errors.ts';

declare global {
  interface Window {
    readonly willcall: WillcallBridge;
  }
}

/** Calls that take nothing may be called with the name alone. */
export type InputArguments<Name extends CallName> =
  undefined extends CallInput<Name> ? [input?: CallInput<Name>] : [input: CallInput<Name>];

/**
 * Makes one call of the contract.
 * @throws ProblemError when main answers with a problem, or when the bridge itself fails (code `internal`).
 */
export async function call<Name extends CallName>(
  name: Name,
  ...[input]: InputArguments<Name>
): Promise<CallOutput<Name>> {
  const envelope = await window.willcall.call(name, input as CallInput<Name>).catch((error: unknown) => {
    throw new ProblemError(problemOf(error), { cause: error });
  });
  if (!envelope.ok) throw new ProblemError(envelope.problem);
  return envelope.value;
}

/** Listens to one event of the contract. @returns a function that stops it. */
export function listen<Name extends EventName>(
  name: Name,
  listener: (payload: ContractEvents[Name]) => void,
): () => void {
  return window.willcall.on(name, listener);
}
