/** What windows are made with: Electron's safe defaults, said aloud, and the place to open at. Pure. */
import type { BrowserWindowConstructorOptions } from 'electron';
import { fitPlace, LEAST_SIZE, type Rectangle, type WindowPlace } from './window-place.ts';

/** How windows are made. Paths are absolute. */
export interface WindowSetup {
  /** out/preload/preload.cjs */
  readonly preload: string;
  /** Whether developer tools may be opened: not in a packaged app. */
  readonly devTools: boolean;
}

/** What the options of the main window depend on. */
export interface MainWindowLook extends WindowSetup {
  /** From the last start. */
  readonly place?: WindowPlace | undefined;
  /** Whether the page will be dark, so that the window does not flash white before. */
  readonly dark: boolean;
}

/** The preferences of every window: Electron's safe defaults, said aloud (items 2, 3, 4, 6, 8, 9, 10 and 11). */
export function webPreferences(setup: WindowSetup): NonNullable<BrowserWindowConstructorOptions['webPreferences']> {
  return {
    preload: setup.preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    // Dictionaries would be downloaded from outside, and guests' names are nobody's to correct.
    spellcheck: false,
    devTools: setup.devTools,
  };
}

/** The options of the main window. Pure. */
export function mainWindowOptions(
  setup: MainWindowLook,
  workAreas: readonly Rectangle[],
): BrowserWindowConstructorOptions {
  return {
    ...fitPlace(setup.place, workAreas),
    minWidth: LEAST_SIZE.width,
    minHeight: LEAST_SIZE.height,
    title: 'Willcall',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: setup.dark ? '#1a1b1e' : '#ffffff',
    webPreferences: webPreferences(setup),
  };
}
