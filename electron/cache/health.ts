import { setTimeout as pause } from 'node:timers/promises';
import { openEncrypted } from '../store/open.ts';
import { isDamage } from '../store/trouble.ts';

/** Longest stretch of work, and the rest after it, in milliseconds. */
const stretch = 6;
const rest = 30;

/**
 * Reads every page of a store once, a few at a time on a second connection, so that the process never stalls. Each page is authenticated as
 * it is read, so this finds any changed or torn page (docs/decisions/0010).
 * @returns null when all are sound, else what is wrong.
 * @throws what the signal throws when it is aborted.
 */
export async function walkPages(file: string, key: string, signal?: AbortSignal): Promise<string | null> {
  signal?.throwIfAborted();
  try {
    const db = openEncrypted({ file, key, synchronous: 'NORMAL', cacheKiB: 1024, readonly: true });
    try {
      let until = performance.now() + stretch;
      for (const _page of db.prepare<[], number>('SELECT pageno FROM dbstat').pluck().iterate()) {
        if (performance.now() < until) continue;
        await pause(rest, undefined, signal ? { signal } : {});
        until = performance.now() + stretch;
      }
      return null;
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDamage(error)) return (error as Error).message;
    throw error;
  }
}
