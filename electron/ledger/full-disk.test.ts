import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ProblemError } from '../../shared/errors.ts';
import { type Db, openEncrypted } from '../store/open.ts';
import { openActs } from './acts.ts';
import { openDeeds } from './deeds.ts';
import { openJournal } from './journal.ts';
import { openQueue } from './queue.ts';
import { openRefunds } from './refunds.ts';
import { openSales } from './sales.ts';
import { accountId, aSale, TestLedger } from './test-ledger.ts';

let it: TestLedger;
let db: Db;
beforeEach(() => {
  it = new TestLedger();
  db = openEncrypted({ file: it.file, key: it.key, synchronous: 'FULL' });
});
afterEach(() => {
  db.close();
  it.remove();
});

test('a full disk stops a sale before anything is sent, whole or not at all, and what was sold stays', () => {
  const journal = openJournal(db);
  const acts = openActs(db);
  const sales = openSales(db, acts, journal);
  const books = { sales, refunds: openRefunds(db, acts, journal), deeds: openDeeds(db, acts, journal) };
  const queue = openQueue(db, acts, books, journal, () => undefined);
  const sold = sales.create(aSale(), it.act());
  const head = journal.head()?.seq;
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 1}`);
  const sell = () => sales.create(aSale({ name: 'x'.repeat(50_000) }), it.act());
  expect(sell).toThrow(ProblemError);
  expect(sell).toThrow('disk_full');
  expect(journal.head()?.seq).toBe(head);
  expect(queue.counts()).toEqual({ waiting: 1, needsPerson: 0, persons: [] });
  const attempt = { at: it.act().now, outcome: 'not_sent', note: 'x'.repeat(50_000) } as const;
  const ref = { kind: 'sale', id: sold.id } as const;
  queue.claim(accountId, it.act());
  expect(() => queue.move(ref, 'sending', 'queued', { attempt }, it.act())).toThrow('disk_full');
  expect(queue.get(ref)).toMatchObject({ sale: { queueState: 'sending' } });
  expect(journal.verify()).toBeNull();
});

test('on a real disk of one megabyte: all that was confirmed to staff is there afterwards', () => {
  const folder = mkdtempSync(join(tmpdir(), 'willcall-full-'));
  try {
    const fixture = join(import.meta.dirname, 'full-disk.fixture.ts');
    const run = spawnSync(
      'unshare',
      [
        '-m',
        'sh',
        '-c',
        'mount -t tmpfs -o size=1m tmpfs "$0" && exec "$1" "$2" "$0"',
        folder,
        process.execPath,
        fixture,
      ],
      { encoding: 'utf8' },
    );
    if (run.error || /not permitted|denied|must be superuser|not found/.test(run.stderr)) {
      // Only root may mount; the test above holds the same promise without a disk of its own.
      expect(process.getuid?.() === 0 && !run.error && run.stderr === '').toBe(false);
      return;
    }
    expect(run.stderr).toBe('');
    const told = JSON.parse(run.stdout) as Record<'sold' | 'kept', string[]> & Record<'stopped' | 'backup', string>;
    expect(told).toMatchObject({ stopped: 'disk_full', backup: 'disk_full', broken: null });
    expect(told.sold.length).toBeGreaterThan(0);
    expect(told.kept).toEqual(told.sold);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
