// A Secret Service for keytar: the desktop's own where one answers, else a private one. Linux alone needs this.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, startChild } from './children.mjs';
import { ensurePackages } from './debian.mjs';

const SERVICE = ['--dest=org.freedesktop.secrets'];

/**
 * Whether a Secret Service answers that can keep a secret now. One that is locked, or has no collection yet, must ask a
 * person first: without a display it cannot, and keytar would wait for ever.
 * @param {NodeJS.ProcessEnv} env
 */
export function secretServiceAnswers(env) {
  const bus = env['DBUS_SESSION_BUS_ADDRESS'] ?? (env['XDG_RUNTIME_DIR'] && join(env['XDG_RUNTIME_DIR'], 'bus'));
  if (!bus || (bus.startsWith('/') && !existsSync(bus))) return false;
  const collection = call(
    env,
    '/org/freedesktop/secrets',
    'org.freedesktop.Secret.Service.ReadAlias',
    'string:default',
  );
  if (collection === undefined) return false;
  if (env['DISPLAY'] || env['WAYLAND_DISPLAY']) return true;
  if (!collection.startsWith('/') || collection === '/') return false;
  const locked = call(
    env,
    collection,
    'org.freedesktop.DBus.Properties.Get',
    'string:org.freedesktop.Secret.Collection',
    'string:Locked',
  );
  return locked !== undefined && /boolean false/.test(locked);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} path
 * @param {string} method
 * @param {string[]} args
 */
function call(env, path, method, ...args) {
  const options = ['--session', '--print-reply=literal', '--reply-timeout=3000', ...SERVICE];
  return ask('dbus-send', [...options, path, method, ...args], { env });
}

/**
 * Starts a private session bus with gnome-keyring on it, unlocked. What it keeps is in `folder`, encrypted with a password
 * that lies beside it, so keys last from start to start but are only as safe as the folder.
 * @param {string} folder
 * @param {(line: string) => void} say
 * @returns {Promise<{ DBUS_SESSION_BUS_ADDRESS: string }>} for the environment of whoever uses it
 * @throws {Error} that says what is missing
 */
export async function startPrivateKeyring(folder, say) {
  const there = await ensurePackages(['gnome-keyring', 'dbus', 'dbus-bin'], 'a private Secret Service', say);
  if (!there) throw new Error('There is no Secret Service, and a private one needs the packages above');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const passwordFile = join(folder, 'password');
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  // Its sockets go to a short path of their own: a socket's path may have 107 characters at most.
  const runtime = mkdtempSync(join(tmpdir(), 'wck-'));
  process.on('exit', () => rmSync(runtime, { recursive: true, force: true }));
  const { DISPLAY: _display, ...rest } = process.env;
  const env = { ...rest, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: runtime };

  const bus = startChild('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await firstLine(bus);
  const withBus = { ...env, DBUS_SESSION_BUS_ADDRESS: address };
  const args = ['--foreground', '--unlock', '--components=secrets', `--control-directory=${runtime}`];
  const keyring = startChild('gnome-keyring-daemon', args, { env: withBus, stdio: ['pipe', 'ignore', 'ignore'] });
  keyring.stdin?.end(readFileSync(passwordFile));
  for (let attempt = 0; attempt < 100; attempt += 1) {
    // Asking the service itself before it is there would make the bus start a second one, locked.
    if (isOwned(withBus) && secretServiceAnswers(withBus)) return { DBUS_SESSION_BUS_ADDRESS: address };
    await sleep(100);
  }
  throw new Error('The private Secret Service did not come up within 10 s');
}

/** @param {NodeJS.ProcessEnv} env */
function isOwned(env) {
  const about = ['--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.NameHasOwner'];
  const args = ['--session', '--print-reply=literal', ...about, 'string:org.freedesktop.secrets'];
  return ask('dbus-send', args, { env })?.includes('true') ?? false;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string>}
 */
function firstLine(child) {
  return new Promise((done, fail) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ piece) => {
      text += piece;
      if (text.includes('\n')) done(text.split('\n')[0] ?? '');
    });
    child.on('error', fail);
    child.on('exit', () => fail(new Error('dbus-daemon ended at once')));
  });
}

/**
 * Where the app's own private Secret Service keeps its files, if it needs one.
 * @param {string | undefined} userDataDir as given on the command line
 */
export function appKeyringFolder(userDataDir) {
  if (userDataDir) return join(userDataDir, 'keyring');
  return join(process.env['XDG_DATA_HOME'] || join(homedir(), '.local/share'), 'willcall-keyring');
}

/**
 * The environment in which a Secret Service answers, starting a private one where none does.
 * @param {string} folder where a private one keeps its files
 * @param {(line: string) => void} say
 * @returns {Promise<Record<string, string>>} what to add to the environment; empty where the desktop's own is used
 */
export async function keyringEnv(folder, say) {
  if (process.platform !== 'linux' || secretServiceAnswers(process.env)) return {};
  const env = await startPrivateKeyring(folder, say);
  say(`No Secret Service answers here: using a private one, kept in ${folder}`);
  return env;
}
