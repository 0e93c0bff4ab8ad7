// Electron's own binary: is it here, and if not, can it be had?
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How long the download may take before the stand-in is used instead. */
const WAIT_MS = 20_000;
/** A download that failed is not tried again for this long. */
const FORGET_MS = 24 * 60 * 60 * 1000;

/**
 * Path of Electron's binary, or undefined where it was never downloaded.
 * @param {string} root the project's folder
 * @returns {string | undefined}
 */
export function findElectron(root) {
  const folder = join(root, 'node_modules/electron');
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const path = join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(path) ? path : undefined;
}

/**
 * Tries to download the binary, within bounds, unless that failed in the last day.
 * @param {string} root
 * @param {(line: string) => void} say
 * @returns {Promise<string | undefined>} its path, or undefined
 */
export async function tryElectron(root, say) {
  const found = findElectron(root);
  if (found) return found;
  const failure = join(root, 'node_modules/.cache/electron-download-failed');
  if (existsSync(failure) && Date.now() - statSync(failure).mtimeMs < FORGET_MS) return undefined;
  say(`Downloading Electron's binary (up to ${WAIT_MS / 1000} s)`);
  const child = spawn(process.execPath, [join(root, 'node_modules/electron/install.js')], { stdio: 'ignore' });
  const code = await new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), WAIT_MS);
    child.on('error', () => done(1));
    child.on('exit', (exit) => {
      clearTimeout(timer);
      done(exit ?? 1);
    });
  });
  const path = code === 0 ? findElectron(root) : undefined;
  if (path) return path;
  // Half a download must not pass for a whole one.
  rmSync(join(root, 'node_modules/electron/dist'), { recursive: true, force: true });
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  writeFileSync(failure, `${new Date().toISOString()} exit ${code}\n`);
  return undefined;
}
