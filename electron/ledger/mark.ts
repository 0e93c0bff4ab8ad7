import { createHash } from 'node:crypto';
import { closeSync, fdatasyncSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import type { JournalEntry } from './ledger.ts';

/** How far the journal had come: number and hash of an entry. */
export type JournalPlace = Pick<JournalEntry, 'seq' | 'hash'>;

/**
 * The journal's last number, kept outside the ledger: a ledger that lost its newest entries opens without a word (a write-ahead log that is cut,
 * spoilt or gone; an old file put back), and only this tells (docs/decisions/0037).
 */
export interface Mark {
  /** The place that was noted last; null when none can be read. */
  read(): JournalPlace | null;
  /**
   * Notes a place whose entry is on the disk already.
   * @param flush waits until the note is on the disk too. @throws the file system's error.
   */
  write(place: JournalPlace, flush: boolean): void;
  close(): void;
}

/** Where a ledger's mark is. */
export function markFile(ledgerFile: string): string {
  return `${ledgerFile.replace(/\.db$/, '')}.mark`;
}

/** Two slots, a disk's block each, written in turn: one that is torn in the writing leaves the other. */
const slotBytes = 4096;
const slots = [0, 1] as const;

const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

function slotText(turn: number, place: JournalPlace): string {
  const text = `${turn} ${place.seq} ${place.hash}`;
  return `${text} ${sumOf(text)}\n`;
}

interface Slot extends JournalPlace {
  readonly turn: number;
}

function parseSlot(raw: string): Slot | null {
  const line = raw.slice(0, Math.max(0, raw.indexOf('\n')));
  const [, text, turn, seq, hash, sum] = /^((\d{1,15}) (\d{1,15}) ([0-9a-f]{64})) ([0-9a-f]{16})$/.exec(line) ?? [];
  if (text === undefined || hash === undefined || sum !== sumOf(text)) return null;
  return { turn: Number(turn), seq: Number(seq), hash };
}

function newestSlot(file: number): Slot | null {
  let newest: Slot | null = null;
  for (const at of slots) {
    const bytes = Buffer.alloc(slotBytes);
    readSync(file, bytes, 0, slotBytes, at * slotBytes);
    const slot = parseSlot(bytes.toString('latin1'));
    // By the turn and not by the number: after a restore the number goes back.
    if (slot && slot.turn > (newest?.turn ?? -1)) newest = slot;
  }
  return newest;
}

/** Opens the mark of a ledger, or makes an empty one. @throws the file system's error. */
export function openMark(path: string): Mark {
  closeSync(openSync(path, 'a'));
  const handle = openSync(path, 'r+');
  let last: Slot | null;
  try {
    // Its whole place is taken now, so that a disk that fills up later does not stop it.
    const { size } = fstatSync(handle);
    const missing = slots.length * slotBytes - size;
    if (missing > 0) writeSync(handle, Buffer.alloc(missing), 0, missing, size);
    last = newestSlot(handle);
  } catch (error) {
    closeSync(handle);
    throw error;
  }
  return {
    read: () => last && { seq: last.seq, hash: last.hash },
    write(place, flush) {
      if (last === null || last.hash !== place.hash || last.seq !== place.seq) {
        const turn = (last?.turn ?? 0) + 1;
        const bytes = Buffer.alloc(slotBytes);
        bytes.write(slotText(turn, place), 'latin1');
        writeSync(handle, bytes, 0, slotBytes, (turn % slots.length) * slotBytes);
        last = { turn, seq: place.seq, hash: place.hash };
      }
      if (flush) fdatasyncSync(handle);
    },
    close: () => closeSync(handle),
  };
}
