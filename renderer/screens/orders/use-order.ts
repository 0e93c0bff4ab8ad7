import { useQuery } from '@tanstack/react-query';
import type { OrderDetail } from '../../../shared/domain/views.ts';
import type { Problem, ProblemError } from '../../../shared/errors.ts';
import { call } from '../../bridge/client.ts';
import { useCall } from '../../bridge/use-call.ts';
import type { RouteOf } from '../../navigation/routes.ts';

/** An order as it is known here and now. */
export interface OrderAnswer {
  readonly detail: OrderDetail | undefined;
  readonly loading: boolean;
  readonly asking: boolean;
  readonly confirmedAtMs: number | null;
  readonly platformProblem: Problem | null;
  readonly problem: Problem | null;
  readonly askAgain: () => void;
}

/** What is stored shows at once; the platform is asked beside it when it can be reached, and not again at each event. */
export function useOrder(target: RouteOf<'order'>['target'], online: boolean): OrderAnswer {
  const stored = useCall('orders.get', target);
  const known = stored.data?.order;
  const ref = 'orderId' in target ? target : known ? { accountId: known.accountId, orderId: known.id } : null;
  const platform = useQuery<OrderDetail | null, ProblemError>({
    queryKey: ['order of the platform', ref],
    queryFn: () => (ref === null ? null : call('orders.get', { ...ref, refresh: true })),
    enabled: online && ref !== null,
    staleTime: 10_000,
  });
  const newer = platform.data && platform.dataUpdatedAt > stored.dataUpdatedAt ? platform.data : stored.data;
  return {
    detail: newer ?? platform.data ?? undefined,
    loading: stored.data === undefined && stored.error === null,
    asking: platform.isFetching,
    confirmedAtMs: platform.data ? platform.dataUpdatedAt : null,
    platformProblem: platform.error?.problem ?? null,
    problem: stored.error?.problem ?? null,
    askAgain: () => void platform.refetch(),
  };
}
