// Processes that a command starts and must not leave behind, whichever way it ends.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** How long a process may take to end by itself after SIGTERM. */
const GRACE_MS = 10_000;
/** @type {ChildProcess[]} */
const children = [];
let ending = false;

/**
 * Starts a process that ends with this one. Even where this one is killed: on Linux the kernel passes a SIGTERM on.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {ChildProcess}
 */
export function startChild(command, args, options = {}) {
  const guard = process.platform === 'linux' && existsSync('/usr/bin/setpriv');
  const child = guard
    ? spawn('/usr/bin/setpriv', ['--pdeathsig', 'TERM', command, ...args], options)
    : spawn(command, args, options);
  children.push(child);
  return child;
}

/**
 * Waits for a process. A signal counts as 128.
 * @param {ChildProcess} child
 * @returns {Promise<number>} its exit code
 */
export function endOf(child) {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  if (child.signalCode !== null) return Promise.resolve(128);
  return new Promise((done) => {
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      done(127);
    });
    child.once('exit', (code) => done(code ?? 128));
  });
}

/** Ends all that was started, newest first, each before the next: an app before the keyring that it uses. */
export async function endChildren() {
  ending = true;
  for (const child of children.splice(0).reverse()) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue;
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    child.kill('SIGTERM');
    await endOf(child);
    clearTimeout(timer);
  }
}

/** From now on a signal to this process, or the end of the one that started it, ends what it started, then itself. */
export function endChildrenOnSignal() {
  /** @param {number} code */
  const end = (code) => {
    if (!ending) void endChildren().then(() => process.exit(code));
  };
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ])) {
    process.on(signal, () => end(code));
  }
  // npm passes a signal on to the shell between itself and us, and the shell ends without a word.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end(143);
  }, 500).unref();
}

/**
 * Runs a command to its end with its output shown.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  return endOf(startChild(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options }));
}

/**
 * Runs a short command and gives what it printed, or undefined where it failed or is not there.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 * @returns {string | undefined}
 */
export function ask(command, args, options = {}) {
  const { status, stdout } = spawnSync(command, args, { timeout: 10_000, ...options, encoding: 'utf8' });
  return status === 0 ? String(stdout).trim() : undefined;
}
