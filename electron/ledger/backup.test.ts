import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEncrypted } from '../store/open.ts';
import { backupsKept, listBackups, newestGoodBackup } from './backup.ts';
import { keepBackedUp } from './keep-backed-up.ts';
import { ledgerMigrations } from './migrations/index.ts';
import { aSale, startMs, TestLedger } from './test-ledger.ts';

let it: TestLedger;
beforeEach(() => {
  it = new TestLedger();
});
afterEach(() => it.remove());

const sell = () => it.ledger.sales.create(aSale({ name: 'Dragoslava Mihajlović', phone: '+381641234567' }), it.act());
describe('a backup', () => {
  test('is whole, encrypted with the same key, and shows no name and no key', async () => {
    const sale = sell();
    const path = await it.ledger.backup();
    const bytes = readFileSync(path).toString('latin1');
    for (const secret of [
      'SQLite format',
      'Dragoslava',
      'dragoslava',
      '641234567',
      it.key,
      Buffer.from(it.key, 'hex').toString('latin1'),
    ]) {
      expect(bytes).not.toContain(secret);
    }
    expect(() => openEncrypted({ file: path, key: '0'.repeat(64), synchronous: 'FULL', readonly: true })).toThrow();
    const db = openEncrypted({ file: path, key: it.key, synchronous: 'FULL', readonly: true });
    expect(db.prepare('SELECT customer_name FROM sales WHERE id = ?').pluck().get(sale.id)).toBe(
      'Dragoslava Mihajlović',
    );
    expect(db.pragma('user_version', { simple: true })).toBe(ledgerMigrations.length);
    db.close();
    expect(readdirSync(it.backupDir)).toEqual([basename(path)]);
  });

  test('the newest ten are kept; two in one millisecond are two; what a crash left half-written goes', async () => {
    mkdirSync(it.backupDir, { recursive: true });
    writeFileSync(join(it.backupDir, 'ledger-2026-01-01T00-00-00-000Z.db.part'), 'half');
    writeFileSync(join(it.backupDir, 'notes.txt'), 'mine');
    await it.ledger.backup();
    for (let n = 0; n < 12; n += 1) {
      await it.ledger.backup();
      it.nowMs += 60_000;
    }
    const kept = listBackups(it.backupDir);
    expect(kept).toHaveLength(backupsKept);
    expect(kept[0]?.at).toBe(startMs + 11 * 60_000);
    expect(readdirSync(it.backupDir).filter((name) => !name.endsWith('.db'))).toEqual(['notes.txt']);
  });

  test('that cannot be written leaves the older ones', async () => {
    const path = await it.ledger.backup();
    const before = readFileSync(path);
    it.nowMs += 1;
    const db = it.database();
    db.exec(`DROP TRIGGER journal_chained; INSERT INTO journal VALUES (1, 0, '', '', '', '', '')`);
    db.close();
    await expect(it.ledger.backup()).rejects.toThrow('ledger_damaged');
    expect(readdirSync(it.backupDir)).toEqual([basename(path)]);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('made after the clock was set back by a day is the newest all the same', async () => {
    it.nowMs += 86_400_000;
    for (let n = 0; n < backupsKept; n += 1) await it.ledger.backup();
    it.nowMs -= 86_400_000;
    const sold = sell();
    const path = await it.ledger.backup();
    expect(listBackups(it.backupDir)[0]?.path).toBe(path);
    const { restored } = it.reopen(() => writeFileSync(it.file, randomBytes(40_000)));
    expect(restored).not.toBeNull();
    expect(it.ledger.sales.get(sold.id)?.id).toBe(sold.id);
  });

  test('two at once are two, each whole, and what is written meanwhile waits for neither', async () => {
    sell();
    const both = Promise.all([it.ledger.backup(), it.ledger.backup()]);
    const sold = sell();
    const paths = await both;
    expect(new Set(paths).size).toBe(2);
    expect(listBackups(it.backupDir)).toHaveLength(2);
    expect(it.ledger.sales.get(sold.id)?.queueState).toBe('queued');
    expect(newestGoodBackup(it.backupDir, it.key)?.path).toBe(listBackups(it.backupDir)[0]?.path);
  });

  test('gives way between its slices, however long the journal is', async () => {
    for (let n = 0; n < 1_200; n += 1) sell();
    let turns = 0;
    let done = false;
    const turn = (): void => {
      turns += 1;
      if (!done) setImmediate(turn);
    };
    setImmediate(turn);
    await it.ledger.backup();
    done = true;
    // Copying, writing out, checking the pages, and a thousand entries of the journal at a time.
    expect(turns).toBeGreaterThanOrEqual(4);
  });

  test('on a schedule is made at the start and then only when something was written', async () => {
    const stop = keepBackedUp(it.ledger, { everyMs: 5, onFailure: (error) => expect(error).toBeUndefined() });
    const until = async (count: number) => {
      while (listBackups(it.backupDir).length < count) await sleep(5);
    };
    await until(1);
    sell();
    await until(2);
    await sleep(50);
    stop();
    expect(listBackups(it.backupDir)).toHaveLength(2);
  });
});
