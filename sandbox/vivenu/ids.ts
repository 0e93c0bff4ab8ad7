import { randomBytes, randomUUID } from 'node:crypto';
import { type Rng, uuidFromHex } from '../data/rng.ts';

/** Where identifiers come from: a seed for generated data, chance for what is sold later. */
export interface Ids {
  /** 24 hex digits that begin with the second, as ObjectIds do. */
  object(ms: number): string;
  uuid(): string;
  /** 16 digits, after a ticket type's prefix. */
  barcode(prefix?: string): string;
}

const seconds = (ms: number) =>
  Math.floor(ms / 1000)
    .toString(16)
    .padStart(8, '0');

export function seededIds(rng: Rng): Ids {
  let serial = rng.int(0x1000);
  return {
    // The counter at the end keeps ids of one second apart.
    object: (ms) => `${seconds(ms)}${rng.hex(10)}${(serial++ % 0x1000000).toString(16).padStart(6, '0')}`,
    uuid: () => uuidFromHex(rng.hex(32)),
    barcode: (prefix = '') => `${prefix}${rng.code(16 - prefix.length, '0123456789')}`,
  };
}

export const randomIds: Ids = {
  object: (ms) => `${seconds(ms)}${randomBytes(8).toString('hex')}`,
  uuid: () => randomUUID(),
  barcode: (prefix = '') => {
    let digits = '';
    for (const byte of randomBytes(16 - prefix.length)) digits += byte % 10;
    return prefix + digits;
  },
};
