/**
 * What `import … from 'electron'` gets on the stand-in. Only what Willcall uses is here; anything else is absent, and
 * asking for it throws (`strict.ts`).
 */
import { makeApp } from './app.ts';
import { makeBrowserWindow } from './browser-window.ts';
import type { Chromium } from './chromium.ts';
import { makeDesktop } from './desktop.ts';
import { IpcMain } from './ipc-main.ts';
import { readOptions } from './options.ts';
import { Schemes } from './protocol.ts';
import { strict } from './strict.ts';
import { makeUtilityProcess } from './utility-process.ts';

const root = process.env['WILLCALL_STANDIN_ROOT'] ?? process.cwd();
const options = readOptions(process.argv.slice(2), process.env);

/** Behind `app`; only run.ts uses it directly. */
export const appCore = makeApp(root, process.argv.slice(2));
const schemes = new Schemes(() => appCore.isReady());
const ipc = new IpcMain();
const utility = makeUtilityProcess();
const windows = makeBrowserWindow({ app: appCore, options, schemes, ipc, onFirstReady: announce });
/** Behind the doors to the desktop; tests read its record. */
export const desktop = makeDesktop({ headless: options.headless, pages: windows.allPages });

appCore.connect({
  closeWindows: windows.closeAll,
  endEverything: async () => {
    await Promise.all([windows.end(), utility.endAll()]);
  },
});

function announce(chromium: Chromium): void {
  const how = options.headless ? 'headless' : 'in a window';
  const devtools = chromium.devtools ? ` devtools: ${chromium.devtools}` : '';
  process.stdout.write(`Willcall window is ready (stand-in, Chromium ${chromium.version}, ${how})${devtools}\n`);
}

export const app = strict('app', appCore);
export const { BrowserWindow } = windows;
export const ipcMain = ipc.api;
export const { protocol } = schemes;
export const session = strict('session', { defaultSession: schemes.session });
export const { utilityProcess } = utility;
export const { dialog, shell, clipboard, Menu, Notification, nativeTheme, screen, powerMonitor, net } = desktop;

export default strict('electron', {
  app,
  BrowserWindow,
  ipcMain,
  // electron-store reads this name in both processes; in main Electron leaves it undefined.
  ipcRenderer: undefined,
  protocol,
  session,
  utilityProcess,
  dialog,
  shell,
  clipboard,
  Menu,
  Notification,
  nativeTheme,
  screen,
  powerMonitor,
  net,
});
