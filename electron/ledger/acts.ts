import type { Attempt } from '../../shared/domain/acts.ts';
import { problem } from '../../shared/errors.ts';
import type { AccountId, EpochMs } from '../../shared/ids.ts';
import type { Db } from '../store/open.ts';
import type { Act, ActRef } from './ledger.ts';
import { uuidv7 } from './uuid.ts';

/** What sales, refunds and deeds share: an act in the queue with the story of its attempts. */
export interface ActTable {
  /** Adds a queued act. Part of the caller's transaction. @returns its id. @throws ProblemError `account_missing`. */
  insert(kind: ActRef['kind'], accountId: AccountId, act: Act): string;
  attempts(id: string): readonly Attempt[];
  addAttempt(id: string, attempt: Attempt): void;
}

export function openActs(db: Db): ActTable {
  const account = db.prepare<[AccountId]>('SELECT 1 FROM accounts WHERE id = ? AND removed_at IS NULL');
  const insert = db.prepare<[string, string, AccountId, EpochMs, string]>(
    'INSERT INTO acts (id, kind, account_id, created_at, made_by) VALUES (?, ?, ?, ?, ?)',
  );
  const attempts = db.prepare<[string], Attempt>(
    'SELECT at, outcome, note FROM attempts WHERE act_id = ? ORDER BY seq',
  );
  const addAttempt = db.prepare<[string, EpochMs, string, string]>(
    'INSERT INTO attempts (act_id, at, outcome, note) VALUES (?, ?, ?, ?)',
  );
  return {
    insert(kind, accountId, act) {
      if (!account.get(accountId)) throw problem('account_missing', 'this account is no longer connected');
      const id = uuidv7(act.now);
      insert.run(id, kind, accountId, act.now, act.by);
      return id;
    },
    attempts: (id) => attempts.all(id),
    addAttempt: (id, attempt) => {
      addAttempt.run(id, attempt.at, attempt.outcome, attempt.note);
    },
  };
}

/** Columns of `acts a` that all kinds read. */
export const actColumns =
  'a.state, a.created_at AS createdAtMs, a.made_by AS madeBy, a.next_attempt_at AS nextAttemptMs';

/** True when SQLite refused a write because of a constraint or a trigger of the schema. */
export function isConstraint(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('SQLITE_CONSTRAINT');
}
