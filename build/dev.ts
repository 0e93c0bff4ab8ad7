/**
 * `npm run dev`: builds on every change; restarts the app when main, preload or sandbox changed, reloads the page when the
 * renderer did. The page is the built one, under the same policy as in the packaged app: no dev server to open a hole for.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { bundles, projectPaths } from './bundles.ts';
import { findElectron } from './setup/electron.mjs';
import { devtoolsAddress } from './setup/ready.mjs';

const root = join(import.meta.dirname, '..');
const binary = process.env['WILLCALL_RUNTIME'] === 'stand-in' ? undefined : findElectron(root);
let app: ChildProcess | undefined;
let address: Promise<string> | undefined;
let restarting = Promise.resolve();

function start(): void {
  const flags = ['--remote-debugging-port=0', ...process.argv.slice(2)];
  const child = binary
    ? spawn(binary, [root, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
    : spawn(process.execPath, [join(root, 'build/standin/run.ts'), root, ...flags], {
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
  child.stdout?.pipe(process.stdout);
  child.stderr?.pipe(process.stderr);
  address = devtoolsAddress(child);
  app = child;
  child.on('exit', (code) => {
    // Closed by hand: there is nothing left to watch for.
    if (app === child) process.exit(code ?? 0);
  });
}

async function stop(): Promise<void> {
  const child = app;
  app = undefined;
  if (!child || child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function reload(): Promise<void> {
  if (!address) return;
  const browser = await chromium.connectOverCDP(await address);
  await browser.contexts()[0]?.pages()[0]?.reload();
  await browser.close();
}

/** Resolves after the first build of a bundle; calls `onChange` after each later one. */
function watch(name: string, onChange: () => Promise<void>): Promise<void> {
  const config = bundles(projectPaths(root))[name as keyof ReturnType<typeof bundles>];
  return build({ ...config, build: { ...config.build, watch: {} } }).then(
    (watcher) =>
      new Promise((done) => {
        let first = true;
        (watcher as Rolldown.RolldownWatcher).on('event', (event) => {
          if (event.code === 'ERROR') process.stderr.write(`${name}: ${event.error.message}\n`);
          if (event.code !== 'BUNDLE_END') return;
          void event.result.close();
          process.stdout.write(`built ${name}\n`);
          if (first) done();
          else restarting = restarting.then(onChange);
          first = false;
        });
      }),
  );
}

const restart = async () => {
  await stop();
  start();
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => void stop().then(() => process.exit(0)));
}
await Promise.all([
  watch('main', restart),
  watch('preload', restart),
  watch('sandbox', restart),
  watch('renderer', reload),
]);
start();
