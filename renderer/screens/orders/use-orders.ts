import { useQuery } from '@tanstack/react-query';
import type { CallInput } from '../../../shared/contract/index.ts';
import type { OrderPage, OrderRow } from '../../../shared/domain/views.ts';
import type { Problem, ProblemError } from '../../../shared/errors.ts';
import { call } from '../../bridge/client.ts';
import { useCall } from '../../bridge/use-call.ts';
import { laidOver } from './order-rows.ts';

/** A page of orders as it is known here and now, and whether the platform has just confirmed it. */
export interface OrdersAnswer {
  readonly rows: readonly OrderRow[];
  readonly total: number;
  readonly loading: boolean;
  readonly asking: boolean;
  /** When the platform last answered this very question; null when it has not. */
  readonly confirmedAtMs: number | null;
  /** The platform was asked, and its lists cannot be asked for just this. */
  readonly notTheirs: boolean;
  /** What kept the platform from answering. */
  readonly platformProblem: Problem | null;
  /** What kept this laptop from answering. */
  readonly problem: Problem | null;
  readonly askAgain: () => void;
}

/** The platform is asked again for the same page only after this long: changes in between come by events. */
const platformStaleMs = 30_000;

/**
 * What is stored shows at once; the platform is asked beside it, once per question. The two have separate keys: an event that orders changed
 * renews what is stored and must not ask the platform again, or its own answer would.
 */
export function useOrders(input: CallInput<'orders.list'>, online: boolean): OrdersAnswer {
  const stored = useCall('orders.list', input, { keepPrevious: true });
  const platform = useQuery<OrderPage, ProblemError>({
    queryKey: ['orders of the platform', input],
    queryFn: () => call('orders.list', { ...input, online: true }),
    enabled: online,
    staleTime: platformStaleMs,
  });
  const confirmed = platform.data?.source === 'platform' && online;
  return {
    // An answer from before the cable was out says less than what has been written down since.
    rows: laidOver(online ? platform.data : undefined, stored.data),
    total: (confirmed ? platform.data?.total : undefined) ?? stored.data?.total ?? 0,
    loading: stored.data === undefined && stored.error === null,
    asking: platform.isFetching,
    confirmedAtMs: confirmed ? platform.dataUpdatedAt : null,
    notTheirs: online && platform.data?.source === 'cache' && platform.data.problem === null,
    platformProblem: platform.error?.problem ?? platform.data?.problem ?? null,
    problem: stored.error?.problem ?? null,
    askAgain: () => void platform.refetch(),
  };
}
