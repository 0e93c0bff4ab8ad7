/**
 * The window and its walls: the only place where a BrowserWindow is made and where `app://` is served.
 * Decisions are in security/, window-options.ts and window-place.ts, as pure functions; here they are tied to Electron.
 */
import { BrowserWindow, protocol, screen, session } from 'electron';
import { answerAppRequest } from './security/app-protocol.ts';
import { APP_SCHEME, START_URL } from './security/app-url.ts';
import { hardenSession, hardenWebContents, type OnRefused } from './security/harden.ts';
import { type MainWindowLook, mainWindowOptions } from './window-options.ts';
import type { WindowPlace } from './window-place.ts';

/** What the main window is made with, and whom it tells where it is. */
export interface MainWindowSetup extends MainWindowLook {
  /** Told a little after the window was moved or resized, and at once when it closes. */
  readonly onPlace: (place: WindowPlace) => void;
}

/** How long a window rests after moving before its place is told, in ms. */
const REST_MS = 400;

/** Says what `app://` is. Before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true } }]);
}

/**
 * Serves the built renderer and locks the session that all windows share. After the app is ready, before any window.
 * @param rendererFolder absolute path of out/renderer.
 */
export function installAppProtocol(rendererFolder: string, onRefused: OnRefused): void {
  hardenSession(session.defaultSession, onRefused);
  protocol.handle(APP_SCHEME, (request) => answerAppRequest(rendererFolder, request));
}

/** Locks every page that is ever made. Call from `app.on('web-contents-created')`. */
export { hardenWebContents };

/** Opens the main window where it was, and shows it once there is something to see. */
export function createMainWindow(setup: MainWindowSetup): BrowserWindow {
  const { id } = screen.getPrimaryDisplay();
  const displays = screen.getAllDisplays().sort((a, b) => Number(b.id === id) - Number(a.id === id));
  const workAreas = displays.map((display) => display.workArea);
  const window = new BrowserWindow(mainWindowOptions(setup, workAreas));
  if (setup.place?.maximized) window.maximize();
  rememberPlace(window, setup.onPlace);
  window.once('ready-to-show', () => window.show());
  return window;
}

/** Loads the page of ours that every window shows. @throws where it does not load. */
export async function loadStartPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(START_URL);
}

function rememberPlace(window: BrowserWindow, onPlace: (place: WindowPlace) => void): void {
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!window.isDestroyed() && !window.isMinimized() && !window.isFullScreen()) {
      onPlace({ ...window.getNormalBounds(), maximized: window.isMaximized() });
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, REST_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', tell);
  window.on('closed', () => clearTimeout(timer));
}

/** Brings a window that is already there to the front. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
