// What every command does first. Runs on any Node from 20 on with nothing installed.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ask } from './children.mjs';
import { ensurePackages } from './debian.mjs';
import { tryElectron } from './electron.mjs';
import { ensureModules } from './modules.mjs';

/** The folder that holds package.json. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** @param {string} line */
export function say(line) {
  process.stderr.write(`· ${line}\n`);
}

/** node_modules are there and current. */
export async function setUp() {
  await ensureModules(ROOT, say);
}

/** @typedef {{ kind: 'electron', binary: string } | { kind: 'stand-in', reason: string }} Runtime */

/**
 * Which runtime runs the app: Electron where its binary is there or can be downloaded and starts, else the stand-in.
 * @returns {Promise<Runtime>}
 * @throws {Error} where neither can run
 */
export async function chooseRuntime() {
  let reason = 'WILLCALL_RUNTIME says so';
  if (process.env['WILLCALL_RUNTIME'] !== 'stand-in') {
    const binary = await tryElectron(ROOT, say);
    // As plain Node: shows whether its shared libraries are there, and needs neither display nor sandbox.
    const starts = binary && ask(binary, ['-p', '1'], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } }) === '1';
    if (binary && starts) return { kind: 'electron', binary };
    reason = binary ? "Electron's binary lacks libraries of the system" : "Electron's binary cannot be downloaded here";
  }
  const there = await ensurePackages(['chromium', 'fonts-dejavu-core'], 'what shows the window', say);
  if (!there) throw new Error(`${reason}, and the stand-in needs Chromium`);
  return { kind: 'stand-in', reason };
}
