import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemIds } from '../../../shared/domain/accounts.ts';

/* docs/adding-a-system.md promises where a system's name stands, and that the rest of the app asks for abilities only. */

const root = join(import.meta.dirname, '../../..');

/** Source files of the app and the sandbox, without tests and what serves them. */
function sources(...folders: readonly string[]): readonly string[] {
  const all = globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: root },
  );
  return all.filter((file) => !/\.(test|fixture)\.tsx?$|\/test-[\w-]+\.ts$|\/fake-/.test(file)).sort();
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

test('the files that a system’s name stands in are those that the document lists', () => {
  const [, table = ''] = read('docs/adding-a-system.md').split('## What is touched');
  const patterns = [...table.matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(([, cell = '']) =>
    cell.split(', ').map((one) => one.replaceAll('`', '').trim()),
  );
  const listed = new Set(globSync(patterns, { cwd: root }));
  const own = /^(electron\/platforms|sandbox)\/ozora\/|^sandbox\/control\/ozora[\w-]*\.ts$/;
  const named = sources('electron', 'shared', 'renderer', 'sandbox').filter(
    (file) => !own.test(file) && /ozora/i.test(read(file)),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((file) => !listed.has(file))).toEqual([]);
  // Helpers of tests are listed too; whatever else is listed must be needed.
  const helpers = /\.(test|fixture)\.ts$|conformance\//;
  expect([...listed].filter((file) => !named.includes(file) && !helpers.test(file))).toEqual([]);
});

test('nothing between the registry and the form that connects asks for a system by its name', () => {
  const literal = new RegExp(`['"](${systemIds.join('|')})['"]`);
  const walled = sources('electron/desk', 'electron/sync', 'electron/cache', 'electron/ledger', 'renderer').concat([
    'electron/handlers.ts',
    'electron/house.ts',
  ]);
  const asking = walled.filter((file) => literal.test(read(file)) && !file.startsWith('renderer/screens/connect/'));
  expect(asking).toEqual([]);
});
