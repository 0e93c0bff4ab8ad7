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
  folder = mkdtempSync(join(tmpdir(), 'willcall-001-'));
  db = openEncrypted({ file: join(folder, 'l.db'), key: randomBytes(32).toString('hex'), synchronous: 'FULL' });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

test('makes every table of version 1, strict', () => {
  migrate(db, [ledger001]);
  const tables = db.prepare(
    `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'`,
  );
  const found = tables.all() as { readonly name: string; readonly strict: number }[];
  expect(found.map((table) => table.name).sort()).toEqual([
    'accounts',
    'acts',
    'admissions',
    'admissions_told',
    'attempts',
    'catalogue',
    'journal',
    'refund_items',
    'refund_requests',
    'refunds',
    'sales',
  ]);
  expect(found.every((table) => table.strict === 1)).toBe(true);
});

test('leaves no foreign key that points nowhere', () => {
  migrate(db, ledgerMigrations);
  expect(db.pragma('foreign_key_check')).toEqual([]);
});

test.each([
  [
    'the act that is claimed next',
    `SELECT seq FROM acts WHERE account_id = 'a' AND state = 'queued' ORDER BY seq LIMIT 1`,
    'acts_state',
  ],
  [
    'what the queue shows',
    `SELECT * FROM acts WHERE state NOT IN ('confirmed', 'rejected', 'cancelled') ORDER BY seq`,
    'acts_open',
  ],
  ['the sale of an order', `SELECT * FROM sales WHERE account_id = 'a' AND order_id = 'o'`, 'sales_order'],
  ['the refunds of an order', `SELECT * FROM refunds WHERE account_id = 'a' AND order_id = 'o'`, 'refunds_order'],
  ['the story of an act', `SELECT * FROM attempts WHERE act_id = 'x' ORDER BY seq`, 'attempts_act'],
  [
    'a ticket’s admissions',
    `SELECT * FROM admissions WHERE account_id = 'a' AND ticket_key = 't'`,
    'admissions_ticket',
  ],
  [
    'a catalogue line’s import',
    `SELECT id FROM catalogue WHERE account_id = 'a' AND import_key = 'k'`,
    'catalogue_import',
  ],
])('%s is found through an index', (_name, sql, index) => {
  migrate(db, ledgerMigrations);
  const plan = (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { readonly detail: string }[]).map(
    (row) => row.detail,
  );
  expect(plan.join('\n')).toContain(index);
});
