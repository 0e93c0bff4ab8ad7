import type { Db } from '../store/open.ts';
import { dateSpan } from './events.ts';

/** Tickets that one row speaks of; an event date has room for a whole number of them. */
const blockSize = 4096;
const blocksADate = dateSpan / blockSize;

/** Which tickets each open pass has seen: a bit a ticket, since a row each would be a quarter of what a pull writes. */
export interface SeenTickets {
  /** Tells of tickets whether the pass has seen them, as it stands now: ask anew after `add`. */
  of(generation: number): (ticketId: number) => boolean;
  add(generation: number, ticketIds: readonly number[]): void;
  /** How many tickets of each event date, by its number; those with none are left out. */
  countByDate(generation: number): ReadonlyMap<number, number>;
  forget(generation: number): void;
}

/** Prepares the statements over table `pass_seen`. */
export function seenTickets(db: Db): SeenTickets {
  const get = db
    .prepare<[number, number], Buffer>('SELECT bits FROM pass_seen WHERE generation = ? AND block = ?')
    .pluck();
  const put = db.prepare(
    `INSERT INTO pass_seen (generation, block, bits) VALUES (?, ?, ?)
     ON CONFLICT (generation, block) DO UPDATE SET bits = excluded.bits`,
  );
  const all = db.prepare<[number], { block: number; bits: Buffer }>(
    'SELECT block, bits FROM pass_seen WHERE generation = ?',
  );
  const remove = db.prepare('DELETE FROM pass_seen WHERE generation = ?');

  return {
    of: (generation) => {
      const read = new Map<number, Buffer | null>();
      return (ticketId) => {
        const block = Math.floor(ticketId / blockSize);
        let bits = read.get(block);
        if (bits === undefined) {
          bits = get.get(generation, block) ?? null;
          read.set(block, bits);
        }
        const bit = ticketId % blockSize;
        return (((bits?.[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;
      };
    },

    add: (generation, ticketIds) => {
      for (const [block, ids] of Map.groupBy(ticketIds, (id) => Math.floor(id / blockSize))) {
        const old = get.get(generation, block);
        const bytes = Math.max(old?.length ?? 0, ...ids.map((id) => ((id % blockSize) >> 3) + 1));
        const bits = Buffer.alloc(bytes);
        old?.copy(bits);
        for (const id of ids) {
          const bit = id % blockSize;
          bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
        }
        put.run(generation, block, bits);
      }
    },

    countByDate: (generation) => {
      const counts = new Map<number, number>();
      for (const { block, bits } of all.all(generation)) {
        const dateNo = Math.floor(block / blocksADate);
        counts.set(dateNo, (counts.get(dateNo) ?? 0) + onesIn(bits));
      }
      return counts;
    },

    forget: (generation) => {
      remove.run(generation);
    },
  };
}

function onesIn(bits: Uint8Array): number {
  let ones = 0;
  for (let byte of bits) for (; byte !== 0; byte &= byte - 1) ones += 1;
  return ones;
}
