/**
 * Starts the built app for a test and gives its page: under real Electron where its binary is there, else on the
 * stand-in. One fixture for both, so that a test does not know the difference.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium, _electron as electron, type Page } from 'playwright-core';
import { findElectron } from './setup/electron.mjs';
import type { ControlRequest } from './standin/control.ts';

/** How to start the app. */
export interface LaunchOptions {
  /** The app's data folder: one of its own for each test. */
  userDataDir: string;
  /** The app's further flags. */
  args?: string[];
  /** Added to the environment of the test. */
  env?: Record<string, string>;
  /** Folder that holds package.json; the project's own by default. */
  root?: string;
  /** How long the window may take to be ready, in ms. Default 60 000. */
  timeout?: number;
}

/** What left the app through the doors to the desktop. */
export interface DesktopState {
  /** Links opened outside, oldest first. */
  opened: string[];
  /** Text last put on the clipboard. */
  clipboard: string;
  /** Dialogs shown, oldest first. */
  dialogs: { kind: string; options: unknown }[];
  /** The system's notifications, oldest first. */
  notifications: { title: string; body: string }[];
}

/** A running app. */
export interface LaunchedApp {
  page: Page;
  runtime: 'electron' | 'stand-in';
  /** Process id of the main process. */
  pid: number;
  /** Everything printed so far. */
  readonly stdout: string;
  readonly stderr: string;
  /** Ask the app's main process. */
  app: {
    /** What was opened, copied and asked so far. */
    desktop(): Promise<DesktopState>;
    /** What the next dialogs are answered with: a button's number, or a path for a save dialog. */
    answerDialogs(...answers: (number | string)[]): Promise<void>;
    /** The machine goes to sleep or wakes. */
    power(event: 'suspend' | 'resume'): Promise<void>;
    /** Somebody looks at another program's window. */
    lookAway(): Promise<void>;
  };
  /** Quits in order and waits for the end. @returns the exit code. */
  close(): Promise<number>;
  /** Kills the main process at once, as a power cut would, and waits for the end. */
  kill(): Promise<void>;
}

const PROJECT = join(import.meta.dirname, '..');

/**
 * Starts the app and waits for its first window.
 * @throws Error with what the app printed, where no window came in time.
 */
export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const root = options.root ?? PROJECT;
  const binary = process.env['WILLCALL_RUNTIME'] === 'stand-in' ? undefined : findElectron(PROJECT);
  return binary ? launchElectron(binary, root, options) : launchStandIn(root, options);
}

async function launchStandIn(root: string, options: LaunchOptions): Promise<LaunchedApp> {
  const child = spawn(
    process.execPath,
    [
      join(PROJECT, 'build/standin/run.ts'),
      root,
      '--user-data-dir',
      options.userDataDir,
      '--headless',
      '--remote-debugging-port=0',
      ...(options.args ?? []),
    ],
    { env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  const output = collect(child);
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? (signal ? 128 : 0)) as number);
  let address: string;
  try {
    address = await waitForAddress(child, output, ended, options.timeout ?? 60_000);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  const browser = await chromium.connectOverCDP(address);
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error(`The app has no window\n${output.stderr}`);

  let lastId = 0;
  const ask = <T>(request: ControlRequest): Promise<T> => {
    lastId += 1;
    const id = lastId;
    return new Promise((done) => {
      const listen = (reply: { id: number; value: T }) => {
        if (reply.id !== id) return;
        child.off('message', listen);
        done(reply.value);
      };
      child.on('message', listen);
      child.send({ id, ...request });
    });
  };
  return {
    page,
    runtime: 'stand-in',
    pid: child.pid ?? 0,
    get stdout() {
      return output.stdout;
    },
    get stderr() {
      return output.stderr;
    },
    app: {
      desktop: () => ask<DesktopState>({ ask: 'desktop' }),
      answerDialogs: async (...answers) => void (await ask({ ask: 'answer-dialogs', answers })),
      power: async (event) => void (await ask({ ask: 'power', event })),
      lookAway: async () => void (await ask({ ask: 'look-away' })),
    },
    async close() {
      child.kill('SIGTERM');
      const code = await ended;
      await browser.close().catch(() => undefined);
      return code;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
      await browser.close().catch(() => undefined);
    },
  };
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  return output;
}

async function waitForAddress(
  child: ChildProcess,
  output: { stdout: string; stderr: string },
  ended: Promise<number>,
  timeout: number,
): Promise<string> {
  const seen = new Promise<string>((done) => {
    const look = () => {
      const found = /^Willcall window is ready .*devtools: (ws:\S+)/m.exec(output.stdout)?.[1];
      if (found) done(found);
    };
    child.stdout?.on('data', look);
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(
      () => fail(new Error(`No window within ${timeout} ms\n${output.stdout}${output.stderr}`)),
      timeout,
    );
  });
  const early = ended.then((code) => {
    throw new Error(`The app ended with ${code} before its window was ready\n${output.stdout}${output.stderr}`);
  });
  // After the race is decided the losing side may still settle; nobody waits for it then.
  early.catch(() => undefined);
  try {
    return await Promise.race([seen, late, early]);
  } finally {
    clearTimeout(timer);
  }
}

async function launchElectron(binary: string, root: string, options: LaunchOptions): Promise<LaunchedApp> {
  const running = await electron.launch({
    executablePath: binary,
    args: [root, '--user-data-dir', options.userDataDir, ...(options.args ?? [])],
    env: { ...(process.env as Record<string, string>), ...options.env },
    // Playwright would switch Chromium's sandbox off on Linux; only root has to.
    chromiumSandbox: process.getuid?.() !== 0,
    timeout: options.timeout ?? 60_000,
  });
  const child = running.process();
  const output = collect(child);
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? (signal ? 128 : 0)) as number);
  await running.evaluate(({ shell, clipboard, dialog, Notification }) => {
    const record = {
      opened: [] as string[],
      clipboard: '',
      dialogs: [] as unknown[],
      notifications: [] as unknown[],
      answers: [] as unknown[],
    };
    Notification.prototype.show = function () {
      record.notifications.push({ title: this.title, body: this.body });
    };
    Object.assign(globalThis, { willcallRecord: record });
    shell.openExternal = async (url) => void record.opened.push(url);
    clipboard.writeText = (async (text: string) => {
      record.clipboard = text;
    }) as typeof clipboard.writeText;
    const lastOf = (args: unknown[]) => args.at(-1);
    dialog.showMessageBox = (async (...args: unknown[]) => {
      const box = lastOf(args) as { cancelId?: number };
      record.dialogs.push({ kind: 'message', options: box });
      return { response: Number(record.answers.shift() ?? box.cancelId ?? 0), checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
    dialog.showSaveDialog = (async (...args: unknown[]) => {
      record.dialogs.push({ kind: 'save', options: lastOf(args) });
      const path = record.answers.shift();
      return { canceled: typeof path !== 'string', filePath: typeof path === 'string' ? path : '' };
    }) as typeof dialog.showSaveDialog;
  });
  const recordOf = () =>
    running.evaluate(() => (globalThis as unknown as { willcallRecord: DesktopState }).willcallRecord);
  return {
    page: await running.firstWindow(),
    runtime: 'electron',
    pid: child.pid ?? 0,
    get stdout() {
      return output.stdout;
    },
    get stderr() {
      return output.stderr;
    },
    app: {
      desktop: recordOf,
      async answerDialogs(...answers) {
        await running.evaluate((_electron, list) => {
          (globalThis as unknown as { willcallRecord: { answers: unknown[] } }).willcallRecord.answers.push(...list);
        }, answers);
      },
      async power(event) {
        await running.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event);
      },
      async lookAway() {
        await running.evaluate(({ BrowserWindow }) => {
          for (const window of BrowserWindow.getAllWindows()) window.blur();
        });
      },
    },
    async close() {
      await running.close();
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
