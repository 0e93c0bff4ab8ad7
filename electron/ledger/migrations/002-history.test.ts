import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../store/migrations.ts';
import { type Db, openEncrypted } from '../../store/open.ts';
import { ledger001 } from './001-ledger.ts';
import { ledger002 } from './002-history.ts';

let folder: string;
let db: Db;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'willcall-002-'));
  db = openEncrypted({ file: join(folder, 'l.db'), key: randomBytes(32).toString('hex'), synchronous: 'FULL' });
  migrate(db, [ledger001]);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

test('refunds that were written before are found by guest and number', () => {
  db.exec(`
    INSERT INTO accounts VALUES ('a', 'ticrs', 'Door', 'http://127.0.0.1', 'apiKey', '', 1, '{}', 0, NULL);
    INSERT INTO acts (id, kind, account_id, created_at, made_by) VALUES ('r', 'refund', 'a', 5, 'Mila');
    INSERT INTO refunds (id, account_id, target, order_id, order_number, guest, amount_minor, currency)
      VALUES ('r', 'a', 'order', 'o', 'AYM-0579', 'Ђорђе Живковић', 0, 'RSD');
  `);
  migrate(db, [ledger001, ledger002]);
  expect(db.prepare('SELECT name_words, find_text FROM refunds').get()).toMatchObject({
    name_words: expect.stringContaining(' dorde zivkovic'),
    find_text: expect.stringContaining('aym0579'),
  });
});

test('acts of a day are found through an index', () => {
  migrate(db, [ledger001, ledger002]);
  const plan = db.prepare('EXPLAIN QUERY PLAN SELECT id FROM acts WHERE created_at >= 1 AND created_at < 2').all();
  expect(JSON.stringify(plan)).toContain('acts_created');
});
