// Runs a script or a tool of the project after set-up, on Node 24:
//
//   node build/run.mjs [--build] [--keyring] [--runtime] <script.ts | tool> [arguments]
//
//   --build    builds out/ first where a source is newer
//   --keyring  gives it a Secret Service, a throw-away one where none answers
//   --app-keyring  the same, but the one that `npm start` uses
//   --runtime  makes sure that Electron or the stand-in's Chromium is there
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endChildren, endChildrenOnSignal, endOf, startChild } from './setup/children.mjs';
import { ensureBuild } from './setup/fresh-build.mjs';
import { appKeyringFolder, keyringEnv } from './setup/keyring.mjs';
import { node24, toolEnv } from './setup/modules.mjs';
import { chooseRuntime, ROOT, say, setUp } from './setup/setup.mjs';

const args = process.argv.slice(2);
const wants = new Set();
while (args[0]?.startsWith('--')) wants.add(args.shift());
const [target, ...rest] = args;
if (!target) throw new Error('Name a script or a tool to run');

endChildrenOnSignal();
try {
  await setUp();
  if (wants.has('--runtime')) await chooseRuntime();
  if (wants.has('--build')) await ensureBuild(ROOT, say);
  let keyring = {};
  if (wants.has('--app-keyring')) {
    const at = rest.indexOf('--user-data-dir');
    keyring = await keyringEnv(appKeyringFolder(at < 0 ? undefined : rest[at + 1]), say);
  }
  if (wants.has('--keyring')) {
    const folder = mkdtempSync(join(tmpdir(), 'willcall-keyring-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    keyring = await keyringEnv(folder, say);
  }
  const script = /\.(ts|mjs|js)$/.test(target);
  const command = script ? node24(ROOT) : join(ROOT, 'node_modules/.bin', target);
  const child = startChild(command, script ? [join(ROOT, target), ...rest] : rest, {
    cwd: ROOT,
    env: { ...toolEnv(ROOT), ...keyring },
    stdio: 'inherit',
    shell: !script && process.platform === 'win32',
  });
  process.exitCode = await endOf(child);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
await endChildren();
