import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { GuestView } from '../../../shared/domain/views.ts';
import type { Problem } from '../../../shared/errors.ts';
import type { AccountId, TicketKey } from '../../../shared/ids.ts';
import { callKey } from '../../bridge/keys.ts';
import { accountOf, can, useAccounts, useSyncStatus } from '../../bridge/use-accounts.ts';
import { useAct } from '../../bridge/use-act.ts';

/** Orders younger than this are not asked for again on opening: paging through guests must not eat the rate budget. */
const freshForMs = 60_000;

/** Asking the platform for a guest's orders. */
export interface GuestRefresh {
  readonly asking: boolean;
  /** Somebody pressed for it. */
  readonly pressed: boolean;
  readonly problem: Problem | null;
  /** `offline` and `incapable` say why it cannot be asked. */
  readonly possible: 'yes' | 'offline' | 'incapable';
  readonly ask: () => void;
}

/** Asks in the background when a guest opens and the platform can be reached; what is known stays on the screen meanwhile. */
export function useGuestRefresh(
  input: { readonly accountId: AccountId; readonly ticketKey: TicketKey },
  view: GuestView | undefined,
): GuestRefresh {
  const queries = useQueryClient();
  const refresh = useAct('guests.refresh');
  const glance = useAct('guests.refresh');
  const { mutate: leave } = useAct('guests.leave');
  const capable = can(accountOf(useAccounts(), input.accountId), 'orders.search');
  const connectivity = useSyncStatus().find((status) => status.accountId === input.accountId)?.connectivity;
  const online = connectivity === 'online' || connectivity === 'slow';
  const possible = capable ? (online ? 'yes' : 'offline') : 'incapable';

  const onSuccess = (fresh: GuestView) => queries.setQueryData(callKey('guests.open', input), fresh);

  // Once for each guest that opens, and again only by hand.
  const askedFor = useRef<string | null>(null);
  const askIfOld = useEffectEvent((fetchedAt: number | null) => {
    if (askedFor.current === input.ticketKey) return;
    if (fetchedAt !== null && Date.now() - fetchedAt < freshForMs) return;
    askedFor.current = input.ticketKey;
    glance.mutate({ ...input, unasked: true }, { onSuccess });
  });
  const known = view !== undefined;
  const fetchedAt = view?.ordersFetchedAt ?? null;
  useEffect(() => {
    if (known && possible === 'yes') askIfOld(fetchedAt);
  }, [known, possible, fetchedAt]);

  // Whoever has gone on to the next guest, or to a sale, must not wait for the answers about this one.
  useEffect(() => () => leave(), [leave]);

  return {
    asking: refresh.isPending || glance.isPending,
    pressed: refresh.isPending,
    problem: (refresh.isIdle ? glance : refresh).error?.problem ?? null,
    possible,
    ask: () => refresh.mutate(input, { onSuccess }),
  };
}
