/** The one door to the browser outside (item 15 of Electron's security checklist). */

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * The address to open, or undefined where it must not be: https and a host on the list, or http on loopback with host and
 * port on the list (the sandbox). What comes back is the parsed address, which is also what is opened: never the text given.
 * @param allowedHosts as in `URL.host`, in lower case: `tic.rs`, `127.0.0.1:4301`; `*.tic.rs` stands for any host below it.
 */
export function allowedExternal(url: string, allowedHosts: readonly string[]): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.username !== '' || parsed.password !== '') return undefined;
  const insecure = parsed.protocol === 'http:' && LOOPBACK.has(parsed.hostname);
  if (parsed.protocol !== 'https:' && !insecure) return undefined;
  const known = allowedHosts.some((host) => matchesHost(parsed.host, host));
  return known ? parsed.href : undefined;
}

function matchesHost(host: string, pattern: string): boolean {
  return pattern.startsWith('*.')
    ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
    : host === pattern;
}

/** Opens an address in the browser; says false where it may not be opened. */
export type ExternalDoor = (url: string) => Promise<boolean>;

/**
 * Makes the door.
 * @param open Electron's `shell.openExternal`.
 * @param allowedHosts asked at each knock, since accounts come and go.
 */
export function makeExternalDoor(
  open: (url: string) => Promise<void>,
  allowedHosts: () => readonly string[],
): ExternalDoor {
  return async (url) => {
    const allowed = allowedExternal(url, allowedHosts());
    if (allowed === undefined) return false;
    await open(allowed);
    return true;
  };
}
