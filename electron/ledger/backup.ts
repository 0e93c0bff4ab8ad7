import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { problem } from '../../shared/errors.ts';
import { as, type EpochMs } from '../../shared/ids.ts';
import { quickCheck } from '../store/check.ts';
import { storeVersion } from '../store/migrations.ts';
import { type Db, openEncrypted } from '../store/open.ts';
import { isDamage, withTrouble } from '../store/trouble.ts';
import { openJournal, verifyInSlices } from './journal.ts';
import { ledgerMigrations } from './migrations/index.ts';

/** Backups that are kept, the newest ones. */
export const backupsKept = 10;

const namePattern = /^ledger-(\d{4}-\d{2}-\d{2}T\d{2})-(\d{2})-(\d{2})-(\d{3})Z\.db$/;
const unfinished = '.part';

/** A backup on the disk. */
export interface Backup {
  readonly path: string;
  readonly at: EpochMs;
}

/** Backups of a folder, newest first, by the time in their names. */
export function listBackups(folder: string): readonly Backup[] {
  if (!existsSync(folder)) return [];
  const found: Backup[] = [];
  for (const name of readdirSync(folder)) {
    const match = namePattern.exec(name);
    if (!match) continue;
    const [, hour, minute, second, ms] = match;
    found.push({ path: join(folder, name), at: as<EpochMs>(Date.parse(`${hour}:${minute}:${second}.${ms}Z`)) });
  }
  return found.sort((a, b) => b.at - a.at);
}

/**
 * Writes a consistent copy of an open ledger, encrypted with the same key, and proves that it opens and is whole before an older one goes.
 * `VACUUM INTO` and not SQLite's online backup, which refuses to copy an encrypted database into a new file (docs/decisions/0023).
 * @returns the path of the new backup. @throws ProblemError `disk_full`; what was there stays then.
 */
export function writeBackup(db: Db, folder: string, key: string, nowMs: number): string {
  return withTrouble(() => toEnd(backupSteps(db, folder, key, nowMs)));
}

/** The same in slices, between which whoever types and scans has their turn. One at a time for a folder. */
export async function writeBackupInSlices(db: Db, folder: string, key: string, nowMs: number): Promise<string> {
  const steps = backupSteps(db, folder, key, nowMs);
  for (;;) {
    const step = withTrouble(() => steps.next());
    if (step.done) return step.value;
    await breathe();
  }
}

function* backupSteps(db: Db, folder: string, key: string, nowMs: number): Generator<void, string> {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name.endsWith(unfinished)) rmSync(join(folder, name));
  }
  // Made last is newest, also when the clock was set back since: else it would be the first to go, and the last to be restored.
  const target = freeName(folder, Math.max(nowMs, (listBackups(folder)[0]?.at ?? 0) + 1));
  const part = target + unfinished;
  try {
    db.prepare('VACUUM INTO ?').run(part);
    yield;
    flush(part);
    yield;
    const trouble = yield* whyBad(part, key);
    if (trouble !== null) throw problem('ledger_damaged', `the backup is not whole: ${trouble}`);
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  flush(folder);
  for (const old of listBackups(folder).slice(backupsKept)) rmSync(old.path);
  return target;
}

function toEnd<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The newest backup that opens with this key, is whole, has an unbroken journal and no newer schema than this program; null when none is. */
export function newestGoodBackup(folder: string, key: string): Backup | null {
  return listBackups(folder).find((backup) => toEnd(whyBad(backup.path, key)) === null) ?? null;
}

/** Says why a ledger file cannot be trusted; null when it can. Writes nothing. */
function* whyBad(file: string, key: string): Generator<void, string | null> {
  let db: Db | null = null;
  try {
    db = openEncrypted({ file, key, synchronous: 'FULL', readonly: true });
    const damage = quickCheck(db);
    if (damage !== null) return damage;
    yield;
    const version = storeVersion(db);
    if (version < 1 || version > ledgerMigrations.length) return `version ${version}`;
    const broken = yield* verifyInSlices(openJournal(db));
    return broken && `journal entry ${broken.seq} ${broken.reason}`;
  } catch (error) {
    if (isDamage(error)) return (error as Error).message;
    throw error;
  } finally {
    db?.close();
  }
}

function freeName(folder: string, nowMs: number): string {
  for (let ms = nowMs; ; ms += 1) {
    const path = join(folder, `ledger-${new Date(ms).toISOString().replace(/[:.]/g, '-')}.db`);
    if (!existsSync(path)) return path;
  }
}

/** Waits until a file or a folder's names are on the disk. */
export function flush(path: string): void {
  // Windows cannot open a folder, and keeps names safe by itself.
  const isFolder = !path.endsWith(unfinished) && !path.endsWith('.db');
  if (isFolder && process.platform === 'win32') return;
  const handle = openSync(path, isFolder ? 'r' : 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
