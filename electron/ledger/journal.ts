import { createHash } from 'node:crypto';
import type { EpochMs } from '../../shared/ids.ts';
import type { Db } from '../store/open.ts';
import type { Act, Journal, JournalEntry } from './ledger.ts';

/** What the first entry names as the one before it. */
export const genesis = '0'.repeat(64);

/** JSON with sorted keys and no spaces: the same value always gives the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => `${JSON.stringify(name)}:${canonicalJson(item)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** sha256 over the hash before and the entry, as hex. */
export function entryHash(entry: Omit<JournalEntry, 'hash'>): string {
  const { previous, seq, at, by, what, body } = entry;
  return createHash('sha256').update(previous).update(canonicalJson({ seq, at, by, what, body })).digest('hex');
}

/** Says why an entry does not follow the one before; null when it does. */
export function brokenLink(entry: JournalEntry, before: Pick<JournalEntry, 'seq' | 'hash'>): string | null {
  if (entry.seq !== before.seq + 1) return `entry ${before.seq + 1} is missing`;
  if (entry.previous !== before.hash) return 'does not follow the entry before it';
  if (entry.hash !== entryHash(entry)) return 'was changed after it was written';
  return null;
}

/** A few milliseconds' worth of entries. */
const slice = 1_000;

/** Verifies the whole chain, and pauses after each slice of it. @returns the first entry that is broken, null when none is. */
export function* verifyInSlices(journal: Pick<Journal, 'entries'>): Generator<void, ReturnType<Journal['verify']>> {
  let before = { seq: 0, hash: genesis };
  for (;;) {
    const entries = journal.entries(before.seq + 1, slice);
    for (const entry of entries) {
      const reason = brokenLink(entry, before);
      if (reason !== null) return { seq: entry.seq, reason };
      before = entry;
    }
    if (entries.length < slice) return null;
    yield;
  }
}

/** The journal with its pen: `append` is the ledger's own and always part of the transaction of what it tells. */
export interface WritableJournal extends Journal {
  /** @param what e.g. `sale.confirmed`. @param body ids, amounts and states; nothing of a guest. */
  append(act: Act, what: string, body: Readonly<Record<string, unknown>>): void;
}

const columns = 'seq, at, made_by AS "by", what, body, previous, hash';

/** @param onAppended is called with `what` within the transaction, which may still be rolled back. */
export function openJournal(db: Db, onAppended: (what: string) => void = () => undefined): WritableJournal {
  const last = db.prepare<[], JournalEntry>(`SELECT ${columns} FROM journal ORDER BY seq DESC LIMIT 1`);
  const page = db.prepare<[number, number], JournalEntry>(
    `SELECT ${columns} FROM journal WHERE seq >= ? ORDER BY seq LIMIT ?`,
  );
  const all = db.prepare<[], JournalEntry>(`SELECT ${columns} FROM journal ORDER BY seq`);
  const insert = db.prepare<[number, EpochMs, string, string, string, string, string]>(
    'INSERT INTO journal (seq, at, made_by, what, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  return {
    append(act, what, body) {
      const before = last.get() ?? { seq: 0, hash: genesis };
      const entry = {
        seq: before.seq + 1,
        at: act.now,
        by: act.by,
        what,
        body: canonicalJson(body),
        previous: before.hash,
      };
      insert.run(entry.seq, entry.at, entry.by, entry.what, entry.body, entry.previous, entryHash(entry));
      onAppended(what);
    },
    entries: (fromSeq, limit) => page.all(fromSeq, limit),
    head: () => last.get() ?? null,
    verify() {
      let before = { seq: 0, hash: genesis };
      for (const entry of all.iterate()) {
        const reason = brokenLink(entry, before);
        if (reason !== null) return { seq: entry.seq, reason };
        before = entry;
      }
      return null;
    },
  };
}
