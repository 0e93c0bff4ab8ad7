import { type BrowserWindow, Notification } from 'electron';
import { showWindow } from './window.ts';

/**
 * Makes what calls somebody who looks at another window: a notification of the system that leads back, and a flash of the window's button. A
 * window that is looked at shows and sounds it itself.
 */
export function makePersonCaller(
  windowNow: () => BrowserWindow | null,
): (words: { readonly title: string; readonly text: string }) => void {
  // Held until the next one: a notification that is collected as garbage is no longer clicked.
  let last: Notification | null = null;
  return ({ title, text }) => {
    const window = windowNow();
    if (window === null || window.isDestroyed() || window.isFocused()) return;
    window.flashFrame(true);
    window.once('focus', () => window.flashFrame(false));
    if (!Notification.isSupported()) return;
    // The page sounds by itself.
    last = new Notification({ title, body: text, silent: true, urgency: 'critical' });
    last.on('click', () => showWindow(window));
    last.show();
  };
}
