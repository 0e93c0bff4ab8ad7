import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refuseWithin } from './own-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'willcall-own-'));
  for (const name of ['data/logs', 'data-of-another', '..data', 'elsewhere'])
    mkdirSync(join(root, name), { recursive: true });
  symlinkSync(join(root, 'data'), join(root, 'elsewhere/link'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test.each([
  'data/ledger.db',
  'data/logs/x.csv',
  'elsewhere/link/ledger.db',
  'elsewhere/../data/x.csv',
  'nowhere/x.csv',
])('%s is refused', (file) => {
  expect(() => refuseWithin(join(root, 'data'), join(root, file))).toThrow('file_not_written');
});

test.each(['x.csv', 'data-of-another/x.csv', '..data/x.csv', 'elsewhere/x.csv'])('%s is let through', (file) => {
  expect(() => refuseWithin(join(root, 'data'), join(root, file))).not.toThrow();
});
