// Packages of the system: installed where that is allowed, named where it is not.
import { existsSync } from 'node:fs';
import { ask, run } from './children.mjs';

let updated = false;

/**
 * Sees to it that Debian packages are there. As root on Debian they are installed; otherwise the command to run is named.
 * @param {string[]} packages
 * @param {string} purpose for the person who reads it, as in "to show the window"
 * @param {(line: string) => void} say
 * @returns {Promise<boolean>} whether all are there now
 */
export async function ensurePackages(packages, purpose, say) {
  if (process.platform !== 'linux') return true;
  const debian = existsSync('/etc/debian_version') && ask('which', ['apt-get']) !== undefined;
  if (!debian) return true;
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length === 0) return true;
  if (process.getuid?.() !== 0) {
    say(`Missing ${purpose}. Run: sudo apt-get install ${missing.join(' ')}`);
    return false;
  }
  say(`Installing ${purpose}: ${missing.join(' ')}`);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  if (!updated) await run('apt-get', ['update', '-qq'], options);
  updated = true;
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    ...options,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return missing.every(isInstalled);
}

/** @param {string} name */
function isInstalled(name) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own format, not a template of ours.
  return ask('dpkg-query', ['-W', '-f=${db:Status-Status}', name]) === 'installed';
}
