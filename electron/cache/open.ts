import { existsSync, statSync } from 'node:fs';
import { problem } from '../../shared/errors.ts';
import { moveAside } from '../store/aside.ts';
import { quickCheck } from '../store/check.ts';
import { migrate } from '../store/migrations.ts';
import { type Db, openEncrypted } from '../store/open.ts';
import { isDamage, withTrouble } from '../store/trouble.ts';
import type { Cache } from './cache.ts';
import { openFacts } from './facts.ts';
import { guarded } from './guard.ts';
import { walkPages } from './health.ts';
import { cacheMigrations } from './migrations/index.ts';
import { openOrders } from './orders.ts';
import { cacheParts } from './parts.ts';
import { removeAccount } from './remove-account.ts';
import { openTickets } from './tickets.ts';

/** A cache that was no good and was made anew. */
export interface Rebuilt {
  readonly reason: string;
  /** Where the old file is kept. */
  readonly movedTo: string;
}

export interface CacheOptions {
  readonly file: string;
  /** 32 random bytes as 64 hex digits. */
  readonly key: string;
  readonly now: () => number;
  /** Told when damage shows while the cache is in use: it is empty from then on. */
  readonly onRebuilt?: ((rebuilt: Rebuilt) => void) | undefined;
}

export interface OpenedCache {
  readonly cache: Cache;
  /** Set when the file found was no good. */
  readonly rebuilt: Rebuilt | null;
  /**
   * Reads the whole file once, in the background and without stalling; damage found makes the cache anew as damage met in use does. Call it
   * once the window is up. @returns what was done, or null when all is sound.
   */
  readonly check: (signal?: AbortSignal) => Promise<Rebuilt | null>;
}

/** Files up to this size are checked whole at start: about 70 ms. Larger ones by `check`. */
const checkedAtOnce = 8 * 1024 * 1024;

/**
 * Opens the cache, or makes it. A file that does not open (damage, wrong key, no database) or fails its check is moved aside and made anew.
 * @throws ProblemError `store_newer` for a file of a newer program, which is left untouched; `disk_full`.
 */
export function openCache(options: CacheOptions): OpenedCache {
  return withTrouble(() => {
    let rebuilt: Rebuilt | null = null;
    let current: OpenFile;
    try {
      current = openFile(options);
    } catch (error) {
      if (!isDamage(error)) throw error;
      rebuilt = { reason: (error as Error).message, movedTo: moveAside(options.file, options.now()) };
      current = openFile(options);
    }

    const replace = (reason: string): Rebuilt => {
      current.db.close();
      const made = { reason, movedTo: moveAside(options.file, options.now()) };
      current = openFile(options);
      options.onRebuilt?.(made);
      return made;
    };
    const onDamage = (error: unknown): never => {
      replace((error as Error).message);
      throw problem('cache_damaged', 'the cache was damaged and is being pulled anew', {
        retryable: true,
        cause: error,
      });
    };
    const cache: Cache = {
      tickets: guarded(() => current.cache.tickets, onDamage),
      orders: guarded(() => current.cache.orders, onDamage),
      facts: guarded(() => current.cache.facts, onDamage),
      removeAccount: (accountId) => current.cache.removeAccount(accountId),
      close: () => current.cache.close(),
    };
    const check = async (signal?: AbortSignal): Promise<Rebuilt | null> => {
      const walked = current;
      const reason = await walkPages(options.file, options.key, signal);
      return reason === null || walked !== current || !current.db.open ? null : replace(reason);
    };
    return { cache, rebuilt, check };
  });
}

interface OpenFile {
  readonly db: Db;
  readonly cache: Cache;
}

function openFile({ file, key }: CacheOptions): OpenFile {
  const size = existsSync(file) ? statSync(file).size : 0;
  // So many pages go from the log into the file in a frame or so. A pull of tickets carries them before, by itself (`carryLog`).
  const db = openEncrypted({ file, key, synchronous: 'NORMAL', cacheKiB: 24_000, walPages: 1500 });
  try {
    if (size > 0 && size <= checkedAtOnce) {
      const trouble = quickCheck(db);
      if (trouble !== null) throw Object.assign(new Error(trouble), { code: 'SQLITE_CORRUPT' });
    }
    migrate(db, cacheMigrations);
    const parts = cacheParts(db);
    return {
      db,
      cache: {
        tickets: openTickets(parts),
        orders: openOrders(parts),
        facts: openFacts(parts),
        removeAccount: (accountId) => removeAccount(parts, accountId),
        close: () => {
          db.close();
        },
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}
