/** What can be asked back of an order, and why not: pure, mirroring what main allows, so that a refusal is greyed and not met after the click. */
import type { Refund } from '../../../shared/domain/acts.ts';
import type { Order, Payment, RefundRequest } from '../../../shared/domain/orders.ts';
import { type Money, sumMoney } from '../../../shared/money.ts';

/** Why a payment cannot be refunded. */
export type PaymentObstacle = 'failed' | 'is_refund' | 'requested' | 'completed' | 'order_requested';

/** A payment and whether its money can be asked back. */
export interface PaymentOption {
  readonly payment: Payment;
  /** Null when it can. */
  readonly obstacle: PaymentObstacle | null;
}

/** The whole order: cancelling it asks for all its payments back (T12). */
export interface OrderOption {
  /** What would go back: zero for an unpaid order. */
  readonly amount: Money;
  readonly obstacle: 'cancelled' | 'requested' | null;
  /** True when nothing was paid, so that it is only cancelled. */
  readonly unpaid: boolean;
}

export interface RefundOptions {
  readonly payments: readonly PaymentOption[];
  readonly order: OrderOption;
}

/** All that can be refunded of an order. `requests` are those of its payments, `refunds` those that this laptop asked for. */
export function refundOptions(
  order: Order,
  payments: readonly Payment[],
  requests: readonly RefundRequest[],
  refunds: readonly Refund[],
): RefundOptions {
  const standing = refunds.filter(isStandingRefund);
  const wholeOrder = standing.some((refund) => refund.target.kind === 'order' && refund.target.orderId === order.id);
  const options = payments.map((payment) => ({
    payment,
    obstacle: obstacleOf(payment, requests, standing, wholeOrder),
  }));
  const open = options.map((option) => leftOf(option, requests));
  const cancelled = order.status === 'cancelled' || order.status === 'refunded';
  return {
    payments: options,
    order: {
      amount: sumMoney(
        open.filter((amount) => amount.currency === order.total.currency),
        order.total.currency,
      ),
      obstacle: cancelled ? 'cancelled' : wholeOrder ? 'requested' : null,
      unpaid: !payments.some((payment) => payment.status === 'approved' && payment.amount.minor > 0),
    },
  };
}

/** What of a payment has not gone back and was not asked back: items that were cancelled by themselves leave the rest (mirrors main). */
function leftOf({ payment, obstacle }: PaymentOption, requests: readonly RefundRequest[]): Money {
  const { minor, currency } = payment.amount;
  if (obstacle === null) return payment.amount;
  const standing = requests.filter(
    (request) => request.paymentId === payment.id && request.state !== 'rejected' && request.state !== 'failed',
  );
  if ((obstacle !== 'completed' && obstacle !== 'requested') || standing.length === 0) return { minor: 0, currency };
  const gone = standing.reduce((sum, request) => sum + Math.abs(request.amount?.minor ?? minor), 0);
  return { minor: Math.max(0, minor - gone), currency };
}

function obstacleOf(
  payment: Payment,
  requests: readonly RefundRequest[],
  standing: readonly Refund[],
  wholeOrder: boolean,
): PaymentObstacle | null {
  if (payment.amount.minor < 0) return 'is_refund';
  if (payment.status !== 'approved' || payment.amount.minor === 0) return 'failed';
  const ofPayment = requests.filter((request) => request.paymentId === payment.id);
  if (ofPayment.some((request) => request.state === 'completed')) return 'completed';
  if (ofPayment.some((request) => request.state === 'requested' || request.state === 'approved')) return 'requested';
  const asked = standing.some(
    (refund) =>
      refund.target.kind === 'payment' && refund.target.paymentId === payment.id && !isOver(refund, ofPayment),
  );
  if (asked) return 'requested';
  return wholeOrder ? 'order_requested' : null;
}

/** A refund whose every request was rejected or failed stands in nobody's way: the platform takes a new one (platform-spec 6.1). */
function isOver(refund: Refund, ofPayment: readonly RefundRequest[]): boolean {
  const own = ofPayment.filter((request) => refund.requests.includes(request.id));
  return own.length > 0 && own.every((request) => request.state === 'rejected' || request.state === 'failed');
}

/** True while a refund of this laptop waits, is sent, or was taken by the platform. */
export function isStandingRefund(refund: Refund): boolean {
  return refund.queueState !== 'rejected' && refund.queueState !== 'cancelled';
}
