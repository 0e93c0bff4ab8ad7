/** Waits, or ends early without an error when the signal aborts. @returns false when aborted. */
export function wait(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(true), ms);
    const abort = (): void => finish(false);
    signal.addEventListener('abort', abort, { once: true });
    function finish(completed: boolean): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      resolve(completed);
    }
  });
}

/** A doorbell: `wait` ends when it rings or the time is over. One ring before the wait counts. */
export class Bell {
  #rung = false;
  #wake: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** @returns true when it rang, false when time passed or the signal aborted. */
  async wait(ms: number, signal: AbortSignal): Promise<boolean> {
    if (!this.#rung && !signal.aborted) {
      const sleeping = new AbortController();
      this.#wake = () => sleeping.abort();
      await wait(ms, AbortSignal.any([signal, sleeping.signal]));
      this.#wake = null;
    }
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }
}
