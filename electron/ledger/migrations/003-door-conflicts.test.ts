import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../store/migrations.ts';
import { type Db, openEncrypted } from '../../store/open.ts';
import { ledger001 } from './001-ledger.ts';
import { ledgerMigrations } from './index.ts';

let folder: string;
let db: Db;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'willcall-003-'));
  db = openEncrypted({ file: join(folder, 'l.db'), key: randomBytes(32).toString('hex'), synchronous: 'FULL' });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what was told before counts as compared, so that no past evening is asked for', () => {
  migrate(db, [ledger001]);
  db.exec(`
    INSERT INTO accounts (id, system, label, base_url, credential_kind, credential_hint, demo, connected_at)
      VALUES ('a', 'vivenu', 'Door', 'http://127.0.0.1', 'apiKey', '…f3k9', 1, 0);
    INSERT INTO admissions (account_id, ticket_key, step, at, made_by) VALUES ('a', 't', 1, 10, 'Mila'), ('a', 'u', 1, 20, 'Mila');
    INSERT INTO admissions_told (seq, at) VALUES (1, 90);
  `);
  migrate(db, ledgerMigrations);
  expect(db.prepare('SELECT seq, at FROM admissions_compared').all()).toEqual([{ seq: 1, at: 90 }]);
  const tables = db.prepare(`SELECT name FROM pragma_table_list WHERE strict = 0 AND schema = 'main' AND type = 'table'
    AND name NOT LIKE 'sqlite%'`);
  expect(tables.all()).toEqual([]);
});
