import type { HeardClock } from '../platforms/http.ts';

/** What is known of the platform's clock at one moment. */
export interface KnownClock {
  /** Platform's clock minus this laptop's, in milliseconds. */
  readonly skewMs: number;
  /** By how much that may be wrong, either way. */
  readonly withinMs: number;
}

/** From here on people are told that the laptop's clock is off. */
export const skewWorthSayingMs = 120_000;
/** By so much the laptop's clock must have jumped ahead to have been set. */
const jumpMs = 30_000;
/** Two quartz clocks part by less than this, also while one of them is being slewed: a millisecond in a second. */
const driftPerMs = 0.001;

interface Measure extends HeardClock {
  readonly wallMs: number;
  readonly steadyMs: number;
}

/**
 * The difference of the clocks, from what answers tell: each is true to half its round trip, so a slow one says little, and one that was measured
 * better stands until time has made it worse, or until it cannot be true any more (docs/decisions/0036).
 */
export class PlatformClock {
  readonly #now: () => number;
  readonly #steady: () => number;
  #measured: Measure | null = null;

  /** @param steady milliseconds that never jump. */
  constructor(now: () => number, steady: () => number) {
    this.#now = now;
    this.#steady = steady;
  }

  /** An answer came just now. */
  hear(heard: HeardClock): void {
    // Whole milliseconds: what is reckoned with it is stored as a time.
    const [skewMs, withinMs] = [Math.round(heard.skewMs), Math.ceil(heard.withinMs)];
    const wallMs = this.#now();
    const steadyMs = this.#steady();
    const { known } = this;
    if (known !== null && this.#measured !== null) {
      const contradicts = Math.abs(skewMs - known.skewMs) > withinMs + known.withinMs;
      // One of the clocks was set. What may be a captive portal's clock contradicts nobody who is known.
      const better = contradicts ? heard.sure || !this.#measured.sure : withinMs <= known.withinMs;
      if (!better) return;
    }
    this.#measured = { skewMs, withinMs, sure: heard.sure, wallMs, steadyMs };
  }

  /** Null before the first answer that told its time. */
  get known(): KnownClock | null {
    const measured = this.#measured;
    if (measured === null) return null;
    const passed = this.#steady() - measured.steadyMs;
    const jumped = Math.round(this.#now() - measured.wallMs - passed);
    const drift = Math.ceil(Math.max(0, passed) * driftPerMs);
    const withinMs = measured.withinMs + drift;
    const after = measured.skewMs - jumped;
    // A jump back is somebody's hand.
    if (jumped <= 0) return { skewMs: after, withinMs };
    // A jump ahead may be a sleep, in which a steady clock can stand still: it is likelier a hand if it puts the clock right. Both must be reckoned with.
    const set = jumped > jumpMs && Math.abs(after) < skewWorthSayingMs;
    return { skewMs: set ? after : measured.skewMs, withinMs: withinMs + jumped };
  }
}
