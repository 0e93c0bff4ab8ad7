import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'willcall-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const worker = `
  import { appendFileSync } from 'node:fs';
  import { setTimeout as sleep } from 'node:timers/promises';
  const { oneAtATime } = await import(${JSON.stringify(new URL('one-at-a-time.mjs', import.meta.url).href)});
  const [folder] = process.argv.slice(1);
  await oneAtATime(folder, () => {}, async () => {
    appendFileSync(folder + '/log', 'in ');
    await sleep(30);
    appendFileSync(folder + '/log', 'out ');
  });
`;

test('processes that start together work one after the other', async () => {
  const workers = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', worker, folder], { stdio: 'inherit' }),
  );
  for (const [code] of await Promise.all(workers.map((child) => once(child, 'exit')))) expect(code).toBe(0);
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in out '.repeat(4));
  expect(existsSync(join(folder, '.set-up.lock'))).toBe(false);
});

test('the lock of a process that was killed is taken over', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  writeFileSync(join(folder, '.set-up.lock'), String(pid));
  expect(
    await oneAtATime(
      folder,
      () => {},
      async () => 'done',
    ),
  ).toBe('done');
});

test('a failure gives the lock back and is heard', async () => {
  const fails = oneAtATime(
    folder,
    () => {},
    async () => Promise.reject(new Error('npm ci ended with 1')),
  );
  await expect(fails).rejects.toThrow('npm ci ended with 1');
  expect(existsSync(join(folder, '.set-up.lock'))).toBe(false);
});
