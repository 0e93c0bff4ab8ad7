/** The one origin that Willcall's own pages have. */

/** The scheme that replaces `file://` (item 18 of Electron's security checklist). */
export const APP_SCHEME = 'app';
/** The only host of the scheme that is served. */
export const APP_HOST = 'willcall';
/** The page that every window opens. */
export const START_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;

/**
 * Whether `url` is one of our own pages. Parsed, never compared as text: a look-alike host, a port, credentials or another
 * scheme are not ours, and what cannot be parsed is not either.
 */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  return protocol === `${APP_SCHEME}:` && hostname === APP_HOST && port === '' && username === '' && password === '';
}
