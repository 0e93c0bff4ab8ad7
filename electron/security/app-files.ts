/** From an address of ours to a file inside out/renderer, and never to one outside. */
import { realpath, stat } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';
import { isAppUrl } from './app-url.ts';

/** A file to send, or the HTTP status that says why there is none. */
export type AppFile = { readonly path: string; readonly type: string } | { readonly status: 400 | 403 | 404 };

/** All that a build writes; anything else is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * Where in `root` the path of `url` would be. Decodes first, then joins, then checks: in any other order `%2e%2e%2f` gets
 * out. Text only, no disk.
 * @param root absolute path of the folder that is served.
 */
export function pathInside(root: string, url: string): AppFile {
  if (!isAppUrl(url)) return { status: 403 };
  let decoded: string;
  try {
    decoded = decodeURIComponent(new URL(url).pathname);
  } catch {
    // A lone % or a broken UTF-8 sequence.
    return { status: 400 };
  }
  // Null bytes cut paths short in C; backslashes and colons mean folders, drives and streams on Windows alone.
  if (/[\0\\:]/.test(decoded)) return { status: 400 };
  const path = join(root, decoded === '/' ? 'index.html' : decoded);
  if (!isInside(root, path)) return { status: 403 };
  const type = TYPES[extname(path)];
  return type ? { path, type } : { status: 404 };
}

/**
 * The file that answers `url`: inside `root` by its text and, with links followed, in truth.
 * @param root absolute path of the folder that is served.
 */
export async function resolveAppFile(root: string, url: string): Promise<AppFile> {
  const found = pathInside(root, url);
  if (!('path' in found)) return found;
  try {
    const [realRoot, path] = await Promise.all([realpath(root), realpath(found.path)]);
    if (!isInside(realRoot, path)) return { status: 403 };
    return (await stat(path)).isFile() ? { path, type: found.type } : { status: 404 };
  } catch {
    // Missing, a folder on the way that is a file, a name too long: for a page all of these are "not there".
    return { status: 404 };
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
