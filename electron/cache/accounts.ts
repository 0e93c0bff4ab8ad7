import type { AccountId } from '../../shared/ids.ts';
import type { Db } from '../store/open.ts';

/** The small numbers that stand for accounts inside the file. */
export interface AccountNumbers {
  /** The account's number; null when nothing of it is here. */
  find(id: AccountId): number | null;
  /** The account's number, made now if need be. */
  need(id: AccountId): number;
  idOf(no: number): AccountId;
  /** Reads them anew, after a transaction that did not hold. */
  reload(): void;
}

/** Account numbers of a cache file, held in memory. */
export function accountNumbers(db: Db): AccountNumbers {
  const numbers = new Map<AccountId, number>();
  const ids = new Map<number, AccountId>();
  const all = db.prepare<[], { no: number; id: AccountId }>('SELECT no, id FROM account');
  const reload = (): void => {
    numbers.clear();
    ids.clear();
    for (const { no, id } of all.all()) {
      numbers.set(id, no);
      ids.set(no, id);
    }
  };
  reload();
  const insert = db.prepare<[string], number>(
    'INSERT INTO account (id) VALUES (?) ON CONFLICT (id) DO UPDATE SET id = excluded.id RETURNING no',
  );
  insert.pluck();
  return {
    find: (id) => numbers.get(id) ?? null,
    need: (id) => {
      const known = numbers.get(id);
      if (known !== undefined) return known;
      const no = insert.get(id);
      if (no === undefined) throw new Error('an account was not stored');
      numbers.set(id, no);
      ids.set(no, id);
      return no;
    },
    idOf: (no) => {
      const id = ids.get(no);
      if (id === undefined) throw new Error(`no account has number ${no}`);
      return id;
    },
    reload,
  };
}
