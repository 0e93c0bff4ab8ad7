import { type JournalPlace, type Mark, openMark } from './mark.ts';

/** What a person did, and is told to be safe: nothing but this laptop knows of it. */
const byHand: ReadonlySet<string> = new Set(['sale.written', 'refund.written', 'deed.written', 'sale.cash_noted']);

/**
 * Keeps the mark at the journal's end: waiting for the disk before a person is told that what they did is written down and before an act leaves
 * the laptop, and without waiting for it after all else. A mark that cannot be kept stops no sale: it is a second net.
 */
export class KeptMark {
  readonly #onFailure: (error: unknown) => void;
  #mark: Mark | null;
  readonly #head: () => JournalPlace;
  #due = false;
  #flush = false;

  /** @param head gives the journal's end, as it is committed. */
  constructor(mark: Mark | null, head: () => JournalPlace, onFailure: (error: unknown) => void) {
    this.#mark = mark;
    this.#head = head;
    this.#onFailure = onFailure;
  }

  /**
   * Notes the end once the transaction that is under way has come to its end, whichever that is: before whoever asked for it is answered.
   * @param what the journal's word for what was written.
   */
  readonly soon = (what: string): void => {
    if (byHand.has(what)) this.#flush = true;
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      if (!this.#due) return;
      this.#write(this.#flush);
    });
  };

  /** Notes the end, and returns when that is on the disk. */
  readonly now = (): void => this.#write(true);

  /** Call before the ledger is closed. */
  close(): void {
    this.#write(true);
    this.#mark?.close();
    this.#mark = null;
  }

  #write(flush: boolean): void {
    this.#due = false;
    this.#flush = false;
    try {
      this.#mark?.write(this.#head(), flush);
    } catch (error) {
      this.#onFailure(error);
    }
  }
}

/** The mark at this path; null when it cannot be opened. */
export function markAt(path: string, onFailure: (error: unknown) => void): Mark | null {
  try {
    return openMark(path);
  } catch (error) {
    onFailure(error);
    return null;
  }
}
