import { randomInt } from 'node:crypto';
import { ALNUM, UPPER } from '../data/rng.ts';
import type { TicRs } from './context.ts';

/** A number that no order has: `AYM-0579`. Among many thousand orders one that is drawn may well be taken. */
export function freshNumber(
  ctx: Pick<TicRs, 'store'>,
  draw: (alphabet: string, length: number) => string = drawn,
): string {
  return fresh(ctx, 'number', () => `${draw(UPPER, 3)}-${draw('0123456789', 4)}`);
}

/** A public token that no order has. */
export function freshToken(ctx: Pick<TicRs, 'store'>): string {
  return fresh(ctx, 'public_token', () => drawn(ALNUM, 8));
}

function fresh(ctx: Pick<TicRs, 'store'>, column: 'number' | 'public_token', make: () => string): string {
  for (;;) {
    const value = make();
    if (!ctx.store.sql(`SELECT 1 FROM orders WHERE ${column} = ?`).get(value)) return value;
  }
}

function drawn(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}
