/** The small doors to the desktop: dialogs, links, clipboard, menu, theme, screen, power, network. */
import { spawn } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { makeNotification, type ShownNotification } from './notification.ts';
import { preventable, StrictEmitter, strict } from './strict.ts';

/** What the doors need of the running stand-in, and what tests may look at afterwards. */
export interface DesktopParts {
  headless: boolean;
  pages: () => Page[];
}

/** Everything that left through a door, and the answers that dialogs are to give next. */
export interface DesktopRecord {
  opened: string[];
  clipboard: string;
  dialogs: { kind: string; options: unknown }[];
  notifications: ShownNotification[];
  /** Taken one by one: a button's number for a message box, a path for a save dialog. None left means Cancel. */
  answers: (number | string)[];
}

/** What `dialog.showSaveDialog` of Electron 45 takes. */
const SAVE_OPTIONS = new Set([
  ...['title', 'defaultPath', 'buttonLabel', 'filters', 'message', 'nameFieldLabel'],
  ...['showsTagField', 'properties', 'securityScopedBookmarks'],
]);

/** Whoever tries the stand-in by hand names the folder that save dialogs are answered with. */
function inSaveFolder(suggested: string): string | undefined {
  const folder = process.env['WILLCALL_STANDIN_SAVE_FOLDER'];
  return folder === undefined ? undefined : join(resolve(folder), basename(suggested));
}

/** Makes the doors. */
export function makeDesktop(parts: DesktopParts) {
  const record: DesktopRecord = { opened: [], clipboard: '', dialogs: [], notifications: [], answers: [] };

  const withoutWindow = (args: unknown[]) => (args.length > 1 ? args[1] : args[0]) as Record<string, unknown>;
  const dialog = strict('dialog', {
    async showMessageBox(...args: unknown[]) {
      const options = withoutWindow(args);
      record.dialogs.push({ kind: 'message', options });
      const answer = record.answers.shift();
      const response = typeof answer === 'number' ? answer : Number(options['cancelId'] ?? 0);
      process.stderr.write(
        `stand-in: message box: ${options['message']} ${options['detail'] ?? ''} (answered ${response})\n`,
      );
      return { response, checkboxChecked: false };
    },
    showErrorBox(title: string, content: string) {
      record.dialogs.push({ kind: 'error', options: { title, content } });
      process.stderr.write(`${title}\n${content}\n`);
    },
    async showSaveDialog(...args: unknown[]) {
      const options = withoutWindow(args);
      for (const name of Object.keys(options)) {
        if (!SAVE_OPTIONS.has(name)) throw new TypeError(`Electron's save dialog knows no option ${name}`);
      }
      record.dialogs.push({ kind: 'save', options });
      const answer = record.answers.shift() ?? inSaveFolder(String(options['defaultPath'] ?? 'file'));
      const filePath = typeof answer === 'string' ? answer : '';
      process.stderr.write(`stand-in: save dialog (${filePath === '' ? 'cancelled' : `answered ${filePath}`})\n`);
      return { canceled: filePath === '', filePath };
    },
  });

  const openOutside = (target: string) => {
    if (parts.headless) return;
    const opener = spawn('xdg-open', [target], { stdio: 'ignore', detached: true });
    opener.on('error', (error) => process.stderr.write(`stand-in: xdg-open: ${error.message}\n`));
    opener.unref();
  };
  const shell = strict('shell', {
    async openPath(path: string) {
      record.opened.push(path);
      openOutside(path);
      return '';
    },
    async openExternal(url: string) {
      record.opened.push(url);
      process.stderr.write('stand-in: a link was opened\n');
      openOutside(url);
    },
  });

  const clipboard = strict('clipboard', {
    async writeText(text: string) {
      record.clipboard = text;
      const page = parts.pages()[0];
      if (parts.headless || !page) return;
      // The asynchronous clipboard asks for a permission that pages do not have; the old command asks for none.
      await page.evaluate((value) => {
        const { document } = globalThis as unknown as {
          document: Record<string, (arg: string) => Record<string, unknown>>;
        };
        const copy = (event: {
          clipboardData: { setData(type: string, text: string): void };
          preventDefault(): void;
        }) => {
          event.clipboardData.setData('text/plain', value);
          event.preventDefault();
        };
        const target = globalThis as unknown as EventTarget;
        target.addEventListener('copy', copy as never, { once: true });
        document['execCommand']?.('copy');
        target.removeEventListener('copy', copy as never);
      }, text);
    },
  });

  const Menu = strict('Menu', {
    setApplicationMenu: (_menu: unknown) => {},
    getApplicationMenu: () => null,
    // There is no menu bar here; the template is kept so that a test can read it.
    buildFromTemplate: (template: unknown[]) => strict('menu', { items: template, popup: () => {} }),
  });

  let source: 'system' | 'light' | 'dark' = 'system';
  const nativeTheme = strict(
    'nativeTheme',
    Object.defineProperties(new StrictEmitter('nativeTheme', ['updated']), {
      themeSource: {
        get: () => source,
        set(value: 'system' | 'light' | 'dark') {
          source = value;
          const colorScheme = value === 'system' ? null : value;
          for (const page of parts.pages()) void page.emulateMedia({ colorScheme }).catch(() => undefined);
          this.emit('updated');
        },
      },
      shouldUseDarkColors: { get: () => source === 'dark' },
    }),
  );

  const area = { x: 0, y: 0, width: 1920, height: 1080 };
  const display = strict('display', {
    id: 1,
    bounds: area,
    workArea: area,
    workAreaSize: area,
    size: area,
    scaleFactor: 1,
  });
  const screen = strict(
    'screen',
    Object.assign(new StrictEmitter('screen', ['display-added', 'display-removed', 'display-metrics-changed']), {
      getAllDisplays: () => [display],
      getPrimaryDisplay: () => display,
      getDisplayMatching: () => display,
    }),
  );

  const powerMonitor = strict(
    'powerMonitor',
    new StrictEmitter('powerMonitor', ['suspend', 'resume', 'shutdown', 'lock-screen', 'unlock-screen']),
  );

  const net = strict('net', {
    isOnline: () => Object.values(networkInterfaces()).some((addresses) => addresses?.some((it) => !it.internal)),
  });

  const Notification = makeNotification({ headless: parts.headless, shown: record.notifications });

  return { dialog, shell, clipboard, Menu, Notification, nativeTheme, screen, powerMonitor, net, record };
}

/** For `powerMonitor` events that Electron makes preventable, and for tests that send them. */
export function sendPower(monitor: StrictEmitter, event: string): void {
  monitor.emit(event, preventable({}));
}
