import { isDeepStrictEqual } from 'node:util';
import type { Payment, RefundRequest, RefundState } from '../../shared/domain/orders.ts';
import type { EpochMs, IsoTime, OrderId, PaymentId, RefundRequestId } from '../../shared/ids.ts';
import type { OrderCache } from './cache.ts';
import type { CacheParts } from './parts.ts';

interface PaymentRow {
  readonly account_no: number;
  readonly id: PaymentId;
  readonly order_id: OrderId;
  readonly order_number: string;
  readonly status: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly created_at: IsoTime;
  readonly created_ms: EpochMs;
}

interface RefundRow {
  readonly account_no: number;
  readonly id: RefundRequestId;
  readonly payment_id: PaymentId;
  readonly order_id: OrderId | null;
  readonly order_number: string | null;
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly state: RefundState;
  readonly rejection_reason: string | null;
  readonly created_at: IsoTime;
  readonly created_ms: EpochMs;
  readonly decided_at: IsoTime | null;
  readonly refund_payment_id: PaymentId | null;
}

type PaymentCalls = Pick<
  OrderCache,
  | 'upsertPayments'
  | 'upsertRefundRequests'
  | 'paymentsOf'
  | 'payment'
  | 'missingPayments'
  | 'refundRequestsOf'
  | 'refundRequest'
  | 'refundRequests'
  | 'openRefundRequests'
  | 'refundsDecidedAgainst'
>;

/** Payments and refund requests over an open file. */
export function openPayments({ db, accounts, write }: CacheParts): PaymentCalls {
  const paymentById = db.prepare<[number, string], PaymentRow>('SELECT * FROM payment WHERE account_no = ? AND id = ?');
  const paymentsOfOrder = db.prepare<[number, string], PaymentRow>(
    'SELECT * FROM payment WHERE account_no = ? AND order_id = ? ORDER BY created_ms, id',
  );
  const putPayment = db.prepare(
    `INSERT INTO payment (account_no, id, order_id, order_number, status, amount_minor, currency, created_at, created_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_no, id) DO UPDATE SET order_id = excluded.order_id, order_number = excluded.order_number,
       status = excluded.status, amount_minor = excluded.amount_minor, currency = excluded.currency, created_at = excluded.created_at,
       created_ms = excluded.created_ms`,
  );
  const refundById = db.prepare<[number, string], RefundRow>(
    'SELECT * FROM refund_request WHERE account_no = ? AND id = ?',
  );
  const refundsOfPayment = db.prepare<[number, string], RefundRow>(
    'SELECT * FROM refund_request WHERE account_no = ? AND payment_id = ? ORDER BY created_ms DESC, id',
  );
  const newestRefunds = db.prepare<[number], RefundRow>(
    'SELECT * FROM refund_request ORDER BY created_ms DESC LIMIT ?',
  );
  const openRefunds = db.prepare<[number], RefundRow>(
    `SELECT * FROM refund_request WHERE account_no = ? AND state IN ('requested', 'approved') ORDER BY created_ms`,
  );
  const decidedAgainst = db
    .prepare<[number], RefundRequestId>(
      `SELECT id FROM refund_request WHERE account_no = ? AND state IN ('rejected', 'failed')`,
    )
    .pluck();
  const missing = db
    .prepare<[number], PaymentId>(
      `SELECT DISTINCT r.payment_id FROM refund_request r
       LEFT JOIN payment p ON p.account_no = r.account_no AND p.id = r.payment_id
       WHERE r.account_no = ? AND r.order_id IS NULL AND p.id IS NULL`,
    )
    .pluck();
  const putRefund = db.prepare(
    `INSERT INTO refund_request (account_no, id, payment_id, order_id, order_number, amount_minor, currency, state, rejection_reason,
       created_at, created_ms, decided_at, refund_payment_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_no, id) DO UPDATE SET payment_id = excluded.payment_id, order_id = excluded.order_id,
       order_number = excluded.order_number, amount_minor = excluded.amount_minor, currency = excluded.currency, state = excluded.state,
       rejection_reason = excluded.rejection_reason, created_at = excluded.created_at, created_ms = excluded.created_ms,
       decided_at = excluded.decided_at, refund_payment_id = excluded.refund_payment_id`,
  );

  const paymentOf = (row: PaymentRow): Payment => ({
    accountId: accounts.idOf(row.account_no),
    id: row.id,
    orderId: row.order_id,
    orderNumber: row.order_number,
    status: row.status,
    amount: { minor: row.amount_minor, currency: row.currency },
    createdAt: row.created_at,
    createdAtMs: row.created_ms,
  });
  const refundOf = (row: RefundRow): RefundRequest => ({
    accountId: accounts.idOf(row.account_no),
    id: row.id,
    paymentId: row.payment_id,
    orderId: row.order_id,
    orderNumber: row.order_number,
    amount: row.amount_minor === null ? null : { minor: row.amount_minor, currency: row.currency ?? '' },
    state: row.state,
    rejectionReason: row.rejection_reason,
    createdAt: row.created_at,
    createdAtMs: row.created_ms,
    decidedAt: row.decided_at,
    refundPaymentId: row.refund_payment_id,
  });

  const payment: PaymentCalls['payment'] = (accountId, id) => {
    const accountNo = accounts.find(accountId);
    const row = accountNo === null ? undefined : paymentById.get(accountNo, id);
    return row ? paymentOf(row) : null;
  };
  const refundRequest: PaymentCalls['refundRequest'] = (accountId, id) => {
    const accountNo = accounts.find(accountId);
    const row = accountNo === null ? undefined : refundById.get(accountNo, id);
    return row ? refundOf(row) : null;
  };

  return {
    payment,
    refundRequest,

    missingPayments: (accountId) => {
      const accountNo = accounts.find(accountId);
      return accountNo === null ? [] : missing.all(accountNo);
    },

    upsertPayments: (payments) =>
      write(() => {
        const changed = new Set<OrderId>();
        for (const it of payments) {
          if (isDeepStrictEqual(payment(it.accountId, it.id), it)) continue;
          const { amount } = it;
          putPayment.run(
            accounts.need(it.accountId),
            it.id,
            it.orderId,
            it.orderNumber,
            it.status,
            amount.minor,
            amount.currency,
            it.createdAt,
            it.createdAtMs,
          );
          changed.add(it.orderId);
        }
        return [...changed];
      }),

    upsertRefundRequests: (requests) =>
      write(() => {
        let changed = false;
        for (const it of requests) {
          if (isDeepStrictEqual(refundRequest(it.accountId, it.id), it)) continue;
          putRefund.run(
            accounts.need(it.accountId),
            it.id,
            it.paymentId,
            it.orderId,
            it.orderNumber,
            it.amount?.minor ?? null,
            it.amount?.currency ?? null,
            it.state,
            it.rejectionReason,
            it.createdAt,
            it.createdAtMs,
            it.decidedAt,
            it.refundPaymentId,
          );
          changed = true;
        }
        return changed;
      }),

    paymentsOf: (accountId, orderId) => {
      const accountNo = accounts.find(accountId);
      return accountNo === null ? [] : paymentsOfOrder.all(accountNo, orderId).map(paymentOf);
    },
    refundRequestsOf: (accountId, paymentIds) => {
      const accountNo = accounts.find(accountId);
      if (accountNo === null) return [];
      return paymentIds.flatMap((id) => refundsOfPayment.all(accountNo, id).map(refundOf));
    },
    refundRequests: (limit) => newestRefunds.all(limit).map(refundOf),
    refundsDecidedAgainst: (accountId) => {
      const accountNo = accounts.find(accountId);
      return accountNo === null ? [] : decidedAgainst.all(accountNo);
    },
    openRefundRequests: (accountId) => {
      const accountNo = accounts.find(accountId);
      return accountNo === null ? [] : openRefunds.all(accountNo).map(refundOf);
    },
  };
}
