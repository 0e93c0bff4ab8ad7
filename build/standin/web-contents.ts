/** `webContents`: the page of one window, its preload and its way to the main process. */
import { randomUUID } from 'node:crypto';
import type { CDPSession, Page, Request as PageRequest, Route } from 'playwright-core';
import { makeCodec } from './codec.ts';
import type { IpcMain } from './ipc-main.ts';
import { makeLink } from './page/link.ts';
import { worldSources } from './page/worlds.ts';
import type { Schemes } from './protocol.ts';
import { preventable, StrictEmitter, strict } from './strict.ts';

const EVENTS = [
  'did-finish-load',
  'did-fail-load',
  'did-navigate',
  'dom-ready',
  'destroyed',
  'preload-error',
  'render-process-gone',
  'will-attach-webview',
  'will-frame-navigate',
  'will-navigate',
  'will-redirect',
  'console-message',
];
const WORLD = 'willcall-preload';
const codec = makeCodec();

interface WindowOpenDetails {
  url: string;
  frameName: string;
  features: string;
  disposition: string;
}

/** What a page is made with. */
export interface WebContentsParts {
  id: number;
  schemes: Schemes;
  ipc: IpcMain;
  /** Source text of the preload, empty for none. */
  preload: string;
  onResize: () => void;
  getPage: () => Promise<{ page: Page; cdp: CDPSession }>;
}

/** The page of one window. */
export class WebContents extends StrictEmitter {
  readonly id: number;
  readonly session: object;
  readonly mainFrame: object;
  private readonly parts: WebContentsParts;
  private openHandler: ((details: WindowOpenDetails) => { action: string }) | undefined;
  private page: Page | undefined;
  private cdp: CDPSession | undefined;
  private preloadContext: number | undefined;
  private url = '';
  private gone = false;
  private ownNavigation: string | undefined;
  private readonly inbox = `deliver${randomUUID().replaceAll('-', '')}`;

  constructor(parts: WebContentsParts) {
    super('webContents', EVENTS);
    this.parts = parts;
    this.id = parts.id;
    this.session = parts.schemes.session;
    const url = () => this.url;
    this.mainFrame = strict('webFrameMain', {
      get url() {
        return url();
      },
      get origin() {
        // A custom scheme is an opaque origin to Node's URL, but not to Chromium once it is registered as standard.
        const at = url() ? new URL(url()) : undefined;
        return at ? `${at.protocol}//${at.host}` : '';
      },
      parent: null,
      top: null,
      frames: [],
      detached: false,
      isDestroyed: () => this.gone,
    });
  }

  /** Opens the page in Chromium and puts the preload in it. */
  async open(): Promise<void> {
    const { page, cdp } = await this.parts.getPage();
    this.page = page;
    this.cdp = cdp;
    const names = { toPage: randomUUID(), toPreload: randomUUID() };
    const binding = `tell${randomUUID().replaceAll('-', '')}`;
    const process_ = { platform: process.platform, versions: { node: process.versions.node, chrome: 'stand-in' } };
    const source = worldSources(
      { codec: makeCodec, link: makeLink },
      names,
      { binding, inbox: this.inbox, process: process_ },
      this.parts.preload,
    );
    const mainFrameId = (await cdp.send('Page.getFrameTree')).frameTree.frame.id;
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === WORLD && context.auxData?.['frameId'] === mainFrameId) this.preloadContext = context.id;
    });
    cdp.on('Runtime.executionContextsCleared', () => {
      this.preloadContext = undefined;
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === binding) void this.receive(JSON.parse(payload), executionContextId);
    });
    cdp.on('Page.windowOpen', (event) => {
      this.askToOpen(event.url, event.windowName, event.windowFeatures.join(','));
    });
    await Promise.all([
      cdp.send('Page.enable'),
      cdp.send('Runtime.enable'),
      cdp.send('Runtime.addBinding', { name: binding, executionContextName: WORLD }),
      // The page's own end of the bridge first: the preload's end speaks to it as soon as it runs.
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: source.page }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: source.preload, worldName: WORLD }),
    ]);
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame()) return;
      this.url = this.parts.schemes.appUrl(frame.url());
      this.emit('did-navigate', {}, this.url, 200, '');
    });
    page.on('domcontentloaded', () => this.emit('dom-ready', {}));
    page.on('load', () => this.emit('did-finish-load', {}));
    page.on('console', (message) => {
      if (process.env['WILLCALL_STANDIN_CONSOLE']) process.stderr.write(`[page ${message.type()}] ${message.text()}\n`);
    });
  }

  private askToOpen(url: string, frameName: string, features: string): void {
    const details = { url: this.parts.schemes.appUrl(url), frameName, features, disposition: 'foreground-tab' };
    const answer = this.openHandler?.(details);
    if (answer?.action !== 'deny')
      throw new Error('The stand-in opens no windows for pages: deny in setWindowOpenHandler');
  }

  /** Answers one request of the page: the app's own scheme or nothing. */
  async answer(route: Route, request: PageRequest): Promise<void> {
    const url = this.parts.schemes.appUrl(request.url());
    if (request.isNavigationRequest() && !this.mayNavigate(request, url)) return route.abort('aborted');
    const type = request.resourceType() === 'document' ? 'mainFrame' : request.resourceType();
    if (!(await this.parts.schemes.allows(url, request.method(), type))) return route.abort('blockedbyclient');
    const response = await this.parts.schemes.answer(url, request.method(), request.headers());
    if (!response) {
      process.stderr.write(`stand-in: refused a request of the page to ${new URL(url).origin}\n`);
      return route.abort('blockedbyclient');
    }
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  private mayNavigate(request: PageRequest, url: string): boolean {
    const isMainFrame = request.frame() === this.page?.mainFrame();
    if (isMainFrame && this.ownNavigation === url) {
      this.ownNavigation = undefined;
      return true;
    }
    const redirected = request.redirectedFrom() !== null;
    const details = { url, isMainFrame, isSameDocument: false, frame: isMainFrame ? this.mainFrame : null };
    const everyFrame = preventable({ ...details });
    this.emit('will-frame-navigate', everyFrame);
    const main = preventable({ ...details });
    if (isMainFrame) this.emit(redirected ? 'will-redirect' : 'will-navigate', main, url);
    return !everyFrame.defaultPrevented && !main.defaultPrevented;
  }

  private async receive(message: Record<string, unknown>, context: number): Promise<void> {
    if (message['kind'] === 'resize') return this.parts.onResize();
    if (message['kind'] === 'preload-error') {
      process.stderr.write(`stand-in: the preload failed: ${message['message']}\n`);
      this.emit('preload-error', {}, '', new Error(String(message['message'])));
      return;
    }
    if (message['kind'] === 'open') {
      const [url, name, features] = JSON.parse(String(message['body'])) as [string, string, string];
      return this.askToOpen(url, name, features);
    }
    const { id, channel, body } = message as { id: number; channel: string; body: string };
    const reply = await this.parts.ipc.invoke(this.self, this.mainFrame, channel, codec.decode(body) as unknown[]);
    await this.deliver(context, { kind: 'reply', id, ...reply });
  }

  private async deliver(context: number, message: object): Promise<void> {
    try {
      await this.cdp?.send('Runtime.callFunctionOn', {
        executionContextId: context,
        functionDeclaration: `function (text) { globalThis.${this.inbox}?.(text); }`,
        arguments: [{ value: JSON.stringify(message) }],
        silent: true,
      });
    } catch (error) {
      // A page that was left or closed meanwhile cannot be told; anything else is a mistake here.
      if (!/context|closed|Target/i.test(String(error))) throw error;
    }
  }

  private self: object = this;
  /** Says by which (strict) object the app knows this one. */
  knownAs(self: object): void {
    this.self = self;
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.gone) throw new TypeError('Object has been destroyed');
    const body = codec.encode(args);
    if (this.preloadContext !== undefined) void this.deliver(this.preloadContext, { kind: 'event', channel, body });
  }
  setWindowOpenHandler(handler: (details: WindowOpenDetails) => { action: string }): void {
    this.openHandler = handler;
  }
  getURL(): string {
    return this.url;
  }
  isDestroyed(): boolean {
    return this.gone;
  }
  async loadURL(url: string): Promise<void> {
    this.ownNavigation = url;
    const target = this.parts.schemes.browserUrl(url);
    try {
      await this.page?.goto(target, { waitUntil: 'load' });
    } catch (error) {
      if (this.gone) return;
      this.emit('did-fail-load', {}, -2, String(error), url, true);
      throw new Error(`ERR_FAILED (-2) loading '${url}'`, { cause: error });
    }
  }
  reload(): void {
    void this.loadURL(this.url);
  }
  async capturePage(): Promise<{ toPNG(): Buffer }> {
    const png = await this.page?.screenshot();
    if (!png) throw new Error('There is no page to capture yet');
    return strict('nativeImage', { toPNG: () => png, isEmpty: () => png.length === 0 });
  }

  /** Says that the page is no more. */
  markGone(): void {
    this.gone = true;
    this.emit('destroyed', {});
  }
}

/** A page as the app sees it. */
export function makeWebContents(parts: WebContentsParts): WebContents {
  const contents = new WebContents(parts);
  const self = strict('webContents', contents);
  contents.knownAs(self);
  return self;
}
