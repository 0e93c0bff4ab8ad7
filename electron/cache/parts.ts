import { type Db, transact } from '../store/open.ts';
import { type AccountNumbers, accountNumbers } from './accounts.ts';
import { type Events, openEvents } from './events.ts';

/** What the parts of the cache share. */
export interface CacheParts {
  readonly db: Db;
  readonly accounts: AccountNumbers;
  readonly events: Events;
  /** One transaction. After one that fails, what is held in memory is read anew. */
  readonly write: <Result>(work: () => Result) => Result;
}

/** Reads what the cache holds in memory of an open file. */
export function cacheParts(db: Db): CacheParts {
  const accounts = accountNumbers(db);
  const events = openEvents(db, accounts);
  return {
    db,
    accounts,
    events,
    write: (work) => {
      try {
        return transact(db, work);
      } catch (error) {
        if (db.open) {
          accounts.reload();
          events.reload();
        }
        throw error;
      }
    },
  };
}
