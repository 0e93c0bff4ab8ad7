import type { Refund } from '../../../shared/domain/acts.ts';
import type { Payment, RefundRequest } from '../../../shared/domain/orders.ts';
import type { OrderDetail } from '../../../shared/domain/views.ts';

/** A payment that a refund is about, with what was asked for it on the platform, whoever asked. */
export interface QuestionedPayment {
  readonly payment: Payment;
  /** Oldest first. */
  readonly requests: readonly RefundRequest[];
}

/** The payments that a refund in doubt is about: the one that it names, or all that came in for its order. */
export function paymentsInQuestion(
  { target }: Pick<Refund, 'target'>,
  { payments, refundRequests }: Pick<OrderDetail, 'payments' | 'refundRequests'>,
): readonly QuestionedPayment[] {
  return payments
    .filter((payment) => payment.status === 'approved' && payment.amount.minor > 0)
    .filter((payment) => target.kind !== 'payment' || payment.id === target.paymentId)
    .map((payment) => ({
      payment,
      requests: refundRequests
        .filter((request) => request.paymentId === payment.id)
        .sort((a, b) => a.createdAtMs - b.createdAtMs),
    }));
}
