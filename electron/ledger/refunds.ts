import type { QueueState, Refund, RefundTarget } from '../../shared/domain/acts.ts';
import { problem } from '../../shared/errors.ts';
import { codeOf, foldForIndex, plain } from '../../shared/fold.ts';
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
import { accountsAtPlace } from './accounts.ts';
import { type ActTable, actColumns, isConstraint } from './acts.ts';
import type { WritableJournal } from './journal.ts';
import type { RefundsBook } from './ledger.ts';

const askedFor = 'this was asked for on this laptop already';

interface Row {
  readonly id: RefundId;
  readonly accountId: AccountId;
  readonly target: 'payment' | 'order' | 'items';
  readonly orderId: OrderId;
  readonly paymentId: PaymentId | null;
  readonly orderNumber: string;
  readonly guest: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly keepMoney: 0 | 1;
  readonly refundTo: 'origin' | 'voucher' | null;
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
  r.order_number AS orderNumber, r.guest, r.amount_minor AS amountMinor, r.currency, r.keep_money AS keepMoney, r.refund_to AS refundTo, r.standing, ${actColumns}
  FROM refunds r JOIN acts a ON a.id = r.id`;

export function openRefunds(db: Db, acts: ActTable, journal: WritableJournal): WritableRefunds {
  const one = db.prepare<[RefundId], Row>(`${select} WHERE r.id = ?`);
  const recent = db.prepare<[number], Row>(`${select} ORDER BY a.seq DESC LIMIT ?`);
  const ofOrder = db.prepare<[AccountId, OrderId], Row>(
    `${select} WHERE r.account_id IN (${accountsAtPlace}) AND r.order_id = ? ORDER BY a.seq DESC`,
  );
  const standing = db.prepare<[AccountId, OrderId, string, PaymentId | null], Row>(
    `${select} WHERE r.account_id IN (${accountsAtPlace}) AND r.order_id = ? AND r.standing = 1 AND r.target <> 'items'
     AND (r.target <> ? OR r.payment_id IS ?)
     ORDER BY a.seq LIMIT 1`,
  );
  const insert = db.prepare(
    `INSERT INTO refunds (id, account_id, target, order_id, payment_id, order_number, guest, amount_minor, currency,
       keep_money, refund_to, name_words, find_text)
     VALUES (@id, @accountId, @target, @orderId, @paymentId, @orderNumber, @guest, @minor, @currency, @keepMoney, @refundTo,
       @nameWords, @findText)`,
  );
  const requests = db
    .prepare<[RefundId], RefundRequestId>('SELECT request_id FROM refund_requests WHERE refund_id = ? ORDER BY rowid')
    .pluck();
  const addRequest = db.prepare<[RefundId, RefundRequestId]>(
    'INSERT INTO refund_requests (refund_id, request_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const askedHere = db
    .prepare<[AccountId, string], RefundRequestId>(
      `SELECT q.request_id FROM refund_requests q JOIN refunds r ON r.id = q.refund_id
       WHERE r.account_id IN (${accountsAtPlace}) AND q.request_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  const standingWith = db.prepare<[AccountId, string], Row>(
    `${select} WHERE r.account_id IN (${accountsAtPlace}) AND r.standing = 1 AND a.state = 'confirmed' AND r.id IN (
       SELECT refund_id FROM refund_requests WHERE request_id IN (SELECT value FROM json_each(?)))
     ORDER BY a.seq`,
  );
  const fall = db.prepare<[RefundId]>('UPDATE refunds SET standing = 0 WHERE id = ?');

  const addItem = db.prepare<[RefundId, AccountId, OrderId, string]>(
    'INSERT INTO refund_items (refund_id, account_id, order_id, item_id) VALUES (?, ?, ?, ?)',
  );
  const itemIds = db
    .prepare<[RefundId], string>('SELECT item_id FROM refund_items WHERE refund_id = ? ORDER BY rowid')
    .pluck();

  const targetOf = (row: Row): RefundTarget => {
    const { orderId } = row;
    const keepMoney = row.keepMoney === 1;
    if (row.paymentId !== null) return { kind: 'payment', paymentId: row.paymentId, orderId };
    if (row.refundTo === null) return { kind: 'order', orderId, ...(keepMoney ? { keepMoney } : {}) };
    return { kind: 'items', orderId, itemIds: itemIds.all(row.id), keepMoney, refundTo: row.refundTo };
  };
  const refundOf = (row: Row): Refund => ({
    id: row.id,
    accountId: row.accountId,
    target: targetOf(row),
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

  const standingFor: RefundsBook['standing'] = (accountId, target) => {
    if (target.kind === 'items') {
      const wanted = new Set(target.itemIds);
      const clash = ofOrder
        .all(accountId, target.orderId)
        .find(
          (row) => row.standing === 1 && (row.target !== 'items' || itemIds.all(row.id).some((id) => wanted.has(id))),
        );
      return clash ? refundOf(clash) : null;
    }
    const paymentId = target.kind === 'payment' ? target.paymentId : null;
    const row = standing.get(accountId, target.orderId, target.kind, paymentId);
    return row ? refundOf(row) : null;
  };

  return {
    create(refund, act) {
      return transact(db, () => {
        if (standingFor(refund.accountId, refund.target)) throw problem('already_refunded', askedFor);
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
            keepMoney: target.kind !== 'payment' && target.keepMoney === true ? 1 : 0,
            refundTo: target.kind === 'items' ? target.refundTo : null,
            nameWords: ` ${foldForIndex(refund.guest)}`,
            findText: `${plain(refund.guest)}\n${codeOf(refund.guest)}\n${codeOf(refund.orderNumber)}`,
          });
          if (target.kind === 'items') {
            for (const item of target.itemIds) addItem.run(id, refund.accountId, target.orderId, item);
          }
        } catch (error) {
          if (!isConstraint(error)) throw error;
          throw problem('already_refunded', askedFor, { cause: error });
        }
        journal.append(act, 'refund.written', {
          refund: id,
          account: refund.accountId,
          order: target.orderId,
          payment: paymentId,
          ...(target.kind === 'items' ? { items: target.itemIds } : {}),
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
    askedHere: (accountId, ids) => new Set(askedHere.all(accountId, JSON.stringify(ids))),
    standingWith: (accountId, ids) => standingWith.all(accountId, JSON.stringify(ids)).map(refundOf),
    standing: standingFor,
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
