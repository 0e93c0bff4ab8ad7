import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EpochMs } from '../../shared/ids.ts';
import { moveAside } from '../store/aside.ts';
import { quickCheck } from '../store/check.ts';
import { type Db, openEncrypted, transact } from '../store/open.ts';
import { isDamage } from '../store/trouble.ts';
import { openActs } from './acts.ts';
import { type Backup, flush, listBackups, newestGoodBackup } from './backup.ts';
import { missingEnd } from './behind.ts';
import { openJournal } from './journal.ts';
import type { Act } from './ledger.ts';
import type { Mark } from './mark.ts';

/** What was done about a ledger that is not whole, and what is lost. */
export interface Restored {
  /** Why the ledger could not be used as it was: SQLite's words, `missing`, or what shows that its end is missing. */
  readonly reason: string;
  /** The path of the backup that is in its place now; null when the ledger itself goes on, without its newest entries or anew. */
  readonly from: string | null;
  /** What was written after this moment is lost, up to the restore; null when nothing at all is left. */
  readonly keptUntil: EpochMs | null;
  /** Number of the newest journal entry that is there. */
  readonly lastSeq: number;
  /** Number of the newest one that is known to have been there and is missing; null when nothing tells. There may have been newer ones. */
  readonly lostSeq: number | null;
  /** Acts that may have gone on since, and that are looked for on the platform before anything is sent. */
  readonly inDoubt: number;
}

/** What was found when the ledger was opened. */
export interface Found {
  readonly db: Db;
  readonly restored: Restored | null;
  /** Where the damaged file is now; it is never deleted. */
  readonly movedAside: string | null;
}

/**
 * Opens the ledger's file. One that is damaged, gone or older than its backup is moved aside, and the newest good backup put in its place, else a
 * new file. One that is whole but lacks its newest entries, as the mark shows, goes on; what waits in it is in doubt then.
 */
export function openOrRestore(options: {
  readonly file: string;
  readonly backupDir: string;
  readonly key: string;
  readonly now: EpochMs;
  /** Null when it could not be opened. */
  readonly mark: Mark | null;
}): Found {
  const { file, key, backupDir, now } = options;
  const open = (): Db => openEncrypted({ file, key, synchronous: 'FULL' });
  const marked = options.mark?.read() ?? null;
  const place: Place = { file, open, now, markedSeq: marked?.seq ?? null };
  if (!existsSync(file)) {
    const backup = newestGoodBackup(backupDir, key);
    if (backup) return { ...putBack(place, backup, 'missing', null), movedAside: null };
    const { seq } = marked ?? { seq: 0 };
    // Without an entry that was ever written, it is a first start.
    const gone = { reason: 'missing', from: null, keptUntil: null, lastSeq: 0, lostSeq: seq, inDoubt: 0 };
    return { db: open(), restored: seq === 0 ? null : gone, movedAside: null };
  }
  const { db, damage, damagedSeq } = tryOpen(file, marked !== null || listBackups(backupDir).length > 0, open);
  if (!db) {
    const backup = newestGoodBackup(backupDir, key);
    const movedAside = moveAside(file, now);
    if (!backup) return { db: open(), restored: null, movedAside };
    return { ...putBack(place, backup, damage, damagedSeq), movedAside };
  }
  const missing = missingEnd(db, { marked, backupDir, key });
  if (!missing) return { db, restored: null, movedAside: null };
  const { reason, lostSeq, backup } = missing;
  if (backup) {
    db.close();
    const movedAside = moveAside(file, now);
    return { ...putBack(place, backup, reason, lostSeq), movedAside };
  }
  const head = openJournal(db).head();
  const kept = { lastSeq: head?.seq ?? 0, lostSeq };
  const inDoubt = doubtAll(db, { by: '', now }, 'ledger.end_missing', { reason, ...kept });
  return { db, restored: { reason, from: null, keptUntil: head?.at ?? null, ...kept, inDoubt }, movedAside: null };
}

/** Where a ledger is put back. */
interface Place {
  readonly file: string;
  readonly open: () => Db;
  readonly now: EpochMs;
  readonly markedSeq: number | null;
}

/** SQLite takes a file without one whole page for a new database, and would start anew over what was a ledger. */
const leastBytes = 512;

function tryOpen(
  file: string,
  wasUsed: boolean,
  open: () => Db,
): {
  readonly db: Db | null;
  readonly damage: string;
  readonly damagedSeq: number | null;
} {
  const { size } = statSync(file);
  if (size < leastBytes && (size > 0 || wasUsed)) {
    return { db: null, damage: `only ${size} bytes are left of it`, damagedSeq: null };
  }
  let db: Db;
  try {
    db = open();
  } catch (error) {
    if (isDamage(error)) return { db: null, damage: (error as Error).message, damagedSeq: null };
    throw error;
  }
  const damage = quickCheck(db);
  if (damage === null) return { db, damage: '', damagedSeq: null };
  const damagedSeq = lastSeq(db);
  db.close();
  return { db: null, damage, damagedSeq };
}

function lastSeq(db: Db): number | null {
  try {
    return db.prepare<[], number>('SELECT max(seq) FROM journal').pluck().get() ?? null;
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
}

function putBack(
  place: Place,
  backup: Backup,
  reason: string,
  damagedSeq: number | null,
): { readonly db: Db; readonly restored: Restored } {
  const { file, now } = place;
  // A -wal left by another file must never be read into this one.
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
  const part = `${file}.part`;
  copyFileSync(backup.path, part);
  flush(part);
  renameSync(part, file);
  flush(dirname(file));
  const db = place.open();
  const seq = lastSeq(db) ?? 0;
  const known = Math.max(damagedSeq ?? 0, place.markedSeq ?? 0);
  // A mark may lag behind, and of a damaged file only a part may be read: what they do not know of may be missing all the same.
  const lostSeq = known > seq ? known : null;
  const why = { reason, backupAt: backup.at, lastSeq: seq, lostSeq };
  const inDoubt = doubtAll(db, { by: '', now }, 'ledger.restored', why);
  return { db, restored: { reason, from: backup.path, keptUntil: backup.at, lastSeq: seq, lostSeq, inDoubt } };
}

/**
 * An act that is not settled here may have gone on since: sending it again could move money twice. So each becomes `unknown` and is looked for
 * first; one that needed a person too, who may have decided since. This is no move of the queue, and the only place where one is made past its
 * table.
 */
function doubtAll(db: Db, act: Act, what: string, why: Readonly<Record<string, unknown>>): number {
  const acts = openActs(db);
  const journal = openJournal(db);
  return transact(db, () => {
    const ids = db
      .prepare<[], string>(
        `UPDATE acts SET state = 'unknown', next_attempt_at = NULL
         WHERE state IN ('queued', 'sending', 'reconciling', 'needs_person') RETURNING id`,
      )
      .pluck()
      .all();
    // One that was in doubt already may have been sent again since: the story says that it does not know.
    const inDoubt = db.prepare<[], string>(`SELECT id FROM acts WHERE state = 'unknown'`).pluck().all();
    for (const id of inDoubt) acts.addAttempt(id, { at: act.now, outcome: 'unknown', note: 'ledger_damaged' });
    journal.append(act, what, { ...why, inDoubt: ids });
    return inDoubt.length;
  });
}
