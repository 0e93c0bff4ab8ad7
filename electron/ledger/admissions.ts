import type { AdmissionState } from '../../shared/domain/tickets.ts';
import type { AccountId, EpochMs, TicketKey } from '../../shared/ids.ts';
import { type Db, transact } from '../store/open.ts';
import { Floor } from './floor.ts';
import type { AdmissionBook, AdmissionStory, UntoldStep } from './ledger.ts';

/** One step of a ticket's story: 1 admits, -1 takes the newest standing admission back. */
export interface AdmissionStep {
  readonly step: 1 | -1;
  readonly at: EpochMs;
  readonly madeBy: string;
}

/** The state that a ticket's steps, oldest first, leave; null when there are none. */
export function admissionState(steps: readonly AdmissionStep[]): AdmissionState | null {
  const last = steps.at(-1);
  if (!last) return null;
  const standing: EpochMs[] = [];
  for (const { step, at } of steps) {
    if (step === 1) standing.push(at);
    else standing.pop();
  }
  return {
    admitted: standing.length > 0,
    at: last.at,
    times: standing.length,
    firstAt: standing[0] ?? null,
    by: last.madeBy,
  };
}

const columns = 'step, at, made_by AS madeBy';

export function openAdmissions(db: Db): AdmissionBook {
  const insert = db.prepare<[AccountId, TicketKey, 1 | -1, EpochMs, string]>(
    'INSERT INTO admissions (account_id, ticket_key, step, at, made_by) VALUES (?, ?, ?, ?, ?)',
  );
  const steps = db.prepare<[AccountId, TicketKey], AdmissionStep>(
    `SELECT ${columns} FROM admissions WHERE account_id = ? AND ticket_key = ? ORDER BY seq`,
  );
  const admitted = db
    .prepare<[AccountId], TicketKey>(
      'SELECT ticket_key FROM admissions WHERE account_id = ? GROUP BY ticket_key HAVING sum(step) > 0',
    )
    .pluck();
  const untold = db.prepare<[number, AccountId], UntoldStep>(
    `SELECT s.seq, s.ticket_key AS key, s.step, s.at, q.at AS askedAt FROM admissions s NOT INDEXED
     LEFT JOIN admissions_asked q ON q.seq = s.seq WHERE s.seq >= ? AND s.account_id = ? AND NOT EXISTS (SELECT 1 FROM admissions_told t WHERE t.seq = s.seq)
     ORDER BY s.seq`,
  );
  const untoldFrom = new Floor(db);
  const story = db.prepare<[AccountId, TicketKey], AdmissionStory>(
    `SELECT s.seq, s.ticket_key AS key, s.step, s.at, s.made_by AS "by", t.at AS toldAt, q.at AS askedAt FROM admissions s
     LEFT JOIN admissions_told t ON t.seq = s.seq LEFT JOIN admissions_asked q ON q.seq = s.seq WHERE s.account_id = ? AND s.ticket_key = ? ORDER BY s.seq`,
  );
  const noteAsked = db.prepare<[number | bigint, EpochMs]>('INSERT INTO admissions_asked (seq, at) VALUES (?, ?)');
  const tell = db.prepare<[number, EpochMs]>(
    'INSERT INTO admissions_told (seq, at) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const state = (accountId: AccountId, key: TicketKey): AdmissionState | null =>
    admissionState(steps.all(accountId, key));
  const written = (accountId: AccountId, key: TicketKey): AdmissionState => {
    const now = state(accountId, key);
    if (!now) throw new Error('the admission was not written');
    return now;
  };
  return {
    admit(accountId, key, act, askedAt = null) {
      return transact(db, () => {
        const { lastInsertRowid } = insert.run(accountId, key, 1, act.now, act.by);
        if (askedAt !== null) noteAsked.run(lastInsertRowid, askedAt);
        return written(accountId, key);
      });
    },
    undo(accountId, key, act) {
      return transact(db, () => {
        const before = state(accountId, key);
        if (!before?.admitted) return before;
        insert.run(accountId, key, -1, act.now, act.by);
        return written(accountId, key);
      });
    },
    state,
    states(keys) {
      const found = new Map<string, AdmissionState>();
      for (const { accountId, key } of keys) {
        const one = state(accountId, key);
        if (one) found.set(`${accountId}\n${key}`, one);
      }
      return found;
    },
    untold: (accountId) => untoldFrom.read(accountId, (from) => untold.all(from, accountId)),
    markTold(told, act) {
      transact(db, () => {
        for (const { seq } of told) tell.run(seq, act.now);
      });
    },
    story: (accountId, key) => story.all(accountId, key),
    admittedKeys: (accountId) => admitted.all(accountId),
  };
}
