import type { QueueState, Refund } from '../../shared/domain/orders.ts';
import { problem } from '../../shared/errors.ts';
import {
  type AccountId,
  as,
  type EpochMs,
  type OrderId,
  type PaymentId,
  type RefundId,
  type RefundRequestId,
} from '../../shared/ids.ts';
import { type Db, transact } from '../store/open.ts';
import { type ActTable, actColumns, isConstraint } from './acts.ts';
import type { WritableJournal } from './journal.ts';
import type { RefundsBook } from './ledger.ts';

interface Row {
  readonly id: RefundId;
  readonly accountId: AccountId;
  readonly target: 'payment' | 'order';
  readonly orderId: OrderId;
  readonly paymentId: PaymentId | null;
  readonly orderNumber: string;
  readonly guest: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly standing: 0 | 1;
  readonly state: QueueState;
  readonly createdAtMs: EpochMs;
  readonly madeBy: string;
  readonly nextAttemptMs: EpochMs | null;
}

/** The refunds with what only the queue may do to them. */
export interface WritableRefunds extends RefundsBook {
  /** Writes the platform's requests to their refund, those it has already left out. Part of the caller's transaction. */
  addRequests(id: RefundId, requests: readonly RefundRequestId[]): void;
}

const select = `SELECT r.id, r.account_id AS accountId, r.target, r.order_id AS orderId, r.payment_id AS paymentId,
  r.order_number AS orderNumber, r.guest, r.amount_minor AS amountMinor, r.currency, r.standing, ${actColumns}
  FROM refunds r JOIN acts a ON a.id = r.id`;

export function openRefunds(db: Db, acts: ActTable, journal: WritableJournal): WritableRefunds {
  const one = db.prepare<[RefundId], Row>(`${select} WHERE r.id = ?`);
  const recent = db.prepare<[number], Row>(`${select} ORDER BY a.seq DESC LIMIT ?`);
  const ofOrder = db.prepare<[AccountId, OrderId], Row>(
    `${select} WHERE r.account_id = ? AND r.order_id = ? ORDER BY a.seq DESC`,
  );
  const standing = db.prepare<[AccountId, OrderId, string, PaymentId | null], Row>(
    `${select} WHERE r.account_id = ? AND r.order_id = ? AND r.standing = 1 AND (r.target <> ? OR r.payment_id IS ?)
     ORDER BY a.seq LIMIT 1`,
  );
  const insert = db.prepare(
    `INSERT INTO refunds (id, account_id, target, order_id, payment_id, order_number, guest, amount_minor, currency)
     VALUES (@id, @accountId, @target, @orderId, @paymentId, @orderNumber, @guest, @minor, @currency)`,
  );
  const requests = db
    .prepare<[RefundId], RefundRequestId>('SELECT request_id FROM refund_requests WHERE refund_id = ? ORDER BY rowid')
    .pluck();
  const addRequest = db.prepare<[RefundId, RefundRequestId]>(
    'INSERT INTO refund_requests (refund_id, request_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const fall = db.prepare<[RefundId]>('UPDATE refunds SET standing = 0 WHERE id = ?');

  const refundOf = (row: Row): Refund => ({
    id: row.id,
    accountId: row.accountId,
    target:
      row.paymentId === null
        ? { kind: 'order', orderId: row.orderId }
        : { kind: 'payment', paymentId: row.paymentId, orderId: row.orderId },
    orderNumber: row.orderNumber,
    guest: row.guest,
    amount: { minor: row.amountMinor, currency: row.currency },
    createdAtMs: row.createdAtMs,
    by: row.madeBy,
    queueState: row.state,
    requests: requests.all(row.id),
    attempts: acts.attempts(row.id),
    nextAttemptMs: row.nextAttemptMs,
  });
  const rowOf = (id: RefundId): Row => {
    const row = one.get(id);
    if (!row) throw problem('not_found', 'no such refund on this laptop');
    return row;
  };

  return {
    create(refund, act) {
      return transact(db, () => {
        const id = as<RefundId>(acts.insert('refund', refund.accountId, act));
        const { target } = refund;
        const paymentId = target.kind === 'payment' ? target.paymentId : null;
        try {
          insert.run({
            id,
            accountId: refund.accountId,
            target: target.kind,
            orderId: target.orderId,
            paymentId,
            orderNumber: refund.orderNumber,
            guest: refund.guest,
            minor: refund.amount.minor,
            currency: refund.amount.currency,
          });
        } catch (error) {
          if (!isConstraint(error)) throw error;
          throw problem('already_refunded', 'this was asked for on this laptop already', { cause: error });
        }
        journal.append(act, 'refund.written', {
          refund: id,
          account: refund.accountId,
          order: target.orderId,
          payment: paymentId,
          amount: refund.amount,
        });
        return refundOf(rowOf(id));
      });
    },
    get(id) {
      const row = one.get(id);
      return row ? refundOf(row) : null;
    },
    recent: (limit) => recent.all(limit).map(refundOf),
    ofOrder: (accountId, orderId) => ofOrder.all(accountId, orderId).map(refundOf),
    standing(accountId, target) {
      const paymentId = target.kind === 'payment' ? target.paymentId : null;
      const row = standing.get(accountId, target.orderId, target.kind, paymentId);
      return row ? refundOf(row) : null;
    },
    release(id, reason, act) {
      return transact(db, () => {
        const row = rowOf(id);
        if (row.standing === 0) return refundOf(row);
        if (row.state !== 'confirmed') throw new Error(`a refund that is ${row.state} was not decided by the platform`);
        fall.run(id);
        journal.append(act, 'refund.released', { refund: id, reason, requests: requests.all(id) });
        return refundOf(rowOf(id));
      });
    },
    addRequests(id, added) {
      for (const request of added) addRequest.run(id, request);
    },
  };
}
