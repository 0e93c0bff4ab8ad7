// Builds out/ where a source is newer.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './children.mjs';
import { node24, toolEnv } from './modules.mjs';
import { oneAtATime } from './one-at-a-time.mjs';

/** What bundles are made of; files or folders. */
const SOURCES = ['electron', 'shared', 'renderer', 'sandbox', 'build/bundles.ts', 'package.json', 'package-lock.json'];

/**
 * @param {string} root
 * @param {(line: string) => void} say
 * @throws {Error} where the build fails
 */
export async function ensureBuild(root, say) {
  if (!isFresh(root)) await oneAtATime(root, say, () => build(root, say));
}

/**
 * @param {string} root
 * @param {(line: string) => void} say
 */
async function build(root, say) {
  if (isFresh(root)) return;
  say('Building out/');
  const code = await run(node24(root), [join(root, 'build/build.ts')], { cwd: root, env: toolEnv(root) });
  if (code !== 0) throw new Error(`The build ended with ${code}`);
}

/** @param {string} root */
function isFresh(root) {
  const stamp = join(root, 'out/.built');
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return SOURCES.every((source) => newest(join(root, source)) < built);
}

/**
 * When the newest file below `path` was written, in epoch ms; tests are not built and do not count.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stat.mtimeMs;
  // A folder's own time tells of a file that was deleted.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
