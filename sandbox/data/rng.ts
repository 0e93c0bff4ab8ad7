/** A small seeded generator (mulberry32): the same seed gives the same data on every machine. */
export interface Rng {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, n). */
  int(n: number): number;
  chance(p: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** `length` lower-case hex digits. */
  hex(length: number): string;
  /** `length` characters of `alphabet`. */
  code(length: number, alphabet: string): string;
}

export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const ALNUM = `${UPPER}abcdefghijklmnopqrstuvwxyz0123456789`;

/** @param stream separates independent uses of one seed, so that more of one thing does not shift another. */
export function createRng(seed: number, stream: string): Rng {
  let state = seed >>> 0;
  for (const ch of stream) state = Math.imul(state ^ (ch.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const bits = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const next = () => bits() / 4294967296;
  const int = (n: number) => Math.floor(next() * n);
  return {
    next,
    int,
    chance: (p) => next() < p,
    pick: (list) => {
      const value = list[int(list.length)];
      if (value === undefined) throw new Error('pick from an empty list');
      return value;
    },
    hex: (length) => {
      let out = '';
      while (out.length < length) out += bits().toString(16).padStart(8, '0');
      return out.slice(0, length);
    },
    code: (length, alphabet) => {
      let out = '';
      for (let i = 0; i < length; i++) out += alphabet.charAt(int(alphabet.length));
      return out;
    },
  };
}

/** A version-4 shaped UUID from 32 hex digits. */
export function uuidFromHex(hex: string): string {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
