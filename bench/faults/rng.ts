/** Numbers from a seed: the same seed gives the same run. */
export interface Rng {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number;
  chance(probability: number): boolean;
  pick<T>(of: readonly T[]): T;
  /** Picks by weight. */
  weighted<T>(of: readonly (readonly [T, number])[]): T;
  shuffled<T>(of: readonly T[]): T[];
}

/** mulberry32. */
export function seeded(seed: number): Rng {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(of: readonly T[]): T => {
    const one = of[below(of.length)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  };
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick,
    weighted: (of) => {
      let left = next() * of.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of of) {
        left -= weight;
        if (left < 0) return value;
      }
      return pick(of)[0];
    },
    shuffled: (of) => {
      const list = [...of];
      for (let n = list.length - 1; n > 0; n -= 1) {
        const other = below(n + 1);
        const a = list[n];
        const b = list[other];
        if (a === undefined || b === undefined) continue;
        list[n] = b;
        list[other] = a;
      }
      return list;
    },
  };
}
