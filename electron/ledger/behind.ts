import { storeVersion } from '../store/migrations.ts';
import { type Db, openEncrypted } from '../store/open.ts';
import { isDamage } from '../store/trouble.ts';
import { type Backup, listBackups, newestGoodBackup } from './backup.ts';
import { genesis, openJournal } from './journal.ts';
import type { JournalPlace } from './mark.ts';
import { ledgerMigrations } from './migrations/index.ts';

/** A ledger that is whole in itself and lacks its newest entries. */
export interface MissingEnd {
  readonly reason: string;
  /** Number of the newest entry that is known to have been there; null when nothing tells. */
  readonly lostSeq: number | null;
  /** A good backup that has more entries than the ledger; null when none has. */
  readonly backup: Backup | null;
}

/** Compares an open ledger with the mark and with its newest backup. @returns null when it lacks nothing that they know of. */
export function missingEnd(
  db: Db,
  known: { readonly marked: JournalPlace | null; readonly backupDir: string; readonly key: string },
): MissingEnd | null {
  const version = storeVersion(db);
  // A new file, or one of a newer Willcall, which is refused later and not touched.
  if (version < 1 || version > ledgerMigrations.length) return null;
  const journal = openJournal(db);
  const lastSeq = journal.head()?.seq ?? 0;
  const { marked, backupDir, key } = known;
  if ((newestBackupSeq(backupDir, key) ?? 0) > lastSeq) {
    const backup = newestGoodBackup(backupDir, key);
    const backupSeq = backup && seqOf(backup, key);
    if (backup && backupSeq !== null && backupSeq > lastSeq) {
      const reason = `it ends with entry ${lastSeq}, its backup with ${backupSeq}`;
      return { reason, lostSeq: Math.max(backupSeq, marked?.seq ?? 0), backup };
    }
  }
  if (marked === null) return null;
  if (marked.seq > lastSeq) {
    return {
      reason: `it ends with entry ${lastSeq}, and ${marked.seq} was written`,
      lostSeq: marked.seq,
      backup: null,
    };
  }
  const hash = marked.seq === 0 ? genesis : journal.entries(marked.seq, 1)[0]?.hash;
  if (hash === marked.hash) return null;
  return { reason: `its entry ${marked.seq} is not the one that was written last`, lostSeq: null, backup: null };
}

function newestBackupSeq(backupDir: string, key: string): number | null {
  const [newest] = listBackups(backupDir);
  return newest ? seqOf(newest, key) : null;
}

/** Number of a backup's last journal entry; null when it cannot be read. */
function seqOf(backup: Backup, key: string): number | null {
  let db: Db | null = null;
  try {
    db = openEncrypted({ file: backup.path, key, synchronous: 'FULL', readonly: true });
    return storeVersion(db) < 1 ? null : (openJournal(db).head()?.seq ?? 0);
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  } finally {
    db?.close();
  }
}
