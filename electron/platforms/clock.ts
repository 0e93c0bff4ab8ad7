/** Time as the budget and the sessions see it; tests bring their own. */
export interface Clock {
  /** Epoch milliseconds that never jump: a laptop whose clock is set back must not make a pull wait for hours. */
  now(): number;
  /** Calls `run` after `ms`. @returns a function that cancels it. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.max(0, ms));
    return () => clearTimeout(timer);
  },
};
