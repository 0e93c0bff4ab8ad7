import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError } from '../../shared/errors.ts';
import { moveAside } from './aside.ts';
import { quickCheck } from './check.ts';
import { type Migration, migrate, storeVersion } from './migrations.ts';
import { type Db, openEncrypted, transact } from './open.ts';
import { isDamage, isDiskFull } from './trouble.ts';

let folder: string;
let file: string;
const key = randomBytes(32).toString('hex');
const open = (more: { key?: string; readonly?: boolean } = {}): Db =>
  openEncrypted({ file, key, synchronous: 'FULL', ...more });
const steps: readonly Migration[] = [
  { version: 1, up: (db) => db.exec('CREATE TABLE guest (name TEXT)') },
  { version: 2, up: (db) => db.exec('ALTER TABLE guest ADD COLUMN phone TEXT') },
];
const thrown = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'willcall-store-'));
  file = join(folder, 'store.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('an encrypted store', () => {
  test('keeps what was written, and shows neither it nor the key on the disk', () => {
    const db = open();
    migrate(db, steps);
    db.prepare('INSERT INTO guest VALUES (?, ?)').run('Dragoslava Mihajlović', '+381641234567');
    const whileOpen = [file, `${file}-wal`].map((path) => readFileSync(path).toString('latin1')).join();
    db.close();
    const bytes = whileOpen + readFileSync(file).toString('latin1');
    for (const secret of [
      'Dragoslava',
      '381641234567',
      key,
      Buffer.from(key, 'hex').toString('latin1'),
      'CREATE TABLE',
    ])
      expect(bytes.includes(secret)).toBe(false);
    const again = open();
    expect(again.prepare('SELECT name FROM guest').pluck().get()).toBe('Dragoslava Mihajlović');
    expect(again.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(again.pragma('synchronous', { simple: true })).toBe(2);
    expect(again.pragma('foreign_keys', { simple: true })).toBe(1);
    again.close();
  });

  test('a wrong key, a file that is no database and a truncated one are damage; a malformed key is not shown', () => {
    const db = open();
    migrate(db, steps);
    db.close();
    expect(isDamage(thrown(() => open({ key: randomBytes(32).toString('hex') })))).toBe(true);
    expect(String(thrown(() => open({ key: 'secret' })))).not.toContain('secret');
    writeFileSync(file, randomBytes(20_000));
    expect(isDamage(thrown(() => open()))).toBe(true);
    writeFileSync(file, 'short');
    expect(isDamage(thrown(() => open()))).toBe(true);
  });

  test('the check finds a flipped bit and a cut-off tail', () => {
    const db = open();
    migrate(db, steps);
    const add = db.prepare('INSERT INTO guest VALUES (?, ?)');
    transact(db, () => {
      for (let n = 0; n < 5000; n += 1) add.run(`Guest ${n}`, String(n));
    });
    expect(quickCheck(db)).toBeNull();
    db.close();
    const bytes = readFileSync(file);
    const flipped = Buffer.from(bytes);
    const at = Math.floor(bytes.length / 2);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    writeFileSync(file, flipped);
    const one = open();
    expect(quickCheck(one)).not.toBeNull();
    expect(isDamage(thrown(() => one.prepare('SELECT sum(length(name)) FROM guest').get()))).toBe(true);
    one.close();
    writeFileSync(file, bytes);
    truncateSync(file, Math.floor(bytes.length / 2));
    const two = thrown(() => {
      const cut = open();
      try {
        expect(quickCheck(cut)).not.toBeNull();
      } finally {
        cut.close();
      }
    });
    expect(two === null || isDamage(two)).toBe(true);
  });

  test('moving aside keeps all of its files and never overwrites an earlier one', () => {
    for (const suffix of ['', '-wal', '-shm']) writeFileSync(file + suffix, `one${suffix}`);
    const first = moveAside(file, 0);
    writeFileSync(file, 'two');
    const second = moveAside(file, 0);
    expect(second).not.toBe(first);
    expect(existsSync(file) || existsSync(`${file}-wal`)).toBe(false);
    expect(readFileSync(`${first}-wal`, 'utf8')).toBe('one-wal');
    expect(readFileSync(second, 'utf8')).toBe('two');
  });
});

describe('migrations', () => {
  test('run once each, in order, and call back before changing an old file', () => {
    const db = open();
    const seen: number[] = [];
    expect(migrate(db, steps.slice(0, 1), (from) => seen.push(from))).toEqual({ from: 0, to: 1 });
    expect(migrate(db, steps, (from) => seen.push(from))).toEqual({ from: 1, to: 2 });
    expect(migrate(db, steps, (from) => seen.push(from))).toEqual({ from: 2, to: 2 });
    expect(seen).toEqual([1]);
    db.close();
  });

  test('a step that fails leaves the version and the schema of the step before', () => {
    const db = open();
    const broken = [
      ...steps,
      {
        version: 3,
        up: (it: Db) => {
          it.exec('CREATE TABLE half (x)');
          throw new Error('no');
        },
      },
    ];
    expect(() => migrate(db, broken)).toThrow('no');
    expect(storeVersion(db)).toBe(2);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
    db.close();
  });

  test('a newer file is refused and left as it is', () => {
    const db = open();
    migrate(db, steps);
    db.pragma('user_version = 9');
    const error = thrown(() => migrate(db, steps));
    expect(error instanceof ProblemError && error.problem.code).toBe('store_newer');
    expect(storeVersion(db)).toBe(9);
    db.close();
  });
});

test('a full disk is told as disk_full and loses nothing that was stored', () => {
  const db = open();
  migrate(db, steps);
  db.prepare('INSERT INTO guest (name) VALUES (?)').run('Ana');
  const pages = Number(db.pragma('page_count', { simple: true }));
  db.pragma(`max_page_count = ${pages + 2}`);
  const error = thrown(() =>
    transact(db, () => db.prepare('INSERT INTO guest (name) VALUES (?)').run('x'.repeat(100_000))),
  );
  expect(error instanceof ProblemError && error.problem.code).toBe('disk_full');
  expect(isDiskFull({ code: 'ENOSPC' })).toBe(true);
  expect(db.prepare('SELECT name FROM guest').pluck().all()).toEqual(['Ana']);
  db.close();
});
