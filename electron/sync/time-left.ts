import { RateMeter } from './rate-meter.ts';

/** Before this long a measured pace says nothing. */
const leastMs = 5_000;

/** Five windows of a limit: where others take from it, the bursts of one or two of them say little. */
const paceSpanMs = 300_000;

/**
 * How long a pull will still take. Under a rate limit its pages come in bursts, so the limit itself is the better guess until the pace has been
 * measured over some windows; slower than the limit (a slow network, other programs with the same key) it goes by what was measured.
 */
export class TimeLeft {
  readonly #pages = new RateMeter(paceSpanMs);
  readonly #rows = new RateMeter();
  readonly #begunMs: number;
  #pagesRead = 0;
  #rowsRead = 0;

  /** @param nowMs a clock that never jumps. */
  constructor(nowMs: number) {
    this.#begunMs = nowMs;
    this.#pages.note(0, nowMs);
    this.#rows.note(0, nowMs);
  }

  page(rows: number, nowMs: number): void {
    this.#pagesRead += 1;
    this.#rowsRead += rows;
    this.#pages.note(this.#pagesRead, nowMs);
    this.#rows.note(this.#rowsRead, nowMs);
  }

  /** Rows a second, over the last two windows; zero until it was measured long enough to say anything. */
  rate(nowMs: number): number {
    return nowMs - this.#begunMs < leastMs ? 0 : this.#rows.rate(nowMs);
  }

  /** @param limitAMinute requests that the platform allows; null without a limit. @returns milliseconds; null while unknown. */
  leftMs(rowsLeft: number, limitAMinute: number | null, nowMs: number): number | null {
    if (rowsLeft <= 0) return 0;
    const rowsAPage = this.#pagesRead === 0 ? null : this.#rowsRead / this.#pagesRead;
    if (rowsAPage === null || rowsAPage === 0) return null;
    const measured = nowMs - this.#begunMs < leastMs ? null : this.#pages.rate(nowMs);
    const limit = limitAMinute === null ? null : limitAMinute / 60;
    const pace = measured === null ? limit : limit === null ? measured : Math.min(measured, limit);
    return pace === null || pace <= 0 ? null : Math.round((rowsLeft / rowsAPage / pace) * 1000);
  }
}
