/** Locks a session and the pages in it. Everything is refused unless it is Willcall's own. */
import type { Session, WebContents } from 'electron';
import { isAppUrl } from './app-url.ts';

/** Told of everything that was refused: what, and the origin or name concerned; never a full address. */
export type OnRefused = (
  what: 'request' | 'permission' | 'navigation' | 'window' | 'webview' | 'download',
  subject: string,
) => void;

/**
 * Whether a page may make a request. Our own files, the developer tools' own, and pictures inside the page; nothing else:
 * the network is main's job.
 */
export function decideRequest(url: string, resourceType: string): boolean {
  if (isAppUrl(url)) return true;
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === 'devtools:' || (protocol === 'data:' && resourceType === 'image');
}

/** Whether a page may have a permission: none, ever. Electron's own default is to grant all (item 5). */
export function decidePermission(_permission: string): false {
  return false;
}

/** The session that all windows share: no permissions, no devices, no downloads, no requests but our own. */
export function hardenSession(session: Session, onRefused: OnRefused): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    onRefused('permission', permission);
    callback(decidePermission(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => decidePermission(permission));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, callback) => {
    const allowed = decideRequest(details.url, details.resourceType);
    if (!allowed) onRefused('request', originOf(details.url));
    callback({ cancel: !allowed });
  });
  session.on('will-download', (event) => {
    onRefused('download', '');
    event.preventDefault();
  });
}

/** One page: it stays where it is, opens nothing and embeds nothing (items 11 to 14). */
export function hardenWebContents(contents: WebContents, onRefused: OnRefused): void {
  const stay = (event: { readonly url: string; preventDefault(): void }) => {
    if (isAppUrl(event.url)) return;
    event.preventDefault();
    onRefused('navigation', originOf(event.url));
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    onRefused('webview', '');
  });
  contents.setWindowOpenHandler(({ url }) => {
    onRefused('window', originOf(url));
    return { action: 'deny' };
  });
}

/** Without path and query, which may hold what is nobody's business. */
function originOf(url: string): string {
  if (!URL.canParse(url)) return 'not an address';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
