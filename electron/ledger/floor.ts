import type { AccountId } from '../../shared/ids.ts';
import type { Db } from '../store/open.ts';

/**
 * Where among a laptop's admissions those begin that still wait for something. What is done stays done and new ones come at the end, so nothing
 * below the oldest that waits is ever looked at again: a ledger of many seasons is asked as quickly as a new one.
 */
export class Floor {
  readonly #from = new Map<AccountId, number>();
  readonly #newest: () => number;

  constructor(db: Db) {
    const newest = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM admissions').pluck();
    this.#newest = () => newest.get() ?? 0;
  }

  /** @param waiting all of the account's that wait, from this `seq` on, oldest first. */
  read<Step extends { readonly seq: number }>(
    accountId: AccountId,
    waiting: (from: number) => readonly Step[],
  ): readonly Step[] {
    const newest = this.#newest();
    const steps = waiting(this.#from.get(accountId) ?? 0);
    this.#from.set(accountId, steps[0]?.seq ?? newest + 1);
    return steps;
  }
}
