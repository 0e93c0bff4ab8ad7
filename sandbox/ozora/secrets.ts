import { randomBytes, timingSafeEqual } from 'node:crypto';
import { ALNUM } from '../data/rng.ts';

/** `length` letters and digits that nobody can guess. */
export function unguessable(length: number): string {
  let out = '';
  for (const byte of randomBytes(length)) out += ALNUM.charAt(byte % ALNUM.length);
  return out;
}

/** Compares without telling by its time how much was right. */
export function sameSecret(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
