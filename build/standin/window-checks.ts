/** What a window must be made with, and what its page is granted. */
import { isAbsolute } from 'node:path';
import type { CDPSession } from 'playwright-core';
import type { Schemes } from './protocol.ts';

/** What a page may ask leave for, as Chromium's Permissions API names it, and as Electron does. */
const PERMISSIONS: Record<string, string> = {
  camera: 'media',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  geolocation: 'geolocation',
  'idle-detection': 'idle-detection',
  microphone: 'media',
  midi: 'midi',
  notifications: 'notifications',
  'window-management': 'window-management',
};

/** Asks the app's own handler once for each permission and tells Chromium the answer. */
export async function applyPermissions(cdp: CDPSession, schemes: Schemes, contents: object): Promise<void> {
  for (const [name, permission] of Object.entries(PERMISSIONS)) {
    const granted = schemes.permissionCheck?.(contents, permission, '', { isMainFrame: true }) === true;
    await cdp.send('Browser.setPermission', { permission: { name }, setting: granted ? 'granted' : 'denied' });
  }
}

/** Electron's own defaults are safe; a window that turns one off, or leaves permissions open, is refused here. */
export function checkPreferences(preferences: Record<string, unknown>, schemes: Schemes): void {
  const must: [string, unknown][] = [
    ['contextIsolation', true],
    ['sandbox', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webSecurity', true],
    ['webviewTag', false],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
  ];
  for (const [key, value] of must) {
    if ((preferences[key] ?? value) !== value) throw new Error(`The stand-in opens no window with ${key}: ${!value}`);
  }
  const preload = preferences['preload'];
  if (preload !== undefined && !(typeof preload === 'string' && isAbsolute(preload))) {
    throw new Error('preload must be an absolute path');
  }
  if (!schemes.permissionRequest || !schemes.permissionCheck) {
    throw new Error(
      'Set both permission handlers of the session before a window opens: Electron allows everything without',
    );
  }
}
