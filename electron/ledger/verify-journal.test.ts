import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { as, type EpochMs } from '../../shared/ids.ts';
import { installId, type Keychain, openKeychain } from '../keychain.ts';
import { openEncrypted } from '../store/open.ts';
import { ledgerPaths, openLedger } from './open.ts';
import { anAccount, aSale, startMs } from './test-ledger.ts';
import { verifyJournal } from './verify-journal.ts';

let folder: string;
let keychain: Keychain;
let key: string;

/** The command itself, in its own process, with the real keychain. */
const command = (dataFolder: string) => {
  const run = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'verify-journal.ts'), '--user-data-dir', dataFolder],
    {
      encoding: 'utf8',
    },
  );
  return { line: run.stdout, exitCode: run.status };
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'willcall-verify-'));
  keychain = openKeychain({ installId: installId(folder) });
  key = (await keychain.databaseKey('ledger', false)).reveal();
  const { ledger } = openLedger({ ...ledgerPaths(folder), key, now: () => startMs });
  ledger.accounts.add(anAccount());
  for (let n = 0; n < 3; n += 1) ledger.sales.create(aSale(), { by: 'Mila', now: as<EpochMs>(startMs + n) });
  ledger.close();
});
afterEach(async () => {
  await keychain.delete('database:ledger');
  rmSync(folder, { recursive: true, force: true });
});

test('an unbroken journal is one line with its end, and 0', () => {
  const { line, exitCode } = command(folder);
  expect(line).toMatch(/^journal holds: 3 entries, the last of 2026-01-31T20:00:00\.002Z, hash [0-9a-f]{64}\n$/);
  expect(exitCode).toBe(0);
});

test('a changed entry is named, and 1', () => {
  const db = openEncrypted({ file: ledgerPaths(folder).file, key, synchronous: 'FULL' });
  db.exec(`DROP TRIGGER journal_no_update; UPDATE journal SET body = '{}' WHERE seq = 2`);
  db.close();
  const { line, exitCode } = command(folder);
  expect(line).toBe('journal BROKEN: entry 2 was changed after it was written\n');
  expect(exitCode).toBe(1);
});

test('what cannot be read is told, and 2, with no key shown', async () => {
  writeFileSync(ledgerPaths(folder).file, 'x'.repeat(5000));
  const { line, exitCode } = command(folder);
  expect(line).toMatch(/^journal not read: /);
  expect(line).not.toContain(key);
  expect(exitCode).toBe(2);
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  expect(await verifyJournal(empty)).toEqual({ line: `no ledger in ${empty}`, exitCode: 2 });
});
