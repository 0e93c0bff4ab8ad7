/** Rows a second over the last minute or two, and the time that the rest will take. */
export class RateMeter {
  readonly #samples: { readonly at: number; readonly done: number }[] = [];
  readonly #spanMs: number;

  /** @param spanMs how far back the rate looks: two windows of a rate limit, so that its bursts even out. */
  constructor(spanMs = 120_000) {
    this.#spanMs = spanMs;
  }

  /** Notes that `done` rows in all are here at `at` (epoch ms). */
  note(done: number, at: number): void {
    this.#samples.push({ at, done });
    while (this.#samples.length > 1 && (this.#samples[1]?.at ?? at) <= at - this.#spanMs) this.#samples.shift();
  }

  /** Rows a second over the span that ends now; zero before anything came. */
  rate(now: number): number {
    const last = this.#samples.at(-1);
    const first = this.#samples[0];
    if (!first || !last) return 0;
    const from = Math.max(first.at, now - this.#spanMs);
    // What was done by then: samples are steps, and a burst belongs to the moment it came. Old ones are gone, so it is one of the first.
    const next = this.#samples.findIndex((sample) => sample.at > from);
    const before = next < 0 ? last : (this.#samples[next - 1] ?? first);
    const seconds = (now - from) / 1000;
    return seconds <= 0 ? 0 : (last.done - before.done) / seconds;
  }

  /** Milliseconds until `total` is reached by the present rate; null while there is none. */
  left(total: number, now: number): number | null {
    const rate = this.rate(now);
    const last = this.#samples.at(-1);
    if (rate <= 0 || !last) return null;
    return Math.max(0, Math.round(((total - last.done) / rate) * 1000));
  }
}
