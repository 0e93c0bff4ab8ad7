import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { as, type EpochMs } from '../../shared/ids.ts';
import { migrate } from '../store/migrations.ts';
import type { Db } from '../store/open.ts';
import { withTrouble } from '../store/trouble.ts';
import { openAccounts } from './accounts.ts';
import { openActs } from './acts.ts';
import { openAdmissions } from './admissions.ts';
import { listBackups, writeBackup, writeBackupInSlices } from './backup.ts';
import { openCatalogue } from './catalogue.ts';
import { openDeeds } from './deeds.ts';
import { openDoorConflicts } from './door-conflicts.ts';
import { openHistory } from './history.ts';
import { genesis, openJournal } from './journal.ts';
import { KeptMark, markAt } from './kept-mark.ts';
import type { Ledger } from './ledger.ts';
import { markFile } from './mark.ts';
import { ledgerMigrations } from './migrations/index.ts';
import { openQueue } from './queue.ts';
import { openRefunds } from './refunds.ts';
import { openOrRestore, type Restored } from './restore.ts';
import { openSales } from './sales.ts';

/** An open ledger, and what opening it found. */
export interface OpenedLedger {
  readonly ledger: Ledger;
  /** Set when a backup had to be put in the ledger's place, or the ledger lacks its newest entries. */
  readonly restored: Restored | null;
  /** Where a damaged file is now; without `restored` the ledger started anew. */
  readonly movedAside: string | null;
}

/** Where the ledger and its backups are within the app's data folder. */
export function ledgerPaths(dataFolder: string): { readonly file: string; readonly backupDir: string } {
  return { file: join(dataFolder, 'ledger.db'), backupDir: join(dataFolder, 'ledger-backups') };
}

/**
 * True when a data folder has a ledger or a backup of one: then its key must be in the keychain already, and no new one may be made.
 */
export function ledgerExists(dataFolder: string): boolean {
  const { file, backupDir } = ledgerPaths(dataFolder);
  return existsSync(file) || listBackups(backupDir).length > 0;
}

/**
 * Opens the ledger, checks it, restores it from a backup if it is damaged or missing, and brings it to the newest schema (with a backup before).
 * @param key 64 hex digits. @param now epoch milliseconds. @param onMarkFailure gets what hinders the mark (mark.ts), and
 *   the ledger goes on without; thrown unless given.
 * @throws ProblemError `store_newer` for a file of a newer Willcall, which stays as it is; `disk_full`.
 */
export function openLedger(options: {
  readonly file: string;
  readonly backupDir: string;
  readonly key: string;
  readonly now: () => number;
  readonly onMarkFailure?: ((error: unknown) => void) | undefined;
}): OpenedLedger {
  const { file, backupDir, key } = options;
  const onMarkFailure =
    options.onMarkFailure ??
    ((error: unknown): never => {
      throw error;
    });
  const now = (): EpochMs => as<EpochMs>(options.now());
  return withTrouble(() => {
    mkdirSync(dirname(file), { recursive: true });
    const mark = markAt(markFile(file), onMarkFailure);
    let opened: Db | null = null;
    try {
      const { db, restored, movedAside } = openOrRestore({ file, backupDir, key, now: now(), mark });
      opened = db;
      migrate(db, ledgerMigrations, () => writeBackup(db, backupDir, key, now()));
      const head = openJournal(db).head;
      const kept = new KeptMark(mark, () => head() ?? { seq: 0, hash: genesis }, onMarkFailure);
      kept.now();
      const journal = openJournal(db, kept.soon);
      const acts = openActs(db);
      const writes = db.prepare<[], number>('SELECT total_changes()').pluck();
      const sales = openSales(db, acts, journal);
      const refunds = openRefunds(db, acts, journal);
      const deeds = openDeeds(db, acts, journal);
      const queue = openQueue(db, acts, { sales, refunds, deeds }, journal, kept.now);
      let backingUp: Promise<unknown> = Promise.resolve();
      const ledger: Ledger = {
        accounts: openAccounts(db),
        sales,
        refunds,
        deeds,
        queue,
        history: openHistory(db, (ref) => queue.get(ref)),
        admissions: openAdmissions(db),
        doorConflicts: openDoorConflicts(db),
        catalogue: openCatalogue(db, now),
        journal,
        backup: () => {
          // Each clears away what another has left half-written: never two at a time.
          const path = backingUp.then(() => writeBackupInSlices(db, backupDir, key, now()));
          backingUp = path.catch(() => undefined);
          return path;
        },
        writes: () => writes.get() ?? 0,
        close: () => {
          kept.close();
          db.close();
        },
      };
      return { ledger, restored, movedAside };
    } catch (error) {
      mark?.close();
      opened?.close();
      throw error;
    }
  });
}
