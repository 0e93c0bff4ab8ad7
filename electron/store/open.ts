import Database from 'better-sqlite3';
import { withTrouble } from './trouble.ts';

/** An open, keyed database. */
export type Db = Database.Database;

/** How a store is opened. */
export interface StoreOptions {
  readonly file: string;
  /** 32 random bytes as 64 hex digits. */
  readonly key: string;
  /** FULL survives a power cut with the last commit; NORMAL may lose the newest commits but never breaks the file (WAL). */
  readonly synchronous: 'NORMAL' | 'FULL';
  /** Page cache in KiB. */
  readonly cacheKiB?: number | undefined;
  /** Pages of write-ahead log after which they are carried into the file. */
  readonly walPages?: number | undefined;
  /** Opens only what is there, and never writes to it. */
  readonly readonly?: boolean | undefined;
}

const keyPattern = /^[0-9a-f]{64}$/i;

/**
 * Opens an encrypted SQLite file, or makes a new one, and reads its schema, so that a wrong key or a file that is no database shows here.
 * AEGIS-256 authenticates each page: a changed bit is an error and never a wrong answer (docs/decisions/0010). The key is given raw: it is
 * random, so stretching it would only cost time.
 * @throws the SqliteError as it is: see `isDamage` in trouble.ts; ProblemError `disk_full`; RangeError for a malformed key (never showing it).
 */
export function openEncrypted(options: StoreOptions): Db {
  if (!keyPattern.test(options.key)) throw new RangeError('the store key must be 64 hex digits');
  const readonly = options.readonly ?? false;
  const db = new Database(options.file, { readonly, fileMustExist: readonly });
  try {
    db.pragma(`cipher = 'aegis'`);
    db.pragma(`key = 'raw:${options.key}'`);
    // The first read proves the key; nothing before it touches the file.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    if (!readonly) {
      db.pragma('journal_mode = WAL');
      db.pragma(`synchronous = ${options.synchronous}`);
      db.pragma(`wal_autocheckpoint = ${options.walPages ?? 1000}`);
      db.pragma('journal_size_limit = 67108864');
    }
    db.pragma('foreign_keys = ON');
    // SQLite's temporary files are not encrypted: keep them off the disk.
    db.pragma('temp_store = MEMORY');
    db.pragma('trusted_schema = OFF');
    db.pragma(`cache_size = -${options.cacheKiB ?? 16_000}`);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/** Runs `work` in one immediate transaction: all of it or nothing. A full disk is thrown as ProblemError `disk_full`. */
export function transact<Result>(db: Db, work: () => Result): Result {
  return withTrouble(() => db.transaction(work).immediate());
}

/**
 * Prepares carrying the write-ahead log into the file between two pieces of work, so that none of them pays for it: SQLite by itself does it in
 * the write that makes the log longer than `walPages`. It costs some milliseconds whatever it carries, as the disk is waited for.
 * @param least pages of the log that are not in the file yet; fewer stay where they are.
 * @returns a function that answers true when it carried them; it throws ProblemError `disk_full`.
 */
export function logCarrier(db: Db, least: number): () => boolean {
  const ask = db.prepare<[], { log: number; checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)');
  const carry = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  return () =>
    withTrouble(() => {
      const found = ask.get();
      if (found === undefined || found.log - found.checkpointed < least) return false;
      carry.get();
      return true;
    });
}
