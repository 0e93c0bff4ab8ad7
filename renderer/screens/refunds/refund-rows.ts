import type { Refund } from '../../../shared/domain/acts.ts';
import type { RefundRequest } from '../../../shared/domain/orders.ts';
import type { RefundRow } from '../../../shared/domain/views.ts';

/** The refunds of one order: each request once, with what this laptop asked for where it did. Newest first. */
export function rowsOfOrder(refunds: readonly Refund[], requests: readonly RefundRequest[]): readonly RefundRow[] {
  const asked = requests.map((request) => ({
    request,
    refund: refunds.find((refund) => refund.requests.includes(request.id)) ?? null,
  }));
  const withRequest = new Set(asked.map((row) => row.refund?.id));
  const unasked = refunds.filter((refund) => !withRequest.has(refund.id)).map((refund) => ({ refund, request: null }));
  return [...unasked, ...asked].sort((a, b) => createdAt(b) - createdAt(a));
}

/** When a refund began: noted on this laptop, or else asked for at the platform. */
export function createdAt({ refund, request }: RefundRow): number {
  return refund?.createdAtMs ?? request?.createdAtMs ?? 0;
}
