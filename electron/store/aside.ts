import { existsSync, renameSync } from 'node:fs';

/**
 * Moves a database file out of the way, with its `-wal` and `-shm`, keeping it: `cache.db` → `cache.db.damaged-2026-01-31T20-15-00-000Z`.
 * The database must be closed. @returns where it went. @throws the file system's error when it cannot be moved.
 */
export function moveAside(file: string, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().replace(/[:.]/g, '-');
  let target = `${file}.damaged-${stamp}`;
  for (let n = 2; existsSync(target); n += 1) target = `${file}.damaged-${stamp}-${n}`;
  // The main file first: a -wal without its database is harmless, a database that lost its -wal is not whole.
  if (existsSync(file)) renameSync(file, target);
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, target + suffix);
  }
  return target;
}
