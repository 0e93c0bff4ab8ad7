import type { Deed, DeedAct, QueueState } from '../../shared/domain/acts.ts';
import { problem } from '../../shared/errors.ts';
import { codeOf, foldForIndex, plain } from '../../shared/fold.ts';
import { type AccountId, as, type DeedId, type EpochMs, type OrderId } from '../../shared/ids.ts';
import { type Db, transact } from '../store/open.ts';
import { accountsAtPlace } from './accounts.ts';
import { type ActTable, actColumns, isConstraint } from './acts.ts';
import type { WritableJournal } from './journal.ts';
import type { DeedsBook } from './ledger.ts';

const underWay = 'the same is under way for this order';

interface Row {
  readonly id: DeedId;
  readonly accountId: AccountId;
  readonly what: DeedAct;
  readonly orderId: OrderId;
  readonly orderNumber: string;
  readonly guest: string;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly email: string | null;
  readonly state: QueueState;
  readonly createdAtMs: EpochMs;
  readonly madeBy: string;
  readonly nextAttemptMs: EpochMs | null;
}

const select = `SELECT d.id, d.account_id AS accountId, d.what, d.order_id AS orderId, d.order_number AS orderNumber, d.guest,
  d.amount_minor AS amountMinor, d.currency, d.email, ${actColumns} FROM deeds d JOIN acts a ON a.id = d.id`;

export function openDeeds(db: Db, acts: ActTable, journal: WritableJournal): DeedsBook {
  const one = db.prepare<[DeedId], Row>(`${select} WHERE d.id = ?`);
  const open = db.prepare<[AccountId, OrderId], Row>(
    `${select} WHERE d.account_id IN (${accountsAtPlace}) AND d.order_id = ? AND d.open = 1 ORDER BY a.seq`,
  );
  const ofOrder = db.prepare<[AccountId, OrderId], Row>(
    `${select} WHERE d.account_id IN (${accountsAtPlace}) AND d.order_id = ? ORDER BY a.seq`,
  );
  const lastRefused = db.prepare<[AccountId, OrderId], Row>(
    `${select} WHERE d.account_id = ? AND d.order_id = ? AND a.state = 'rejected' AND NOT EXISTS (
       SELECT 1 FROM deeds e JOIN acts b ON b.id = e.id
       WHERE e.account_id = d.account_id AND e.order_id = d.order_id AND e.what = d.what AND b.seq > a.seq AND b.state <> 'cancelled')
     ORDER BY a.seq`,
  );
  const insert = db.prepare(
    `INSERT INTO deeds (id, account_id, what, order_id, order_number, guest, amount_minor, currency, email, name_words, find_text)
     VALUES (@id, @accountId, @act, @orderId, @orderNumber, @guest, @minor, @currency, @email, @nameWords, @findText)`,
  );
  const deedOf = (row: Row): Deed => ({
    id: row.id,
    accountId: row.accountId,
    act: row.what,
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    guest: row.guest,
    amount:
      row.amountMinor === null || row.currency === null ? null : { minor: row.amountMinor, currency: row.currency },
    email: row.email,
    createdAtMs: row.createdAtMs,
    by: row.madeBy,
    queueState: row.state,
    attempts: acts.attempts(row.id),
    nextAttemptMs: row.nextAttemptMs,
  });
  const get = (id: DeedId): Deed | null => {
    const row = one.get(id);
    return row ? deedOf(row) : null;
  };
  return {
    create(deed, act) {
      return transact(db, () => {
        if (open.all(deed.accountId, deed.orderId).some(({ what }) => what === deed.act))
          throw problem('already_sent', underWay);
        const id = as<DeedId>(acts.insert('deed', deed.accountId, act));
        const { amount, ...rest } = deed;
        const { guest, email, orderNumber } = rest;
        const text = [plain(guest), codeOf(guest), codeOf(orderNumber), ...(email === null ? [] : [plain(email)])];
        try {
          insert.run({
            ...rest,
            id,
            minor: amount?.minor ?? null,
            currency: amount?.currency ?? null,
            nameWords: ` ${foldForIndex(guest)}`,
            findText: text.join('\n'),
          });
        } catch (error) {
          if (!isConstraint(error)) throw error;
          throw problem('already_sent', underWay, { cause: error });
        }
        const { accountId, orderId } = deed;
        journal.append(act, 'deed.written', {
          ...{ deed: id, account: accountId, act: deed.act, order: orderId },
          ...(amount === null ? {} : { amount }),
        });
        const written = get(id);
        if (!written) throw new Error('the deed was not written');
        return written;
      });
    },
    get,
    openOf: (accountId, orderId) => open.all(accountId, orderId).map(deedOf),
    ofOrder: (accountId, orderId) => ofOrder.all(accountId, orderId).map(deedOf),
    lastRefused: (accountId, orderId) => lastRefused.all(accountId, orderId).map(deedOf),
  };
}
