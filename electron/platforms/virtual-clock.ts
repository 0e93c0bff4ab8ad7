import type { Clock } from './clock.ts';

/** A clock for tests and simulations: time passes only when everything that can happen now has happened. */
export class VirtualClock implements Clock {
  #now = 1_000_000;
  #seq = 0;
  readonly #due: { at: number; seq: number; run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    this.#seq += 1;
    const entry = { at: this.#now + Math.max(0, ms), seq: this.#seq, run };
    this.#due.push(entry);
    return () => {
      const at = this.#due.indexOf(entry);
      if (at >= 0) this.#due.splice(at, 1);
    };
  }

  /** Resolves when `ms` have passed on this clock. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Lets time pass until `done` settles. @throws Error when nothing is due and `done` still waits. */
  async runUntil<T>(done: Promise<T>): Promise<T> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    done.then(mark, mark);
    for (;;) {
      // One turn of the real event loop lets every promise that is ready go on.
      await new Promise((resolve) => setImmediate(resolve));
      if (settled) return done;
      this.#due.sort((a, b) => a.at - b.at || a.seq - b.seq);
      const next = this.#due.shift();
      if (next === undefined) throw new Error('nothing is due and the simulation has not ended');
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
  }
}
