import type { QueueEntry, QueueState } from '../../shared/domain/acts.ts';
import { problem } from '../../shared/errors.ts';
import { type AccountId, as, type DeedId, type EpochMs, type RefundId, type SaleId } from '../../shared/ids.ts';
import { type Db, transact } from '../store/open.ts';
import { type ActTable, isConstraint } from './acts.ts';
import type { WritableJournal } from './journal.ts';
import type { Act, ActRef, DeedsBook, Queue, Settlement } from './ledger.ts';
import { interruptedStates, isSettled, mayMove, settledStates, waitingStates } from './queue-states.ts';
import type { WritableRefunds } from './refunds.ts';
import { openRefusals } from './refusals.ts';
import type { WritableSales } from './sales.ts';

interface Row {
  readonly id: string;
  readonly kind: ActRef['kind'];
  readonly state: QueueState;
}

/** The ref of an act as its row names it. */
export function actRef({ kind, id }: { readonly kind: ActRef['kind']; readonly id: string }): ActRef {
  switch (kind) {
    case 'sale':
      return { kind, id: as<SaleId>(id) };
    case 'refund':
      return { kind, id: as<RefundId>(id) };
    case 'deed':
      return { kind, id: as<DeedId>(id) };
  }
}

/** The books of all kinds of acts. */
interface Books {
  readonly sales: WritableSales;
  readonly refunds: WritableRefunds;
  readonly deeds: DeedsBook;
}

const quoted = (states: readonly QueueState[]): string => states.map((state) => `'${state}'`).join(', ');

/**
 * @param markNow notes outside the ledger how far the journal has come, on the disk: after what must not come undone, and before it is acted on.
 */
export function openQueue(db: Db, acts: ActTable, books: Books, journal: WritableJournal, markNow: () => void): Queue {
  const { sales, refunds, deeds } = books;
  const refusals = openRefusals(db);
  const claim = db.prepare<[AccountId, EpochMs], Row>(
    `UPDATE acts SET state = 'sending', next_attempt_at = NULL WHERE seq = (
       SELECT seq FROM acts WHERE account_id = ? AND state = 'queued' AND (next_attempt_at IS NULL OR next_attempt_at <= ?)
       ORDER BY seq LIMIT 1)
     RETURNING id, kind, state`,
  );
  const move = db.prepare<[QueueState, string, string, QueueState]>(
    'UPDATE acts SET state = ? WHERE id = ? AND kind = ? AND state = ?',
  );
  const wait = db.prepare<[EpochMs | null, string]>('UPDATE acts SET next_attempt_at = ? WHERE id = ?');
  const inStates = db.prepare<[AccountId | null, AccountId | null, string], Row>(
    `SELECT id, kind, state FROM acts WHERE (? IS NULL OR account_id = ?) AND state IN (SELECT value FROM json_each(?)) ORDER BY seq`,
  );
  const unsettled = db.prepare<[number], Row>(
    `SELECT id, kind, state FROM acts WHERE state NOT IN (${quoted(settledStates)}) ORDER BY state <> 'needs_person', seq LIMIT ?`,
  );
  const settled = db.prepare<[number], Row>(
    `SELECT id, kind, state FROM acts WHERE state IN (${quoted(settledStates)}) ORDER BY seq DESC LIMIT ?`,
  );
  const counts = db.prepare<[AccountId | null, AccountId | null], { waiting: number; persons: string }>(
    `SELECT count(*) FILTER (WHERE state IN (${quoted(waitingStates)})) AS waiting,
       json_group_array(id) FILTER (WHERE state = 'needs_person') AS persons
     FROM acts WHERE state NOT IN (${quoted(settledStates)}) AND (? IS NULL OR account_id = ?)`,
  );
  const nextDue = db
    .prepare<[AccountId], EpochMs | null>(
      `SELECT min(coalesce(next_attempt_at, created_at)) FROM acts WHERE account_id = ? AND state = 'queued'`,
    )
    .pluck();

  const get = (ref: ActRef): QueueEntry | null => {
    switch (ref.kind) {
      case 'sale': {
        const sale = sales.get(ref.id);
        return sale && { kind: 'sale', sale };
      }
      case 'refund': {
        const refund = refunds.get(ref.id);
        return refund && { kind: 'refund', refund };
      }
      case 'deed': {
        const deed = deeds.get(ref.id);
        return deed && { kind: 'deed', deed };
      }
    }
  };
  const entryOf = (row: Pick<Row, 'id' | 'kind'>): QueueEntry => {
    const entry = get(actRef(row));
    if (!entry) throw new Error(`act ${row.id} has no ${row.kind}`);
    return entry;
  };
  const change = (ref: ActRef, from: QueueState, to: QueueState, settlement: Settlement, act: Act): boolean => {
    if (move.run(to, ref.id, ref.kind, from).changes === 0) return false;
    if (isSettled(to) || to === 'needs_person') wait.run(null, ref.id);
    else if (settlement.nextAttemptMs !== undefined) wait.run(settlement.nextAttemptMs, ref.id);
    if (settlement.attempt) acts.addAttempt(ref.id, settlement.attempt);
    if (ref.kind === 'sale' && settlement.order) sales.adopt(ref.id, settlement.order);
    if (ref.kind === 'refund' && settlement.requests) refunds.addRequests(ref.id, settlement.requests);
    if (settlement.unheard) refusals.note(ref.id, act);
    journal.append(act, `${ref.kind}.${to}`, {
      [ref.kind]: ref.id,
      from,
      outcome: settlement.attempt?.outcome,
      order: settlement.order && { id: settlement.order.id, number: settlement.order.number },
      requests: settlement.requests,
    });
    return true;
  };

  return {
    claim(accountId, act, note = '') {
      const claimed = transact(db, () => {
        const row = claim.get(accountId, act.now);
        if (!row) return null;
        acts.addAttempt(row.id, { at: act.now, outcome: 'sent', note });
        journal.append(act, `${row.kind}.sending`, { [row.kind]: row.id, from: 'queued' });
        return entryOf(row);
      });
      if (claimed) markNow();
      return claimed;
    },
    move(ref, from, to, settlement, act) {
      assertMove(ref, from, to, settlement);
      try {
        const moved = transact(db, () => change(ref, from, to, settlement, act));
        // Were it lost, what was taken back would be sent, or a person asked again what they have decided.
        if (moved && (from === 'queued' || from === 'needs_person')) markNow();
        return moved;
      } catch (error) {
        if (!isConstraint(error) || !settlement.order) throw error;
        throw problem('already_sent', `order ${settlement.order.number} belongs to another sale of this laptop`, {
          cause: error,
        });
      }
    },
    get,
    refusals: () => refusals.unseen().map(entryOf),
    confirmRefusal: (ref, act) => refusals.see(ref.id, act),
    inStates: (accountId, states) => inStates.all(accountId, accountId, JSON.stringify(states)).map(entryOf),
    recoverInterrupted(act) {
      return transact(db, () => {
        const rows = inStates.all(null, null, JSON.stringify(interruptedStates));
        for (const row of rows) {
          const attempt = { at: act.now, outcome: 'unknown', note: 'outcome_unknown' } as const;
          change(actRef(row), row.state, 'unknown', { attempt, nextAttemptMs: null }, act);
        }
        return rows.length;
      });
    },
    counts(accountId) {
      const found = counts.get(accountId ?? null, accountId ?? null);
      const persons = JSON.parse(found?.persons ?? '[]') as readonly string[];
      return { waiting: found?.waiting ?? 0, needsPerson: persons.length, persons };
    },
    list(options) {
      const first = unsettled.all(options.limit);
      const rest = options.settled ? settled.all(options.limit - first.length) : [];
      return [...first, ...rest].map(entryOf);
    },
    nextDue: (accountId) => nextDue.get(accountId) ?? null,
  };
}

function assertMove(ref: ActRef, from: QueueState, to: QueueState, settlement: Settlement): void {
  if (!mayMove(from, to)) throw new Error(`an act may not move from ${from} to ${to}`);
  const confirmsSale = ref.kind === 'sale' && to === 'confirmed';
  if (confirmsSale !== (settlement.order !== undefined)) {
    throw new Error(confirmsSale ? 'a sale is confirmed by its order' : 'only a confirmed sale has an order');
  }
  if (settlement.requests !== undefined && (ref.kind !== 'refund' || to !== 'confirmed')) {
    throw new Error('only a confirmed refund has requests');
  }
  if (settlement.unheard && to !== 'rejected') throw new Error('only what is refused goes unheard');
}
