import type { Statistics } from '../../shared/domain/sync.ts';
import type { CacheFacts } from './cache.ts';
import type { CacheParts } from './parts.ts';

/** The small facts over an open file. */
export function openFacts({ db, accounts, events, write }: CacheParts): CacheFacts {
  const read = db.prepare<[number, string], string>('SELECT value FROM fact WHERE account_no = ? AND name = ?').pluck();
  const put = db.prepare(
    `INSERT INTO fact (account_no, name, value) VALUES (?, ?, ?)
     ON CONFLICT (account_no, name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value`,
  );
  const remove = db.prepare('DELETE FROM fact WHERE account_no = ? AND name = ?');
  const readStatistics = db
    .prepare<[number, string, string], string>(
      'SELECT body FROM statistics WHERE account_no = ? AND from_day = ? AND to_day = ?',
    )
    .pluck();
  const putStatistics = db.prepare(
    `INSERT INTO statistics (account_no, from_day, to_day, fetched_at, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (account_no, from_day, to_day) DO UPDATE SET fetched_at = excluded.fetched_at, body = excluded.body`,
  );

  return {
    get: (accountId, name) => {
      const accountNo = accounts.find(accountId);
      return accountNo === null ? null : (read.get(accountNo, name) ?? null);
    },
    set: (accountId, name, value) => {
      write(() => {
        if (value !== null) put.run(accounts.need(accountId), name, value);
        else {
          const accountNo = accounts.find(accountId);
          if (accountNo !== null) remove.run(accountNo, name);
        }
      });
    },
    statistics: (accountId, from, to) => {
      const accountNo = accounts.find(accountId);
      const body = accountNo === null ? undefined : readStatistics.get(accountNo, from, to);
      // Written by `saveStatistics` only.
      return body === undefined ? null : (JSON.parse(body) as Statistics);
    },
    saveStatistics: (statistics) => {
      const { accountId, from, to, fetchedAt } = statistics;
      write(() => putStatistics.run(accounts.need(accountId), from, to, fetchedAt, JSON.stringify(statistics)));
    },
    upsertEvents: (accountId, list) => {
      if (list.length > 0) write(() => events.upsert(accounts.need(accountId), list));
    },
  };
}
