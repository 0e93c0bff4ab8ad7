// node_modules as package-lock.json says, and the Node 24 inside it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './children.mjs';
import { ensurePackages } from './debian.mjs';

/**
 * Runs `npm ci` where node_modules is missing or older than package-lock.json.
 * @param {string} root
 * @param {(line: string) => void} say
 * @throws {Error} where npm fails
 */
export async function ensureModules(root, say) {
  const stamp = join(root, 'node_modules/.willcall-set-up');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(node24(root))) return;
  if (!existsSync(stamp) && isCurrent(root)) {
    writeFileSync(stamp, wanted);
    return;
  }
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
  writeFileSync(stamp, wanted);
}

/**
 * Whether somebody installed by hand what the lock file says: npm writes its own note later than the lock file.
 * @param {string} root
 */
function isCurrent(root) {
  const note = join(root, 'node_modules/.package-lock.json');
  const lock = join(root, 'package-lock.json');
  return existsSync(note) && existsSync(node24(root)) && statSync(note).mtimeMs >= statSync(lock).mtimeMs - 5000;
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
