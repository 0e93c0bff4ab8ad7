import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '../../store/migrations.ts';
import { openEncrypted } from '../../store/open.ts';
import { ledger001 } from './001-ledger.ts';
import { ledgerMigrations } from './index.ts';

test('admissions of before this version were never asked about, and what is written down stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'willcall-004-'));
  const db = openEncrypted({ file: join(folder, 'l.db'), key: randomBytes(32).toString('hex'), synchronous: 'FULL' });
  try {
    migrate(db, [ledger001]);
    db.exec(`
      INSERT INTO accounts (id, system, label, base_url, credential_kind, credential_hint, demo, connected_at)
        VALUES ('a', 'vivenu', 'Door', 'http://127.0.0.1', 'apiKey', '…f3k9', 1, 0);
      INSERT INTO admissions (account_id, ticket_key, step, at, made_by) VALUES ('a', 't', 1, 10, 'Mila');
    `);
    migrate(db, ledgerMigrations);
    expect(db.prepare('SELECT seq FROM admissions_asked').all()).toEqual([]);
    db.exec('INSERT INTO admissions_asked (seq, at) VALUES (1, 8)');
    for (const change of ['DELETE FROM admissions_asked', 'UPDATE admissions_asked SET at = 9']) {
      expect(() => db.exec(change)).toThrow('only grows');
    }
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
