import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '../../store/migrations.ts';
import { openEncrypted } from '../../store/open.ts';
import { ledgerMigrations } from './index.ts';

test('what was refused before this version calls nobody, and what is written down stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'willcall-006-'));
  const db = openEncrypted({ file: join(folder, 'l.db'), key: randomBytes(32).toString('hex'), synchronous: 'FULL' });
  try {
    migrate(db, ledgerMigrations.slice(0, 5));
    db.exec(`
      INSERT INTO accounts (id, system, label, base_url, credential_kind, credential_hint, demo, connected_at)
        VALUES ('a', 'vivenu', 'Door', 'http://127.0.0.1', 'apiKey', '…f3k9', 1, 0);
      INSERT INTO acts (id, kind, account_id, state, created_at, made_by) VALUES ('d', 'deed', 'a', 'rejected', 5, 'Mila');
    `);
    migrate(db, ledgerMigrations);
    expect(db.prepare('SELECT id FROM refusals').all()).toEqual([]);
    db.exec(
      `INSERT INTO refusals (id, at) VALUES ('d', 8); INSERT INTO refusals_seen (id, at, made_by) VALUES ('d', 9, 'Mila')`,
    );
    for (const table of ['refusals', 'refusals_seen']) {
      for (const change of [`DELETE FROM ${table}`, `UPDATE ${table} SET at = 10`]) {
        expect(() => db.exec(change)).toThrow('only grows');
      }
    }
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
