// npm start: sets up what is missing, says what it found, runs the app, and ends all of it together.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { endChildren, endChildrenOnSignal, endOf, startChild } from './setup/children.mjs';
import { ensurePackages } from './setup/debian.mjs';
import { ensureBuild } from './setup/fresh-build.mjs';
import { appKeyringFolder, keyringEnv } from './setup/keyring.mjs';
import { node24, toolEnv } from './setup/modules.mjs';
import { devtoolsAddress, waitForPage } from './setup/ready.mjs';
import { chooseRuntime, ROOT, say, setUp } from './setup/setup.mjs';

const HELP = `Willcall: a desktop box office for the people at the door

  npm start -- [flags]

  --demo                     open with demo data: starts the sandbox and connects to it
  --user-data-dir DIR        keep settings and databases in DIR (default: the system's place for app data)
  --headless                 show no window (Electron itself: on Linux only); a screenshot is written to out/screenshot.png
  --remote-debugging-port N  let a debugging client attach on 127.0.0.1:N (0: any free port)
  --help                     this text

  Environment: WILLCALL_RUNTIME=stand-in runs on the stand-in even where Electron's binary is there.

Other commands: npm test, npm run dev, npm run sandbox, npm run tour, npm run bench, npm run verify-journal
`;

const FLAGS = /** @type {const} */ ({
  demo: { type: 'boolean', default: false },
  'user-data-dir': { type: 'string' },
  headless: { type: 'boolean', default: false },
  'remote-debugging-port': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
});

function readFlags() {
  try {
    const { values } = parseArgs({ options: FLAGS, strict: true });
    const port = values['remote-debugging-port'];
    if (port !== undefined && !(/^\d+$/.test(port) && Number(port) < 65536)) {
      throw new Error(`--remote-debugging-port needs a number from 0 to 65535, not '${port}'`);
    }
    return values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    return process.exit(2);
  }
}

/**
 * The command that runs the app.
 * @param {import('./setup/setup.mjs').Runtime} runtime
 * @param {string[]} flags
 * @param {boolean} withoutDisplay
 * @returns {Promise<[string, string[]]>}
 */
async function commandFor(runtime, flags, withoutDisplay) {
  if (runtime.kind === 'stand-in') return [node24(ROOT), [join(ROOT, 'build/standin/run.ts'), ROOT, ...flags]];
  // Chromium refuses to sandbox for root.
  const command = [runtime.binary, ROOT, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...flags];
  if (!withoutDisplay || process.platform !== 'linux') return [command[0] ?? '', command.slice(1)];
  // Electron itself knows no headless mode.
  if (!(await ensurePackages(['xvfb', 'xauth'], 'a display for Electron', say)))
    throw new Error('Electron needs a display');
  return ['xvfb-run', ['-a', ...command]];
}

async function main() {
  const values = readFlags();
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  endChildrenOnSignal();

  await setUp();
  const runtime = await chooseRuntime();
  await ensureBuild(ROOT, say);
  const version =
    runtime.kind === 'electron' ? 'on Electron' : `on the stand-in in system Chromium (${runtime.reason})`;
  say(`Willcall runs ${version}`);

  const userData = values['user-data-dir'] === undefined ? undefined : resolve(values['user-data-dir']);
  const display = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
  const withoutDisplay = values.headless || !display;
  if (!display && !values.headless) say('No display found: running headless');
  const keyring = await keyringEnv(appKeyringFolder(userData), say);

  const port = values['remote-debugging-port'] ?? (withoutDisplay ? '0' : undefined);
  const flags = [
    ...(values.demo ? ['--demo'] : []),
    ...(userData === undefined ? [] : ['--user-data-dir', userData]),
    ...(withoutDisplay && runtime.kind === 'stand-in' ? ['--headless'] : []),
    ...(port === undefined ? [] : [`--remote-debugging-port=${port}`]),
  ];
  const [command, args] = await commandFor(runtime, flags, withoutDisplay);
  const app = startChild(command, args, {
    cwd: ROOT,
    env: { ...toolEnv(ROOT), ...keyring },
    // The channel tells the stand-in when this process is gone, however it went.
    stdio: ['ignore', 'pipe', 'pipe', ...(runtime.kind === 'stand-in' ? [/** @type {const} */ ('ipc')] : [])],
  });
  const address = devtoolsAddress(app);
  // What the app prints is for people; the one line on stdout is for whoever waits for the window.
  app.stderr?.pipe(process.stderr);
  app.stdout?.pipe(process.stderr);
  const ended = endOf(app);

  if (port !== undefined) await announce(await Promise.race([address, ended.then(() => undefined)]), withoutDisplay);
  process.exitCode = await ended;
}

/**
 * Says that the window is ready, and where there is none to see, where its picture is.
 * @param {string | undefined} address
 * @param {boolean} picture
 */
async function announce(address, picture) {
  if (!address) return;
  const screenshot = picture ? join(ROOT, 'out/screenshot.png') : undefined;
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  const { host } = new URL(address);
  const state = await waitForPage(address, screenshot).catch((error) => {
    say(
      `The window is open, but its first screen is not to be seen: ${error instanceof Error ? error.message : error}`,
    );
    return undefined;
  });
  if (state === undefined) return;
  const seen = screenshot ? `, screenshot in ${screenshot}` : '';
  process.stdout.write(`Willcall is ready: ${state}, debugging on http://${host}${seen}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
await endChildren();
