import type { QueueEntry } from '../../shared/domain/acts.ts';
import type { ActKind, HistoryState } from '../../shared/domain/history.ts';
import type { EpochMs } from '../../shared/ids.ts';
import type { Db } from '../store/open.ts';
import { searchFor } from './history-search.ts';
import type { ActRef, History, HistoryQuery } from './ledger.ts';
import { actRef } from './queue.ts';
import { settledStates } from './queue-states.ts';

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly kind: ActRef['kind'];
}

/** What every statement is given; those parts that its text does not name are ignored by SQLite. */
type Parameters = Readonly<Record<string, string | number | null>>;

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

const isCancellation = `(a.kind = 'refund' AND r.target = 'order' AND r.amount_minor = 0)`;

const kinds: Readonly<Record<ActKind, string>> = {
  sale: `a.kind = 'sale'`,
  refund: `(a.kind = 'refund' AND NOT ${isCancellation})`,
  cancel_order: isCancellation,
  mark_paid: `d.what = 'markPaid'`,
  complete: `d.what = 'complete'`,
  mail: `d.what = 'mail'`,
  invite: `d.what = 'invite'`,
};

const tells = (outcome: string): string =>
  `EXISTS (SELECT 1 FROM attempts t WHERE t.act_id = a.id AND t.outcome = '${outcome}')`;

const states: Readonly<Record<HistoryState, string>> = {
  open: `a.state NOT IN (${quoted(settledStates)})`,
  confirmed: `a.state = 'confirmed'`,
  found: `(a.state = 'confirmed' AND ${tells('reconciled')})`,
  decided: tells('chosen'),
  rejected: `a.state = 'rejected'`,
  cancelled: `a.state = 'cancelled'`,
};

const from =
  'FROM acts a LEFT JOIN sales s ON s.id = a.id LEFT JOIN refunds r ON r.id = a.id LEFT JOIN deeds d ON d.id = a.id';

/** @param get reads one act whole. */
export function openHistory(db: Db, get: (ref: ActRef) => QueueEntry | null): History {
  const asked = (query: HistoryQuery, more: readonly string[] = []) => {
    const search = searchFor(query.search);
    const parts = [
      ...(query.accountId === null ? [] : ['a.account_id = @accountId']),
      ...(query.kind === null ? [] : [kinds[query.kind]]),
      ...(query.state === null ? [] : [states[query.state]]),
      ...(query.fromMs === null ? [] : ['a.created_at >= @fromMs']),
      ...(query.beforeMs === null ? [] : ['a.created_at < @beforeMs']),
      ...(search === null ? [] : [search.condition]),
      ...more,
    ];
    const { accountId, fromMs, beforeMs } = query;
    return {
      where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`,
      given: { accountId, fromMs, beforeMs, ...search?.given },
    };
  };
  const read = (text: string, given: Parameters): readonly Row[] =>
    db.prepare<[Parameters], Row>(`SELECT a.seq, a.id, a.kind ${from} ${text}`).all(given);
  const entryOf = (row: Row): QueueEntry => {
    const entry = get(actRef(row));
    if (!entry) throw new Error(`act ${row.id} has no ${row.kind}`);
    return entry;
  };
  const lastBefore = db
    .prepare<[number], EpochMs | null>('SELECT max(created_at) FROM acts WHERE created_at < ?')
    .pluck();
  return {
    lastBefore: (ms) => lastBefore.get(ms) ?? null,
    page(query, { offset, limit }) {
      const { where, given } = asked(query);
      const total = db.prepare<[Parameters], number>(`SELECT count(*) ${from} ${where}`).pluck();
      const rows = read(`${where} ORDER BY a.seq DESC LIMIT @limit OFFSET @offset`, { ...given, offset, limit });
      return { entries: rows.map(entryOf), total: total.get(given) ?? 0 };
    },
    slice(query, below, limit) {
      const { where, given } = asked(query, below === null ? [] : ['a.seq < @below']);
      const rows = read(`${where} ORDER BY a.seq DESC LIMIT @limit`, { ...given, below, limit });
      return { entries: rows.map(entryOf), next: rows.length < limit ? null : (rows.at(-1)?.seq ?? null) };
    },
  };
}
