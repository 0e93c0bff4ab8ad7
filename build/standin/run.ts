/**
 * Runs a built app on the stand-in:
 *
 *   node build/standin/run.ts [folder of the app] [the app's own flags]
 *
 * The folder holds package.json, whose `main` is run. Flags reach the app as they would under Electron; the stand-in reads
 * `--headless` and `--remote-debugging-port` for itself too.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listenForTests } from './control.ts';

const [folder = '.', ...flags] = process.argv.slice(2);
const root = resolve(folder);
process.env['WILLCALL_STANDIN_ROOT'] = root;
// As under Electron: the program, the folder of the app, the flags.
process.argv = [process.argv[0] ?? 'node', root, ...flags];

const standin = pathToFileURL(resolve(import.meta.dirname, 'electron.ts')).href;
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron') return { url: standin, shortCircuit: true };
    return next(specifier, context);
  },
});

const { appCore, BrowserWindow, desktop } = await import('./electron.ts');

// Electron quits in order on these.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => appCore.quit());
process.on('uncaughtException', (error) => {
  process.stderr.write(`Uncaught in the main process: ${error.stack ?? error}\n`);
  appCore.exit(1);
});
listenForTests(appCore, {
  ...desktop,
  lookAway: () => {
    for (const window of BrowserWindow.getAllWindows()) window.blur();
  },
});

const { main } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
// As in Electron, the app becomes ready when its main module has run to its end; one that waits for that waits for ever.
const stuck = setTimeout(() => {
  process.stderr.write(
    'stand-in: the main module has not ended yet; does it await app.whenReady() at its top level?\n',
  );
}, 4_000);
await import(pathToFileURL(resolve(root, main)).href);
clearTimeout(stuck);
appCore.becomeReady();
