import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quickCheck } from '../../store/check.ts';
import { migrate, storeVersion } from '../../store/migrations.ts';
import { type Db, openEncrypted } from '../../store/open.ts';
import { ledger005 } from './005-deeds.ts';
import { ledgerMigrations } from './index.ts';

let folder: string;
let db: Db;
const key = randomBytes(32).toString('hex');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'willcall-005-'));
  db = openEncrypted({ file: join(folder, 'l.db'), key, synchronous: 'FULL' });
  migrate(db, ledgerMigrations.slice(0, 4));
  db.exec(`
    INSERT INTO accounts (id, system, label, base_url, credential_kind, credential_hint, demo, connected_at)
      VALUES ('a', 'vivenu', 'Door', 'http://127.0.0.1', 'apiKey', '…f3k9', 1, 0);
    INSERT INTO acts (id, kind, account_id, state, created_at, made_by, next_attempt_at) VALUES
      ('r', 'refund', 'a', 'confirmed', 5, 'Mila', NULL), ('q', 'refund', 'a', 'queued', 6, 'Mila', 7);
    INSERT INTO refunds (id, account_id, target, order_id, order_number, guest, amount_minor, currency) VALUES
      ('r', 'a', 'order', 'o', 'AYM-1', 'Ana', 0, 'RSD'), ('q', 'a', 'order', 'p', 'AYM-2', 'Ana', 0, 'RSD');
    INSERT INTO attempts (act_id, at, outcome, note) VALUES ('r', 5, 'sent', ''), ('r', 6, 'confirmed', '');
  `);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const schemaOf = (names: readonly string[]) =>
  db
    .prepare<[string], { name: string; sql: string }>(
      'SELECT name, sql FROM sqlite_schema WHERE name IN (SELECT value FROM json_each(?)) ORDER BY name',
    )
    .all(JSON.stringify(names));

test('acts of before, with their stories, are there as they were, in their order, and no key points nowhere', () => {
  const acts = db.prepare('SELECT * FROM acts ORDER BY seq').all();
  migrate(db, ledgerMigrations);
  expect(db.prepare('SELECT * FROM acts ORDER BY seq').all()).toEqual(acts);
  expect(db.prepare(`SELECT outcome FROM attempts WHERE act_id = 'r' ORDER BY seq`).pluck().all()).toHaveLength(2);
  expect(db.pragma('foreign_key_check')).toEqual([]);
  db.exec(`INSERT INTO acts (id, kind, account_id, created_at, made_by) VALUES ('d', 'deed', 'a', 8, 'Mila')`);
  expect(db.prepare(`SELECT seq FROM acts WHERE id = 'd'`).pluck().get()).toBe(3);
  expect(() => db.exec(`INSERT INTO attempts (act_id, at, outcome, note) VALUES ('nowhere', 1, 'sent', '')`)).toThrow(
    'FOREIGN KEY',
  );
});

test('indexes and triggers of the acts come back word by word, and hold', () => {
  const names = [
    ...['acts_state', 'acts_open', 'acts_kind', 'acts_created'],
    ...['acts_no_delete', 'acts_fixed', 'acts_settled', 'refunds_fall'],
  ];
  const before = schemaOf(names);
  expect(before).toHaveLength(names.length);
  migrate(db, ledgerMigrations);
  const oneSpace = ({ name, sql }: { name: string; sql: string }) => ({ name, sql: sql.replace(/\s+/g, ' ') });
  expect(schemaOf(names).map(oneSpace)).toEqual(before.map(oneSpace));
  expect(() => db.exec(`DELETE FROM acts`)).toThrow('never deleted');
  expect(() => db.exec(`UPDATE acts SET state = 'queued' WHERE id = 'r'`)).toThrow('stays settled');
  db.exec(`UPDATE acts SET state = 'cancelled' WHERE id = 'q'`);
  expect(db.prepare(`SELECT standing FROM refunds WHERE id = 'q'`).pluck().get()).toBe(0);
});

test('a step that breaks off leaves the acts as they were', () => {
  const broken = {
    version: 5,
    up: (open: Db) => {
      ledger005.up(open);
      throw new Error('the power went');
    },
  };
  const acts = db.prepare('SELECT * FROM acts ORDER BY seq').all();
  expect(() => migrate(db, [...ledgerMigrations.slice(0, 4), broken])).toThrow('the power went');
  expect(storeVersion(db)).toBe(4);
  expect(db.prepare('SELECT * FROM acts ORDER BY seq').all()).toEqual(acts);
  expect(() => db.exec(`DELETE FROM acts`)).toThrow('never deleted');
});

test('a process that is killed in the middle of it leaves the acts as they were, and the next start makes the step', async () => {
  const many = db.prepare(
    `INSERT INTO acts (id, kind, account_id, created_at, made_by) VALUES (?, 'sale', 'a', 9, 'Mila')`,
  );
  db.transaction(() => {
    for (let n = 0; n < 2_000; n += 1) many.run(`s${n}`);
  })();
  const acts = db.prepare('SELECT * FROM acts ORDER BY seq').all();
  db.close();
  const child = spawn(process.execPath, [
    join(import.meta.dirname, 'killed-deeds.fixture.ts'),
    join(folder, 'l.db'),
    key,
  ]);
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  db = openEncrypted({ file: join(folder, 'l.db'), key, synchronous: 'FULL' });
  expect(quickCheck(db)).toBeNull();
  expect(storeVersion(db)).toBe(4);
  expect(db.prepare('SELECT * FROM acts ORDER BY seq').all()).toEqual(acts);
  migrate(db, ledgerMigrations);
  expect(db.prepare('SELECT * FROM acts ORDER BY seq').all()).toEqual(acts);
  expect(db.pragma('foreign_key_check')).toEqual([]);
});

test('of one kind only one deed of an order is open, whatever the program does', () => {
  migrate(db, ledgerMigrations);
  const add = (id: string) =>
    db.exec(`INSERT INTO acts (id, kind, account_id, created_at, made_by) VALUES ('${id}', 'deed', 'a', 8, 'Mila');
      INSERT INTO deeds (id, account_id, what, order_id, order_number, guest, amount_minor, currency, name_words, find_text)
        VALUES ('${id}', 'a', 'markPaid', 'o', 'AYM-1', 'Ana', 500, 'EUR', ' ana', 'ana');`);
  add('d');
  expect(() => add('e')).toThrow('UNIQUE');
  expect(() => db.exec(`UPDATE deeds SET amount_minor = 1`)).toThrow('never rewritten');
  expect(() => db.exec(`DELETE FROM deeds`)).toThrow('never deleted');
  db.exec(`UPDATE acts SET state = 'confirmed' WHERE id = 'd'`);
  expect(() => db.exec(`UPDATE deeds SET open = 1`)).toThrow('does not open again');
  add('f');
});
