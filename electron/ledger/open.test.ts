import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError } from '../../shared/errors.ts';
import { migrate, storeVersion } from '../store/migrations.ts';
import { openEncrypted } from '../store/open.ts';
import { listBackups, newestGoodBackup } from './backup.ts';
import { markFile } from './mark.ts';
import { ledgerMigrations } from './migrations/index.ts';
import { ledgerExists, openLedger } from './open.ts';
import { accountId, anOrder, aSale, startMs, TestLedger } from './test-ledger.ts';

let it: TestLedger;
beforeEach(() => {
  it = new TestLedger();
});
afterEach(() => it.remove());

const sell = () => it.ledger.sales.create(aSale({ name: 'Dragoslava Mihajlović', phone: '+381641234567' }), it.act());
const flipAByte = (file: string) => {
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
};

describe('a damaged ledger', () => {
  const damages: readonly (readonly [string, (file: string) => void])[] = [
    ['random bytes', (file) => writeFileSync(file, randomBytes(40_000))],
    ['an empty file', (file) => writeFileSync(file, '')],
    ['half of it', (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2 / 4096) * 4096)],
    ['one flipped bit', flipAByte],
    ['a text file', (file) => writeFileSync(file, 'not a database')],
  ];

  test.each(damages)(
    '(%s) is moved aside and the last backup is put in its place; the loss is told',
    async (_name, damage) => {
      const kept = sell();
      it.nowMs += 1000;
      const path = await it.ledger.backup();
      it.nowMs += 1000;
      const lost = sell();
      it.nowMs += 1000;
      let damaged = Buffer.alloc(0);
      const { restored, movedAside } = it.reopen(() => {
        damage(it.file);
        damaged = readFileSync(it.file);
      });
      expect(restored).toMatchObject({ from: path, keptUntil: startMs + 1000, lastSeq: 1, lostSeq: 2, inDoubt: 1 });
      expect(restored?.reason).not.toBe('');
      expect(movedAside).toContain('ledger.db.damaged-');
      expect(readFileSync(movedAside ?? '').equals(damaged)).toBe(true);
      expect(it.ledger.sales.get(kept.id)?.reference).toBe(kept.reference);
      expect(it.ledger.sales.get(lost.id)).toBeNull();
      expect(it.ledger.journal.verify()).toBeNull();
      expect(it.ledger.journal.head()).toMatchObject({ what: 'ledger.restored', seq: 2 });
      expect(existsSync(path)).toBe(true);
      expect(it.reopen()).toMatchObject({ restored: null, movedAside: null });
    },
  );

  test('after a restore nothing is sent that may have been sent since the backup', async () => {
    const sale = sell();
    const path = await it.ledger.backup();
    it.ledger.queue.claim(accountId, it.act());
    it.ledger.queue.move({ kind: 'sale', id: sale.id }, 'sending', 'confirmed', { order: anOrder('1') }, it.act());
    it.reopen(() => flipAByte(it.file));
    expect(it.opened.restored?.from).toBe(path);
    expect(it.ledger.queue.claim(accountId, it.act())).toBeNull();
    expect(it.ledger.sales.get(sale.id)).toMatchObject({
      queueState: 'unknown',
      attempts: [{ outcome: 'unknown', note: 'ledger_damaged' }],
    });
  });

  test('takes the newest backup that is good', async () => {
    sell();
    const good = await it.ledger.backup();
    it.nowMs += 1000;
    flipAByte(await it.ledger.backup());
    expect(newestGoodBackup(it.backupDir, it.key)?.path).toBe(good);
    it.reopen(() => writeFileSync(it.file, 'x'));
    expect(it.opened.restored?.from).toBe(good);
    expect(listBackups(it.backupDir)).toHaveLength(2);
  });

  test('without a good backup starts anew, and the damaged file and its -wal stay', () => {
    sell();
    const { restored, movedAside } = it.reopen(() => {
      writeFileSync(it.file, 'x');
      writeFileSync(`${it.file}-wal`, 'wal');
    });
    expect(restored).toBeNull();
    expect(readFileSync(movedAside ?? '', 'utf8')).toBe('x');
    expect(readFileSync(`${movedAside}-wal`, 'utf8')).toBe('wal');
    expect(it.ledger.accounts.list()).toEqual([]);
  });

  test('a ledger that is gone is put back from its backup, past a -wal that was left', async () => {
    const sale = sell();
    await it.ledger.backup();
    const { restored, movedAside } = it.reopen(() => {
      rmSync(it.file);
      expect(ledgerExists(it.folder)).toBe(true);
      expect(ledgerExists(it.backupDir)).toBe(false);
      writeFileSync(`${it.file}-wal`, randomBytes(5000));
    });
    expect(restored).toMatchObject({ reason: 'missing', inDoubt: 1 });
    expect(movedAside).toBeNull();
    expect(it.ledger.sales.get(sale.id)?.id).toBe(sale.id);
  });

  test('one that is gone without a backup is said to be gone, by its mark, once; a first start says nothing', () => {
    expect(it.opened.restored).toBeNull();
    sell();
    sell();
    const gone = () => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(it.file + suffix, { force: true });
    };
    const { restored, movedAside } = it.reopen(gone);
    expect(restored).toEqual({
      ...{ reason: 'missing', from: null, keptUntil: null, lastSeq: 0, lostSeq: 2, inDoubt: 0 },
    });
    expect(movedAside).toBeNull();
    expect(it.reopen().restored).toBeNull();
    // Nothing was ever written in this one.
    expect(it.reopen(gone).restored).toBeNull();
  });

  test('where its mark knows of nothing newer than the backup, it is not known whether anything is missing', async () => {
    sell();
    await it.ledger.backup();
    const old = readFileSync(markFile(it.file));
    sell();
    // Of the last write nothing was on the disk but the ledger's own, which is damaged.
    const { restored } = it.reopen(() => {
      writeFileSync(it.file, randomBytes(40_000));
      writeFileSync(markFile(it.file), old);
    });
    expect(restored).toMatchObject({ lastSeq: 1, lostSeq: null, inDoubt: 1 });
  });

  test('the wrong key loses nothing: the file is moved aside, the backups stay as they are', async () => {
    sell();
    const path = await it.ledger.backup();
    const before = readFileSync(path);
    it.ledger.close();
    const other = openLedger({
      file: it.file,
      backupDir: it.backupDir,
      key: randomBytes(32).toString('hex'),
      now: () => it.nowMs,
    });
    expect(other.restored).toBeNull();
    other.ledger.close();
    expect(readFileSync(path).equals(before)).toBe(true);
    const aside = openEncrypted({ file: other.movedAside ?? '', key: it.key, synchronous: 'FULL', readonly: true });
    expect(aside.prepare('SELECT count(*) FROM sales').pluck().get()).toBe(1);
    aside.close();
    cpSync(other.movedAside ?? '', it.file);
    it.opened = openLedger({ file: it.file, backupDir: it.backupDir, key: it.key, now: () => it.nowMs });
    expect(it.ledger.sales.recent(5)).toHaveLength(1);
  });
});

test('a ledger of a newer Willcall is refused and not touched', () => {
  sell();
  const db = it.database();
  db.pragma('user_version = 99');
  db.close();
  it.ledger.close();
  const before = readFileSync(it.file);
  const open = () => openLedger({ file: it.file, backupDir: it.backupDir, key: it.key, now: () => it.nowMs });
  expect(open).toThrow(ProblemError);
  expect(open).toThrow('store_newer');
  expect(readFileSync(it.file).equals(before)).toBe(true);
  expect(readdirSync(it.folder)).toEqual(['ledger.db', 'ledger.mark']);
  const back = it.database();
  back.pragma(`user_version = ${ledgerMigrations.length}`);
  back.close();
  it.opened = open();
  expect(it.ledger.sales.recent(5)).toHaveLength(1);
});

test('a ledger of an older Willcall is backed up as it was before it is changed', () => {
  const folder = join(it.folder, 'older');
  mkdirSync(folder);
  const [file, backupDir] = [join(folder, 'ledger.db'), join(folder, 'backups')];
  const older = openEncrypted({ file, key: it.key, synchronous: 'FULL' });
  migrate(older, ledgerMigrations.slice(0, 1));
  older.close();
  const { ledger, restored } = openLedger({ file, backupDir, key: it.key, now: () => it.nowMs });
  ledger.close();
  expect(restored).toBeNull();
  const versionOf = (path: string): number => {
    const db = openEncrypted({ file: path, key: it.key, synchronous: 'FULL', readonly: true });
    const version = storeVersion(db);
    db.close();
    return version;
  };
  const backups = listBackups(backupDir);
  expect(backups.map(({ path }) => versionOf(path))).toEqual([1]);
  expect(versionOf(file)).toBe(ledgerMigrations.length);
});

test('the ledger survives a power cut with its last commit: FULL, WAL, foreign keys', () => {
  const db = it.database();
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  db.close();
  const copy = join(it.folder, 'copy');
  mkdirSync(copy);
  const sale = sell();
  // What is on the disk this moment, with the process still running: what a cut would leave.
  for (const suffix of ['', '-wal']) cpSync(it.file + suffix, join(copy, `ledger.db${suffix}`));
  const cut = openLedger({
    file: join(copy, 'ledger.db'),
    backupDir: join(copy, 'b'),
    key: it.key,
    now: () => it.nowMs,
  });
  expect(cut.restored).toBeNull();
  expect(cut.ledger.sales.get(sale.id)).toEqual(sale);
  cut.ledger.close();
});
