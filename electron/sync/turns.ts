import type { AccountId } from '../../shared/ids.ts';

/** Work on accounts: that on one account is done piece after piece, that on several side by side. */
export class Turns {
  readonly #last = new Map<AccountId, Promise<void>>();

  /** Does a piece of work when all that was asked for before on this account is done, however it went. @throws what the work throws. */
  take<T>(id: AccountId, work: () => Promise<T>): Promise<T> {
    const done = (this.#last.get(id) ?? Promise.resolve()).then(work);
    const over = done
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        if (this.#last.get(id) === over) this.#last.delete(id);
      });
    this.#last.set(id, over);
    return done;
  }
}
