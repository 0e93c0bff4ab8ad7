// node_modules as package-lock.json says, and the Node 24 inside it.
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './children.mjs';
import { ensurePackages } from './debian.mjs';
import { isInstalledAsLocked } from './lock.mjs';
import { oneAtATime } from './one-at-a-time.mjs';

/**
 * Runs `npm ci` where node_modules is missing or is not what package-lock.json says.
 * @param {string} root
 * @param {(line: string) => void} say
 * @throws {Error} where npm fails
 */
export async function ensureModules(root, say) {
  if (!isCurrent(root)) await oneAtATime(root, say, () => install(root, say));
}

/**
 * @param {string} root
 * @param {(line: string) => void} say
 */
async function install(root, say) {
  if (isCurrent(root)) return;
  // keytar is built from source where its prebuilt library cannot be downloaded, and needs this before npm runs.
  await ensurePackages(['libsecret-1-dev', 'python3', 'make', 'g++'], 'what keytar is built with', say);
  say('Installing node_modules (npm ci)');
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await (npm?.endsWith('.js')
    ? run(process.execPath, [npm, ...args], { cwd: root })
    : run('npm', args, { cwd: root, shell: process.platform === 'win32' }));
  if (code !== 0) throw new Error(`npm ci ended with ${code}`);
  if (!existsSync(node24(root)))
    throw new Error('The node package brought no Node 24: are its install scripts allowed?');
}

/** @param {string} root */
function isCurrent(root) {
  const note = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(note) || !existsSync(node24(root))) return false;
  const lock = join(root, 'package-lock.json');
  return isInstalledAsLocked(JSON.parse(readFileSync(lock, 'utf8')), JSON.parse(readFileSync(note, 'utf8')));
}

/**
 * Path of the Node 24 that comes with node_modules.
 * @param {string} root
 */
export function node24(root) {
  return join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * The environment in which `node` and the tools of node_modules are found first.
 * @param {string} root
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnv(root) {
  const bin = join(root, 'node_modules/.bin');
  return {
    ...process.env,
    PATH: `${join(root, 'node_modules/node/bin')}${delimiter}${bin}${delimiter}${process.env['PATH']}`,
  };
}
