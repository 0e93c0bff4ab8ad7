import { type JournalPlace, type Mark, openMark } from './mark.ts';

/**
 * Keeps the mark at the journal's end: without waiting for the disk after each entry, and waiting for it before an act leaves the laptop. A mark
 * that cannot be kept stops no sale: it is a second net.
 */
export class KeptMark {
  readonly #onFailure: (error: unknown) => void;
  #mark: Mark | null;
  readonly #head: () => JournalPlace;
  #due = false;

  /** @param head gives the journal's end, as it is committed. */
  constructor(mark: Mark | null, head: () => JournalPlace, onFailure: (error: unknown) => void) {
    this.#mark = mark;
    this.#head = head;
    this.#onFailure = onFailure;
  }

  /** Notes the end once the transaction that is under way has come to its end, whichever that is. */
  readonly soon = (): void => {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      if (!this.#due) return;
      this.#write(false);
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
