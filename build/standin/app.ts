/** `app`: the life of the process. */
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeInstanceLock } from './instance-lock.ts';
import { flagValue } from './options.ts';
import { preventable, StrictEmitter, strict } from './strict.ts';

const EVENTS = [
  'ready',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'activate',
  'second-instance',
  'web-contents-created',
  'browser-window-created',
  // Never sent here; an app that guards against them may listen.
  'certificate-error',
  'select-client-certificate',
  'login',
  'open-url',
  'open-file',
  'render-process-gone',
  'child-process-gone',
];

/** What `app` needs from the rest of the stand-in. */
export interface AppParts {
  /** Closes all windows, asking each; false where one refused. */
  closeWindows(): Promise<boolean>;
  /** Ends Chromium and all utility processes. */
  endEverything(): Promise<void>;
}

/** The state behind `app` that other parts of the stand-in use. */
class App extends StrictEmitter {
  name: string;
  /** Electron's own name for "runs from a folder, not from a package". */
  readonly isPackaged = false;
  readonly commandLine: object;
  private readonly root: string;
  private readonly version: string;
  private readonly paths = new Map<string, string>();
  private readonly ready = Promise.withResolvers<void>();
  private isReadyNow = false;
  private quitting = false;
  private releaseLock: (() => void) | undefined;
  private parts: AppParts = { closeWindows: async () => true, endEverything: async () => {} };
  /** Holds the process while nothing else does, as Electron's own loop would. */
  private readonly alive = setInterval(() => {}, 2 ** 30);

  constructor(root: string, args: readonly string[]) {
    super('app', EVENTS);
    const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    this.root = root;
    this.name = about.productName ?? about.name;
    this.version = about.version;
    const switches = new Map<string, string>();
    this.commandLine = strict('app.commandLine', {
      appendSwitch: (name: string, value = '') => void switches.set(name, value),
      hasSwitch: (name: string) =>
        switches.has(name) || args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)),
      getSwitchValue: (name: string) => switches.get(name) ?? flagValue(args, name) ?? '',
    });
  }

  /** Takes the parts that are made after `app`. */
  connect(parts: AppParts): void {
    this.parts = parts;
  }

  /** Lets `whenReady` go; nothing happens where the app has quit before. */
  becomeReady(): void {
    if (this.quitting) return;
    this.isReadyNow = true;
    this.ready.resolve();
    this.emit('ready', {}, {});
  }

  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getVersion(): string {
    return this.version;
  }
  getAppPath(): string {
    return this.root;
  }
  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale;
  }
  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()];
  }
  setAppUserModelId(_id: string): void {}
  enableSandbox(): void {
    if (this.isReadyNow) throw new Error('app.enableSandbox() can only be called before app is ready');
  }
  isReady(): boolean {
    return this.isReadyNow;
  }
  whenReady(): Promise<void> {
    return this.ready.promise;
  }

  getPath(name: string): string {
    const set = this.paths.get(name);
    if (set) return set;
    const home = homedir();
    switch (name) {
      case 'home':
        return home;
      case 'appData':
        return process.env['XDG_CONFIG_HOME'] || join(home, '.config');
      case 'userData':
      case 'sessionData':
        return name === 'userData' ? join(this.getPath('appData'), this.name) : this.getPath('userData');
      case 'logs':
        return join(this.getPath('userData'), 'logs');
      case 'crashDumps':
        return join(this.getPath('userData'), 'Crashpad');
      case 'temp':
        return tmpdir();
      case 'exe':
        return process.execPath;
      case 'downloads':
        return join(home, 'Downloads');
      case 'documents':
        return join(home, 'Documents');
      case 'desktop':
        return join(home, 'Desktop');
      default:
        throw new Error(`Failed to get '${name}' path`);
    }
  }
  setPath(name: string, path: string): void {
    this.getPath(name);
    mkdirSync(path, { recursive: true });
    this.paths.set(name, path);
  }

  requestSingleInstanceLock(additionalData: unknown = {}): boolean {
    if (this.releaseLock) return true;
    const folder = this.getPath('userData');
    mkdirSync(folder, { recursive: true });
    const message = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
    this.releaseLock = takeInstanceLock(folder, message, (second) => {
      this.emit('second-instance', {}, second.argv, second.workingDirectory, second.additionalData);
    });
    return this.releaseLock !== undefined;
  }
  hasSingleInstanceLock(): boolean {
    return this.releaseLock !== undefined;
  }
  releaseSingleInstanceLock(): void {
    this.releaseLock?.();
    this.releaseLock = undefined;
  }

  quit(): void {
    if (this.quitting) return;
    this.quitting = true;
    void this.quitInOrder();
  }
  private async quitInOrder(): Promise<void> {
    const before = preventable({});
    this.emit('before-quit', before);
    if (before.defaultPrevented || !(await this.parts.closeWindows())) {
      this.quitting = false;
      return;
    }
    const will = preventable({});
    this.emit('will-quit', will);
    if (will.defaultPrevented) {
      this.quitting = false;
      return;
    }
    await this.end(0);
  }
  /** True while a quit is under way, when closed windows no longer ask for one. */
  isQuitting(): boolean {
    return this.quitting;
  }
  exit(code = 0): void {
    this.quitting = true;
    void this.end(code);
  }
  private async end(code: number): Promise<void> {
    clearInterval(this.alive);
    this.emit('quit', {}, code);
    this.releaseSingleInstanceLock();
    try {
      await this.parts.endEverything();
    } finally {
      process.exit(code);
    }
  }
}

export type { App };

/** Makes `app` for the project in `root`. */
export function makeApp(root: string, args: readonly string[]): App {
  return new App(root, args);
}
