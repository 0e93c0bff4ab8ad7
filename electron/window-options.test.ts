import { expect, test } from 'vitest';
import { mainWindowOptions, webPreferences } from './window-options.ts';

test('no preference opens a wall of the checklist', () => {
  expect(webPreferences({ preload: '/app/preload.cjs', devTools: false })).toEqual({
    preload: '/app/preload.cjs',
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
    spellcheck: false,
    devTools: false,
  });
});

test('the main window is hidden until it has something to show, and opens where it was', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 };
  const place = { x: 30, y: 40, width: 1100, height: 800, maximized: false };
  const options = mainWindowOptions({ preload: '/p.cjs', devTools: true, dark: true, place }, [screen]);
  expect(options).toMatchObject({ x: 30, y: 40, width: 1100, height: 800, show: false, minWidth: 900 });
  expect(options.backgroundColor).not.toBe(
    mainWindowOptions({ preload: '/p.cjs', devTools: true, dark: false }, []).backgroundColor,
  );
});
