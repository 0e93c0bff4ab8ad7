import { useEffect, useEffectEvent } from 'react';
import type { ContractEvents, EventName } from '../../shared/contract/index.ts';
import { listen } from './client.ts';

/** Runs the listener for each event while the component is shown; the listener may close over fresh props. */
export function useBridgeEvent<Name extends EventName>(
  name: Name,
  listener: (payload: ContractEvents[Name]) => void,
): void {
  const onEvent = useEffectEvent(listener);
  useEffect(() => listen(name, (payload) => onEvent(payload)), [name]);
}
