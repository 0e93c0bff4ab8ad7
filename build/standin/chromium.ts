/** The one Chromium that shows all windows of the app. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { StandInOptions } from './options.ts';

/** A started Chromium. */
export interface Chromium {
  context: BrowserContext;
  version: string;
  /** Address a second debugging client can attach to, where one was asked for. */
  devtools: string | undefined;
  /** The page that is open from the start, once; afterwards undefined. */
  takeFirstPage(): Page | undefined;
  close(): Promise<void>;
}

/** Profiles are named by this and the process that made them. */
const PROFILE = 'willcall-chromium-';

/** Where Chromium is looked for, first to last. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of the system's Chromium. @throws Error that says what to install. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string {
  const found = [env['WILLCALL_CHROMIUM'], ...PLACES].find((path) => path && existsSync(path));
  if (!found)
    throw new Error('The stand-in needs Chromium: apt-get install chromium, or set WILLCALL_CHROMIUM to its path');
  return found;
}

/** Nothing but the app's own pages: no updates, no lookups, no first-run pages, and no name resolves. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--disable-domain-reliability',
  '--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication,DialMediaRouteProvider',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disk-cache-size=1',
];

/** Starts Chromium with an empty profile in the system's temporary folder, deleted when it closes. */
export async function startChromium(
  options: StandInOptions,
  size: { width: number; height: number },
  onDisconnect: () => void,
): Promise<Chromium> {
  await sweepProfiles();
  const profile = await mkdtemp(join(tmpdir(), `${PROFILE}${process.pid}-`));
  const root = process.getuid?.() === 0;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: options.headless,
    // Chromium refuses to sandbox for root; anyone else gets the sandbox that Playwright leaves out by default.
    chromiumSandbox: !root,
    viewport: null,
    acceptDownloads: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      ...QUIET,
      `--window-size=${size.width},${size.height}`,
      ...(root ? ['--test-type'] : []),
      ...(options.headless ? ['--disable-gpu'] : ['--app=data:text/html,<title>Willcall</title>']),
      ...(options.debuggingPort === undefined ? [] : [`--remote-debugging-port=${options.debuggingPort}`]),
    ],
  });
  let closing: Promise<void> | undefined;
  context.on('close', () => {
    if (!closing) onDisconnect();
  });
  let first: Page | undefined = context.pages()[0];
  return {
    context,
    version: context.browser()?.version() ?? 'unknown',
    devtools: options.debuggingPort === undefined ? undefined : await readDevtools(profile, options.debuggingPort),
    takeFirstPage() {
      const page = first?.isClosed() ? undefined : first;
      first = undefined;
      return page;
    },
    close() {
      closing ??= context
        .close()
        .then(() => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
      return closing;
    },
  };
}

/** Deletes the profiles of stand-ins that were killed before they could do it themselves. */
async function sweepProfiles(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PROFILE) ? Number(name.slice(PROFILE.length).split('-')[0]) : 0;
    if (pid > 0 && !isAlive(pid)) await removeProfile(join(tmpdir(), name));
  }
}

async function removeProfile(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    // Its Chromium is still dying, or another start sweeps it too: the next start finds what is left. No reason not to open.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EBUSY' && code !== 'EPERM') throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Where a second client attaches: Chromium tells over the port it was given, or writes the one it chose into its profile. */
async function readDevtools(profile: string, port: number): Promise<string> {
  const file = join(profile, 'DevToolsActivePort');
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (port === 0) {
      const [chosen, path] = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
      if (chosen && path) return `ws://127.0.0.1:${chosen}${path}`;
    } else {
      const answer = await fetch(`http://127.0.0.1:${port}/json/version`).catch(() => undefined);
      if (answer?.ok) return ((await answer.json()) as { webSocketDebuggerUrl: string }).webSocketDebuggerUrl;
    }
    await sleep(50);
  }
  throw new Error(`Chromium did not open its debugging port ${port || ''}: is it taken?`);
}
