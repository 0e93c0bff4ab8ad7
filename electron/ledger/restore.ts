import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EpochMs } from '../../shared/ids.ts';
import { moveAside } from '../store/aside.ts';
import { quickCheck } from '../store/check.ts';
import { type Db, openEncrypted, transact } from '../store/open.ts';
import { isDamage } from '../store/trouble.ts';
import { openActs } from './acts.ts';
import { type Backup, flush, listBackups, newestGoodBackup } from './backup.ts';
import { openJournal } from './journal.ts';
import type { Act } from './ledger.ts';

/** What a restore did, and what may be lost by it. */
export interface Restored {
  /** Why the ledger could not be used: SQLite's words, or `missing`. */
  readonly reason: string;
  /** The backup's path. */
  readonly from: string;
  /** What was written after this moment is lost, up to the restore. */
  readonly backupAt: EpochMs;
  /** Number of the newest journal entry in the backup, and in the damaged file where it could still be read. */
  readonly lastSeq: number;
  readonly damagedSeq: number | null;
  /** Acts that the backup has as waiting, and that are looked for on the platform before anything is sent. */
  readonly inDoubt: number;
}

/** What was found when the ledger was opened. */
export interface Found {
  readonly db: Db;
  readonly restored: Restored | null;
  /** Where the damaged file is now; it is never deleted. */
  readonly movedAside: string | null;
}

/** Opens the ledger's file; one that is damaged is moved aside, and the newest good backup put in its place, else a new file. */
export function openOrRestore(options: {
  readonly file: string;
  readonly backupDir: string;
  readonly key: string;
  readonly now: EpochMs;
}): Found {
  const { file, key, backupDir, now } = options;
  const open = (): Db => openEncrypted({ file, key, synchronous: 'FULL' });
  if (!existsSync(file)) {
    const backup = newestGoodBackup(backupDir, key);
    if (!backup) return { db: open(), restored: null, movedAside: null };
    return { ...putBack(file, backup, 'missing', null, open, now), movedAside: null };
  }
  const { db, damage, damagedSeq } = tryOpen(file, listBackups(backupDir).length > 0, open);
  if (db) return { db, restored: null, movedAside: null };
  const backup = newestGoodBackup(backupDir, key);
  const movedAside = moveAside(file, now);
  if (!backup) return { db: open(), restored: null, movedAside };
  return { ...putBack(file, backup, damage, damagedSeq, open, now), movedAside };
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
  file: string,
  backup: Backup,
  reason: string,
  damagedSeq: number | null,
  open: () => Db,
  now: EpochMs,
): { readonly db: Db; readonly restored: Restored } {
  // A -wal left by another file must never be read into this one.
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
  const part = `${file}.part`;
  copyFileSync(backup.path, part);
  flush(part);
  renameSync(part, file);
  flush(dirname(file));
  const db = open();
  const seq = lastSeq(db) ?? 0;
  const inDoubt = doubtAll(db, { by: '', now }, { reason, backupAt: backup.at, damagedSeq });
  return { db, restored: { reason, from: backup.path, backupAt: backup.at, lastSeq: seq, damagedSeq, inDoubt } };
}

/**
 * An act that waits in the backup may have been sent since: sending it again could move money twice. So each becomes `unknown` and is looked
 * for first. This is no move of the queue, and the only place where one is made past its table.
 */
function doubtAll(db: Db, act: Act, why: Readonly<Record<string, unknown>>): number {
  const acts = openActs(db);
  const journal = openJournal(db);
  return transact(db, () => {
    const ids = db
      .prepare<[], string>(
        `UPDATE acts SET state = 'unknown', next_attempt_at = NULL WHERE state IN ('queued', 'sending', 'reconciling') RETURNING id`,
      )
      .pluck()
      .all();
    // One that was in doubt already may have been sent again since: the story says that it does not know.
    const inDoubt = db.prepare<[], string>(`SELECT id FROM acts WHERE state = 'unknown'`).pluck().all();
    for (const id of inDoubt) acts.addAttempt(id, { at: act.now, outcome: 'unknown', note: 'ledger_damaged' });
    journal.append(act, 'ledger.restored', { ...why, inDoubt: ids });
    return ids.length;
  });
}
