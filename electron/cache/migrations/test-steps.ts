import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../store/migrations.ts';
import { type Db, openEncrypted } from '../../store/open.ts';
import { cacheMigrations } from './index.ts';

/** Runs a test on a file of its own that has gone through the first so many steps, and then takes it through the rest. */
export function withSteps(count: number, work: (db: Db) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'willcall-steps-'));
  const db = openEncrypted({ file: join(folder, 'cache.db'), key: 'ab'.repeat(32), synchronous: 'NORMAL' });
  try {
    migrate(db, cacheMigrations.slice(0, count));
    work(db);
    migrate(db, cacheMigrations);
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
