import { cpSync, existsSync, mkdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { installId } from '../keychain.ts';
import { transact } from '../store/open.ts';
import { genesis, openJournal } from './journal.ts';
import { KeptMark } from './kept-mark.ts';
import { type Mark, markFile, openMark } from './mark.ts';
import { openLedger } from './open.ts';
import { accountId, anOrder, aSale, TestLedger } from './test-ledger.ts';
import { verifyJournal } from './verify-journal.ts';

let it: TestLedger;
beforeEach(() => {
  it = new TestLedger();
});
afterEach(() => it.remove());

const sell = () => it.ledger.sales.create(aSale({ name: 'Dragoslava Mihajlović', phone: '+381641234567' }), it.act());
const settled = () => new Promise((done) => setImmediate(done));

/** Keeps the ledger's files as a dying machine would leave them now, and puts them back when told. */
function snapshot(suffixes: readonly string[]): () => void {
  const folder = join(it.folder, `snapshot-${Math.random()}`);
  mkdirSync(folder);
  for (const suffix of suffixes) {
    if (existsSync(it.file + suffix)) cpSync(it.file + suffix, join(folder, `x${suffix}`));
  }
  return () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(it.file + suffix, { force: true });
    for (const suffix of suffixes) {
      if (existsSync(join(folder, `x${suffix}`))) cpSync(join(folder, `x${suffix}`), it.file + suffix);
    }
  };
}

describe('a ledger that opens cleanly and lacks its newest entries', () => {
  test('(the log of its last writes is gone) sends nothing that may have been sent, and says so', () => {
    const sale = sell();
    // A start carries the log into the file; what comes next is in the log alone.
    it.reopen();
    it.ledger.queue.claim(accountId, it.act());
    const withoutLog = snapshot(['']);
    it.ledger.queue.move({ kind: 'sale', id: sale.id }, 'sending', 'confirmed', { order: anOrder('1') }, it.act());
    const { restored, movedAside } = it.reopen(withoutLog);
    expect(it.ledger.queue.claim(accountId, it.act())).toBeNull();
    expect(it.ledger.sales.get(sale.id)).toMatchObject({
      queueState: 'unknown',
      attempts: [{ outcome: 'unknown', note: 'ledger_damaged' }],
    });
    expect(restored).toMatchObject({ from: null, lastSeq: 1, lostSeq: 3, inDoubt: 1 });
    expect(movedAside).toBeNull();
    expect(it.ledger.journal.head()).toMatchObject({ what: 'ledger.end_missing', seq: 2 });
    expect(it.ledger.journal.verify()).toBeNull();
    expect(it.reopen().restored).toBeNull();
  });

  test('(the log is cut in the middle) the same', () => {
    const sale = sell();
    it.reopen();
    sell();
    const before = statSync(`${it.file}-wal`).size;
    it.ledger.queue.claim(accountId, it.act());
    const putBack = snapshot(['', '-wal']);
    const { restored } = it.reopen(() => {
      putBack();
      truncateSync(`${it.file}-wal`, before + 100);
    });
    expect(restored).toMatchObject({ from: null, lastSeq: 2, lostSeq: 3, inDoubt: 2 });
    expect(it.ledger.sales.get(sale.id)?.queueState).toBe('unknown');
  });

  test('what a person took back is not sent when that is forgotten', () => {
    const sale = sell();
    it.reopen();
    const withoutLog = snapshot(['']);
    it.ledger.queue.move({ kind: 'sale', id: sale.id }, 'queued', 'cancelled', {}, it.act());
    it.reopen(withoutLog);
    expect(it.ledger.queue.claim(accountId, it.act())).toBeNull();
  });

  test('an act that needed a person is looked for again: they may have had it sent since', () => {
    const ref = { kind: 'sale', id: sell().id } as const;
    it.ledger.queue.claim(accountId, it.act());
    for (const [from, to] of [
      ['sending', 'unknown'],
      ['unknown', 'reconciling'],
      ['reconciling', 'needs_person'],
    ] as const)
      it.ledger.queue.move(ref, from, to, {}, it.act());
    it.reopen();
    const old = snapshot(['']);
    it.ledger.queue.move(ref, 'needs_person', 'queued', {}, it.act());
    it.ledger.queue.claim(accountId, it.act());
    it.reopen(old);
    expect(it.ledger.sales.get(ref.id)?.queueState).toBe('unknown');
  });

  test('an old one, put back by the system’s own restore, gives way to a newer backup', async () => {
    const sale = sell();
    it.reopen();
    const old = snapshot(['']);
    const later = sell();
    const path = await it.ledger.backup();
    it.ledger.queue.claim(accountId, it.act());
    const { restored, movedAside } = it.reopen(() => {
      old();
      rmSync(markFile(it.file));
    });
    expect(restored).toMatchObject({ from: path, lastSeq: 2, inDoubt: 2 });
    expect(existsSync(movedAside ?? '')).toBe(true);
    for (const { id } of [sale, later]) expect(it.ledger.sales.get(id)?.queueState).toBe('unknown');
  });

  test('the damaged one, put back by hand over the one that went on from a backup, is in doubt too', async () => {
    sell();
    await it.ledger.backup();
    sell();
    sell();
    it.reopen();
    const first = snapshot(['']);
    it.reopen(() => writeFileSync(it.file, 'x'));
    expect(it.opened.restored).toMatchObject({ lastSeq: 1, lostSeq: 3 });
    const { restored } = it.reopen(first);
    expect(restored).toMatchObject({ from: null, lastSeq: 3, lostSeq: null, inDoubt: 3 });
  });
});

describe('no false alarm', () => {
  test('where the process dies at any moment between an entry and its mark', async () => {
    sell();
    await settled();
    const oldMark = join(it.folder, 'old.mark');
    cpSync(markFile(it.file), oldMark);
    sell();
    it.ledger.queue.claim(accountId, it.act());
    const putBack = snapshot(['', '-wal']);
    expect(
      it.reopen(() => {
        putBack();
        cpSync(oldMark, markFile(it.file));
      }).restored,
    ).toBeNull();
  });

  test('where the mark is missing, torn or spoilt', () => {
    sell();
    for (const spoil of [
      () => rmSync(markFile(it.file)),
      () => truncateSync(markFile(it.file), 5000),
      () => truncateSync(markFile(it.file), 30),
      () => writeFileSync(markFile(it.file), '9 9 x\n'),
    ]) {
      sell();
      expect(it.reopen(spoil).restored).toBeNull();
    }
    expect(openMark(markFile(it.file)).read()?.seq).toBe(5);
  });

  test('after the journal was verified, while the app ran and after', async () => {
    const sale = sell();
    installId(it.folder);
    const keychain = { databaseKey: async () => ({ reveal: () => it.key }) } as never;
    expect((await verifyJournal(it.folder, () => keychain)).line).toContain('1 entries');
    it.ledger.queue.claim(accountId, it.act());
    const killed = snapshot(['', '-wal']);
    it.reopen(() => {
      killed();
    });
    expect(it.opened.restored).toBeNull();
    await verifyJournal(it.folder, () => keychain);
    expect(it.reopen().restored).toBeNull();
    expect(it.ledger.sales.get(sale.id)?.queueState).toBe('sending');
  });

  test('where an entry was rolled back', async () => {
    sell();
    const stranger = aSale({}, 'nobody' as never);
    expect(() => it.ledger.sales.create(stranger, it.act())).toThrow('account_missing');
    await settled();
    expect(openMark(markFile(it.file)).read()?.seq).toBe(1);
    expect(it.reopen().restored).toBeNull();
  });
});

test('a mark that cannot be kept stops no sale, and is told', () => {
  sell();
  const told: unknown[] = [];
  it.ledger.close();
  rmSync(markFile(it.file));
  mkdirSync(markFile(it.file));
  const { file, backupDir, key } = it;
  it.opened = openLedger({ file, backupDir, key, now: () => it.nowMs, onMarkFailure: (error) => told.push(error) });
  expect(it.ledger.queue.claim(accountId, it.act())?.kind).toBe('sale');
  expect(told).toHaveLength(1);
});

test('what a person did is on the mark’s disk before they are told; what only follows from it does not wait for the disk', async () => {
  const flushed: [number, boolean][] = [];
  const db = it.database();
  const journal = openJournal(db, (what) => kept.soon(what));
  const noted: Mark = {
    read: () => null,
    write: ({ seq }, flush) => void flushed.push([seq, flush]),
    close: () => undefined,
  };
  const kept = new KeptMark(
    noted,
    () => journal.head() ?? { seq: 0, hash: genesis },
    () => undefined,
  );
  /** As a handler does: the answer goes out once it has returned. */
  const does = async (...whats: readonly string[]) => {
    const from = flushed.length;
    await (async () => transact(db, () => whats.map((what) => journal.append(it.act(), what, {}))))();
    return flushed.slice(from);
  };
  for (const what of ['sale.written', 'refund.written', 'deed.written', 'sale.cash_noted']) {
    expect(await does(what)).toMatchObject([[journal.head()?.seq, true]]);
  }
  expect(await does('sale.pay_state')).toMatchObject([[5, false]]);
  expect(await does('sale.written', 'sale.pay_state')).toMatchObject([[7, true]]);
  expect(await does('sale.confirmed')).toMatchObject([[8, false]]);
  db.close();
});

test('a claim’s mark is on the disk before the claim is told; what it costs is one flush', () => {
  sell();
  it.ledger.queue.claim(accountId, it.act());
  expect(openMark(markFile(it.file)).read()).toEqual({
    seq: it.ledger.journal.head()?.seq,
    hash: it.ledger.journal.head()?.hash,
  });
});
