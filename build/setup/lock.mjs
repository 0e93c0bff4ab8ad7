// Keeps package-lock.json whole: npm leaves out the platform packages that a registry does not serve, and `npm ci` then
// refuses the file. Run `node build/setup/lock.mjs` after npm changed it; a test says when that is due.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Entry */
/** @typedef {{ packages: Record<string, Entry> }} Lock */

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/**
 * The optional dependencies that no entry of the lock file stands for: where each would be, and as what.
 * @param {Lock} lock
 * @returns {Record<string, Entry>}
 */
export function missingOptional({ packages }) {
  /** @type {Record<string, Entry>} */
  const missing = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isResolved(packages, path, name)) continue;
      missing[`node_modules/${name}`] = {
        version,
        ...platformOf(name),
        ...(entry.dev ? { dev: true } : {}),
        optional: true,
      };
    }
  }
  return missing;
}

/**
 * @param {Record<string, Entry>} packages
 * @param {string} from
 * @param {string} name
 */
function isResolved(packages, from, name) {
  let base = from;
  while (true) {
    if (packages[`${base === '' ? '' : `${base}/`}node_modules/${name}`]) return true;
    if (base === '') return false;
    const above = base.lastIndexOf('/node_modules/');
    base = above < 0 ? '' : base.slice(0, above);
  }
}

/**
 * Whether what npm says it installed is what the lock file wants: the same versions, and nothing left out but what is
 * optional.
 * @param {Lock} wanted package-lock.json
 * @param {Lock} installed node_modules/.package-lock.json, npm's own note
 */
export function isInstalledAsLocked(wanted, installed) {
  const entries = Object.entries(wanted.packages).filter(([path]) => path !== '');
  return (
    entries.every(([path, { version, optional }]) => {
      const there = installed.packages[path];
      return there ? there.version === version : optional === true;
    }) && Object.keys(installed.packages).every((path) => path in wanted.packages)
  );
}

/**
 * What a platform package says of itself in its name, as in `@x/binding-linux-arm64-musl`.
 * @param {string} name
 * @returns {Entry}
 */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.find((it) => words.includes(it));
  const cpu = PROCESSORS.find((it) => words.includes(it));
  const libc = words.includes('musl') ? 'musl' : os === 'linux' && words.includes('gnu') ? 'glibc' : undefined;
  if (!os || !cpu) throw new Error(`${name} is missing from package-lock.json, and its name tells no platform`);
  return { os: [os], cpu: [cpu], ...(libc ? { libc: [libc] } : {}) };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = join(import.meta.dirname, '../../package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingOptional(lock);
  const { '': root, ...rest } = { ...lock.packages, ...missing };
  const sorted = Object.fromEntries(Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: { '': root, ...sorted } }, null, 2)}\n`);
  process.stdout.write(`${Object.keys(missing).length} entries added\n`);
}
