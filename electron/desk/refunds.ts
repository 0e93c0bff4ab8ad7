import type { Refund, RefundTarget } from '../../shared/domain/acts.ts';
import type { Order, Payment, RefundRequest } from '../../shared/domain/orders.ts';
import type { RefundRow } from '../../shared/domain/views.ts';
import { problem } from '../../shared/errors.ts';
import type { AccountId, RefundId } from '../../shared/ids.ts';
import { type Money, sumMoney } from '../../shared/money.ts';
import { accountOf, actNow, type DeskContext } from './context.ts';

/** True while a refund request stands in the way of another one for the same payment (platform-spec 6.1). */
export function isStanding(request: RefundRequest): boolean {
  return request.state === 'requested' || request.state === 'approved' || request.state === 'completed';
}

/** Payments of an order whose money can still be asked back: approved, positive, and not asked for already. */
export function refundablePayments(
  payments: readonly Payment[],
  requests: readonly RefundRequest[],
): readonly Payment[] {
  const asked = new Set(requests.filter(isStanding).map((request) => request.paymentId));
  return payments.filter(
    (payment) => payment.status === 'approved' && payment.amount.minor > 0 && !asked.has(payment.id),
  );
}

/**
 * Writes a refund (or, for an order, its cancellation with the refund of all its payments) to the ledger, where the queue takes it from.
 * @throws ProblemError `already_refunded` when one stands already, `not_refundable` when the payment is not one, `not_cancellable` when the
 *   order is cancelled, `not_found` when the cache knows neither.
 */
export function requestRefund(context: DeskContext, accountId: AccountId, target: RefundTarget): Refund {
  accountOf(context, accountId);
  const cache = context.cache();
  const order = cache.orders.order(accountId, target.orderId);
  if (!order) throw problem('not_found', 'this order is not in the data of this laptop');
  if (context.ledger.refunds.standing(accountId, target)) {
    throw problem('already_refunded', 'this was asked for on this laptop already');
  }
  const payments = cache.orders.paymentsOf(accountId, order.id);
  const requests = cache.orders.refundRequestsOf(
    accountId,
    payments.map((payment) => payment.id),
  );
  const open = refundablePayments(payments, requests);
  return context.ledger.refunds.create(
    {
      accountId,
      target,
      orderNumber: order.number,
      guest: guestName(context, order),
      amount: amountOf(target, order, { open, all: payments, requests }),
    },
    actNow(context),
  );
}

/** An order's money as the cache knows it. */
interface KnownMoney {
  readonly open: readonly Payment[];
  readonly all: readonly Payment[];
  readonly requests: readonly RefundRequest[];
}

function amountOf(target: RefundTarget, order: Order, { open, all, requests }: KnownMoney): Money {
  if (target.kind === 'order') {
    if (order.status === 'cancelled' || order.status === 'refunded') {
      throw problem('not_cancellable', 'the order is cancelled already');
    }
    if (target.keepMoney) return { minor: 0, currency: order.total.currency };
    return sumMoney(
      all.map((payment) => amountLeft(payment, requests)),
      order.total.currency,
    );
  }
  if (target.kind === 'items') return comesBack(target, order.total.currency);
  const payment = open.find((candidate) => candidate.id === target.paymentId);
  if (payment) return payment.amount;
  const known = all.find((candidate) => candidate.id === target.paymentId);
  if (!known) throw problem('not_found', 'this payment is not in the data of this laptop');
  if (known.status === 'approved' && known.amount.minor > 0) {
    throw problem('already_refunded', 'a refund of this payment is on its way or done');
  }
  throw problem('not_refundable', 'only an approved payment can be refunded');
}

/** What of a payment has not gone back and is not asked for: items of an order may have been cancelled before the whole of it. */
function amountLeft(payment: Payment, requests: readonly RefundRequest[]): Money {
  const { currency } = payment.amount;
  if (payment.status !== 'approved' || payment.amount.minor <= 0) return { minor: 0, currency };
  let left = payment.amount.minor;
  for (const request of requests) {
    if (request.paymentId === payment.id && isStanding(request)) left -= request.amount?.minor ?? left;
  }
  return { minor: Math.max(0, left), currency };
}

/** What comes back for single items is the system's to say (price less fee): as the person saw it before confirming. */
function comesBack(target: RefundTarget & { readonly kind: 'items' }, currency: string): Money {
  const { expected = { minor: 0, currency } } = target;
  if (expected.currency !== currency) {
    const message = `what comes back must be in ${currency}`;
    throw problem('invalid_input', message, { fields: { 'target.expected': [message] } });
  }
  return target.keepMoney ? { minor: 0, currency } : expected;
}

/** Whom an order is for, as far as this laptop knows. */
export function guestName(context: DeskContext, order: Order): string {
  const sale = context.ledger.sales.byOrder(order.accountId, order.id);
  return order.contact?.name || sale?.customer.name || sale?.reference || '';
}

/**
 * Takes a refund out of the queue before it was ever sent.
 * @throws ProblemError `not_found`, `already_sent` when it has left: then the platform decides about it.
 */
export function cancelRefund(context: DeskContext, id: RefundId): Refund {
  const moved = context.ledger.queue.move({ kind: 'refund', id }, 'queued', 'cancelled', {}, actNow(context));
  const refund = context.ledger.refunds.get(id);
  if (!refund) throw problem('not_found', 'no such refund on this laptop');
  if (!moved) throw problem('already_sent', 'the refund has left this laptop');
  return refund;
}

/** A request with what its payment tells of it, where the platform's own list does not (trap T-23): a refund is of the whole payment there. */
function named(context: DeskContext, request: RefundRequest): RefundRequest {
  const payment = context.cache().orders.payment(request.accountId, request.paymentId);
  if (payment === null) return request;
  return {
    ...request,
    orderId: request.orderId ?? payment.orderId,
    orderNumber: request.orderNumber ?? payment.orderNumber,
    amount: request.amount ?? payment.amount,
  };
}

function guestOf(context: DeskContext, request: RefundRequest): string {
  const { accountId, orderId } = request;
  const order = orderId === null ? null : context.cache().orders.order(accountId, orderId);
  return order === null ? '' : guestName(context, order) || order.contact?.email || order.contact?.phone || '';
}

/** All refunds of this door and all refund requests of the platforms, each once, newest first. */
export function listRefunds(context: DeskContext, limit: number): readonly RefundRow[] {
  const cache = context.cache();
  const requests = new Map(
    cache.orders.refundRequests(limit).map((request) => [`${request.accountId}\n${request.id}`, request]),
  );
  const rows: { readonly at: number; readonly row: RefundRow }[] = [];
  for (const refund of context.ledger.refunds.recent(limit)) {
    if (refund.requests.length === 0)
      rows.push({ at: refund.createdAtMs, row: { refund, request: null, guest: refund.guest } });
    const accounts = context.ledger.accounts.atPlaceOf(refund.accountId);
    for (const id of refund.requests) {
      const request = accounts.map((account) => cache.orders.refundRequest(account, id)).find((one) => one !== null);
      for (const account of accounts) requests.delete(`${account}\n${id}`);
      const row = { refund, request: request ? named(context, request) : null, guest: refund.guest };
      rows.push({ at: refund.createdAtMs, row });
    }
  }
  for (const unnamed of requests.values()) {
    const request = named(context, unnamed);
    rows.push({ at: request.createdAtMs, row: { refund: null, request, guest: guestOf(context, request) } });
  }
  return rows
    .sort((a, b) => b.at - a.at)
    .slice(0, limit)
    .map(({ row }) => row);
}
