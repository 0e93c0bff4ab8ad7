/** `BrowserWindow`: a window of Chromium, or none to be seen where it is headless. */
import { readFileSync } from 'node:fs';
import type { CDPSession, Page, Request as PageRequest } from 'playwright-core';
import type { App } from './app.ts';
import { type Chromium, startChromium } from './chromium.ts';
import type { IpcMain } from './ipc-main.ts';
import type { StandInOptions } from './options.ts';
import type { Schemes } from './protocol.ts';
import { preventable, StrictEmitter, strict } from './strict.ts';
import { makeWebContents, type WebContents } from './web-contents.ts';
import { applyPermissions, checkPreferences } from './window-checks.ts';

const EVENTS = [
  'blur',
  'close',
  'closed',
  'enter-full-screen',
  'focus',
  'hide',
  'leave-full-screen',
  'maximize',
  'minimize',
  'move',
  'moved',
  'page-title-updated',
  'ready-to-show',
  'resize',
  'resized',
  'responsive',
  'restore',
  'show',
  'unmaximize',
  'unresponsive',
];

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface WindowOptions extends Partial<Bounds> {
  title?: string;
  show?: boolean;
  webPreferences?: Record<string, unknown>;
  [key: string]: unknown;
}

/** What all windows share. */
export interface WindowParts {
  app: App;
  options: StandInOptions;
  schemes: Schemes;
  ipc: IpcMain;
  onFirstReady: (chromium: Chromium) => void;
}

/** Makes the `BrowserWindow` class for one app, and what ends its Chromium. */
export function makeBrowserWindow(parts: WindowParts) {
  const windows = new Map<number, BrowserWindow>();
  const pages = new Map<Page, WebContents>();
  let lastId = 0;
  let announced = false;
  let opening = false;
  let chromium: Promise<Chromium> | undefined;

  function start(size: { width: number; height: number }): Promise<Chromium> {
    chromium ??= startChromium(parts.options, size, () => {
      for (const window of windows.values()) window.destroy();
    }).then(async (started) => {
      // Whatever a page asks for comes to the app first. Nothing else is ever let out.
      await started.context.route('**/*', (route, request) => {
        const contents = contentsOf(request);
        return contents ? contents.answer(route, request) : route.abort('blockedbyclient');
      });
      // A link with a target makes a page that the app never asked for.
      started.context.on('page', (page) => {
        if (!opening) void page.close().catch(() => undefined);
      });
      return started;
    });
    return chromium;
  }

  /** The page a request comes from, where it is one of the app's own. */
  function contentsOf(request: PageRequest): WebContents | undefined {
    try {
      return pages.get(request.frame().page());
    } catch {
      // Playwright throws for a service worker's request and for the first one of a page that is just being made.
      return undefined;
    }
  }

  async function openPage(bounds: Bounds): Promise<{ page: Page; cdp: CDPSession }> {
    const { context, takeFirstPage } = await start(bounds);
    opening = true;
    const page = takeFirstPage() ?? (await context.newPage());
    opening = false;
    return { page, cdp: await context.newCDPSession(page) };
  }

  class BrowserWindow extends StrictEmitter {
    readonly id: number;
    readonly webContents: WebContents;
    private bounds: Bounds;
    private title: string;
    private state: 'normal' | 'maximized' | 'minimized' | 'fullscreen' = 'normal';
    private destroyed = false;
    private focused = true;
    private visible: boolean;
    /** What a headless Chromium window spends on bars that Electron's does not have. */
    private barHeight = 0;
    private page: Page | undefined;
    private cdp: CDPSession | undefined;
    private readonly opened: Promise<void>;

    constructor(options: WindowOptions = {}) {
      super('BrowserWindow', EVENTS);
      if (!parts.app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
      checkPreferences(options.webPreferences ?? {}, parts.schemes);
      lastId += 1;
      this.id = lastId;
      const { x = 0, y = 0, width = 800, height = 600 } = options;
      this.bounds = { x, y, width, height };
      this.title = options.title ?? parts.app.getName();
      this.visible = options.show !== false;
      const preload = options.webPreferences?.['preload'] as string | undefined;
      this.webContents = makeWebContents({
        id: this.id,
        schemes: parts.schemes,
        ipc: parts.ipc,
        preload: preload ? readFileSync(preload, 'utf8') : '',
        onResize: () => void this.readBounds(),
        getPage: () => this.attach(),
      });
      const self = strict('BrowserWindow', this);
      windows.set(this.id, self);
      this.webContents.once('did-finish-load', () => {
        this.emit('ready-to-show', {});
        void this.announce();
      });
      // Electron sends this one before the constructor returns.
      parts.app.emit('web-contents-created', {}, this.webContents);
      parts.app.emit('browser-window-created', {}, self);
      this.opened = this.webContents.open();
      // biome-ignore lint/correctness/noConstructorReturn: the app must hold the strict object, never the bare one.
      return self;
    }

    static getAllWindows(): BrowserWindow[] {
      return [...windows.values()];
    }
    static getFocusedWindow(): BrowserWindow | null {
      return [...windows.values()].at(-1) ?? null;
    }
    static fromWebContents(contents: WebContents): BrowserWindow | null {
      return [...windows.values()].find((window) => window.webContents === contents) ?? null;
    }

    private async attach(): Promise<{ page: Page; cdp: CDPSession }> {
      const it = await openPage(this.bounds);
      this.page = it.page;
      this.cdp = it.cdp;
      pages.set(it.page, this.webContents);
      it.page.on('close', () => this.pageClosed());
      if (parts.options.headless) this.barHeight = Number(await it.page.evaluate('outerHeight - innerHeight'));
      await this.applyBounds();
      await applyPermissions(it.cdp, parts.schemes, this.webContents);
      return it;
    }

    private async announce(): Promise<void> {
      if (announced || !chromium) return;
      announced = true;
      parts.onFirstReady(await chromium);
    }

    private pageClosed(): void {
      if (this.destroyed) return;
      // The window was closed from outside the app: too late to ask, but the app still hears of it.
      this.emit('close', preventable({}));
      this.finish();
    }
    private finish(): void {
      if (this.destroyed) return;
      this.destroyed = true;
      windows.delete(this.id);
      if (this.page) pages.delete(this.page);
      this.webContents.markGone();
      this.emit('closed');
      if (windows.size > 0 || parts.app.isQuitting()) return;
      if (parts.app.listenerCount('window-all-closed') > 0) parts.app.emit('window-all-closed');
      else parts.app.quit();
    }

    private async windowId(): Promise<number | undefined> {
      const found = await this.cdp?.send('Browser.getWindowForTarget').catch(() => undefined);
      return found?.windowId;
    }
    private async applyBounds(): Promise<void> {
      const windowId = await this.windowId();
      if (windowId === undefined) return;
      const { x, y, width, height } = this.bounds;
      await this.cdp?.send('Browser.setWindowBounds', {
        windowId,
        bounds: { left: x, top: y, width, height: height + this.barHeight },
      });
    }
    /** Reads where the window is now; Chromium tells of a new size, and the place comes with it. */
    private async readBounds(): Promise<void> {
      const windowId = await this.windowId();
      if (windowId === undefined || this.destroyed) return;
      const got = await this.cdp?.send('Browser.getWindowBounds', { windowId });
      if (!got) return;
      const { left = 0, top = 0, width = 0, height = 0, windowState = 'normal' } = got.bounds;
      this.state = windowState;
      if (windowState === 'normal') this.bounds = { x: left, y: top, width, height: height - this.barHeight };
      this.emit('resize');
      this.emit('resized');
      this.emit('move');
      this.emit('moved');
    }
    private async setState(state: 'normal' | 'maximized' | 'minimized' | 'fullscreen'): Promise<void> {
      this.state = state;
      const windowId = await this.windowId();
      if (windowId !== undefined && !parts.options.headless) {
        await this.cdp?.send('Browser.setWindowBounds', { windowId, bounds: { windowState: state } });
      }
    }

    async loadURL(url: string): Promise<void> {
      await this.opened;
      await this.webContents.loadURL(url);
    }
    show(): void {
      this.visible = true;
      this.emit('show');
      this.focus();
    }
    hide(): void {
      this.visible = false;
      this.emit('hide');
    }
    blur(): void {
      this.focused = false;
      this.emit('blur');
    }
    flashFrame(_flag: boolean): void {}
    focus(): void {
      this.focused = true;
      void this.page?.bringToFront().catch(() => undefined);
      this.emit('focus');
    }
    minimize(): void {
      void this.setState('minimized');
      this.emit('minimize');
    }
    maximize(): void {
      void this.setState('maximized');
      this.emit('maximize');
    }
    unmaximize(): void {
      void this.setState('normal');
      this.emit('unmaximize');
    }
    restore(): void {
      void this.setState('normal');
      this.emit('restore');
    }
    setFullScreen(on: boolean): void {
      void this.setState(on ? 'fullscreen' : 'normal');
      this.emit(on ? 'enter-full-screen' : 'leave-full-screen');
    }
    isMinimized(): boolean {
      return this.state === 'minimized';
    }
    isMaximized(): boolean {
      return this.state === 'maximized';
    }
    isFullScreen(): boolean {
      return this.state === 'fullscreen';
    }
    isVisible(): boolean {
      return this.visible && !this.destroyed;
    }
    isFocused(): boolean {
      return this.focused && BrowserWindow.getFocusedWindow() === windows.get(this.id);
    }
    isDestroyed(): boolean {
      return this.destroyed;
    }
    getBounds(): Bounds {
      return { ...this.bounds };
    }
    getNormalBounds(): Bounds {
      return { ...this.bounds };
    }
    setBounds(bounds: Partial<Bounds>): void {
      this.bounds = { ...this.bounds, ...bounds };
      void this.applyBounds();
      this.emit('resize');
      this.emit('move');
    }
    getTitle(): string {
      return this.title;
    }
    setTitle(title: string): void {
      this.title = title;
    }
    removeMenu(): void {}
    setMenuBarVisibility(_visible: boolean): void {}
    capturePage(): Promise<{ toPNG(): Buffer }> {
      return this.webContents.capturePage();
    }

    close(): void {
      void this.closeAsking();
    }
    /** Closes unless the app objects; false where it did. */
    async closeAsking(): Promise<boolean> {
      if (this.destroyed) return true;
      const event = preventable({});
      this.emit('close', event);
      if (event.defaultPrevented) return false;
      this.destroy();
      return true;
    }
    destroy(): void {
      if (this.destroyed) return;
      const page = this.page;
      this.finish();
      // Chromium itself goes with the app, so a page that closes no more is no loss.
      void page?.close().catch(() => undefined);
    }
  }

  return {
    BrowserWindow,
    async closeAll(): Promise<boolean> {
      for (const window of windows.values()) if (!(await window.closeAsking())) return false;
      return true;
    },
    async end(): Promise<void> {
      await (await chromium)?.close();
    },
    /** Runs `use` on the first open page, where there is one. */
    firstPage: () => [...pages.keys()][0],
    allPages: () => [...pages.keys()],
  };
}
