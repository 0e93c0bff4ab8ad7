import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StartupNotice } from '../shared/domain/views.ts';
import { epochNow } from '../shared/time.ts';
import type { Cache } from './cache/cache.ts';
import { openCache, type Rebuilt } from './cache/open.ts';
import type { Keychain } from './keychain.ts';
import { keepBackedUp } from './ledger/keep-backed-up.ts';
import type { Ledger } from './ledger/ledger.ts';
import { ledgerExists, ledgerPaths, openLedger } from './ledger/open.ts';
import type { Log } from './log.ts';

/** Both stores, open. */
export interface Stores {
  readonly cache: () => Cache;
  readonly ledger: Ledger;
  readonly close: () => Promise<void>;
}

/** What opening the stores needs of the house. */
export interface StoresGround {
  readonly dataFolder: string;
  readonly keychain: Keychain;
  readonly log: Log;
  /** The cache was emptied while in use: everything is to be pulled again. */
  readonly onCacheRebuilt: () => void;
}

/**
 * Opens the ledger and the cache with their keys from the keychain; what had to be done to open them is added to `notices`.
 * @throws ProblemError `keychain_missing`, `keychain_refused`, `store_newer`, `disk_full`.
 */
export async function openStores(ground: StoresGround, notices: StartupNotice[]): Promise<Stores> {
  const { log } = ground;
  const { file, backupDir } = ledgerPaths(ground.dataFolder);
  const ledgerKey = await ground.keychain.databaseKey('ledger', ledgerExists(ground.dataFolder));
  const opened = openLedger({
    ...{ file, backupDir, key: ledgerKey.reveal(), now: epochNow },
    onMarkFailure: (error) => log.error('the mark of the ledger could not be kept', { cause: error }),
  });
  const { ledger } = opened;
  if (opened.restored) {
    const { from, keptUntil, reason, lastSeq, lostSeq, inDoubt } = opened.restored;
    log.warn('the ledger lacks its newest entries', { from, reason, lastSeq, lostSeq, inDoubt });
    notices.push({
      code: from !== null ? 'ledger_restored' : reason === 'missing' ? 'ledger_gone' : 'ledger_end_missing',
      keptUntil,
      missing: lostSeq === null ? null : lostSeq - lastSeq,
      inDoubt,
    });
  } else if (opened.movedAside !== null) {
    notices.push({ code: 'ledger_moved_aside', message: opened.movedAside });
  }
  const broken = ledger.journal.verify();
  if (broken) {
    log.error('the journal does not hold', broken);
    notices.push({ code: 'journal_broken', seq: broken.seq });
  }

  const cacheFile = join(ground.dataFolder, 'cache.db');
  const sayRebuilt = (rebuilt: Rebuilt): void => {
    log.warn('the cache was no good and is pulled anew', { reason: rebuilt.reason, movedTo: rebuilt.movedTo });
    notices.push({ code: 'cache_rebuilt', message: rebuilt.movedTo });
  };
  const cacheKey = await ground.keychain.databaseKey('cache', existsSync(cacheFile));
  const cache = openCache({
    file: cacheFile,
    key: cacheKey.reveal(),
    now: epochNow,
    onRebuilt: (rebuilt) => {
      sayRebuilt(rebuilt);
      ground.onCacheRebuilt();
    },
  });
  if (cache.rebuilt) sayRebuilt(cache.rebuilt);

  const closing = new AbortController();
  const checking = cache.check(closing.signal).catch((error: unknown) => {
    if (!closing.signal.aborted) log.error('the cache could not be checked', { cause: error });
  });
  const stopBackups = keepBackedUp(ledger, {
    onFailure: (error) => log.error('the ledger could not be backed up', { cause: error }),
  });
  return {
    cache: () => cache.cache,
    ledger,
    close: async () => {
      closing.abort();
      await checking;
      stopBackups();
      await ledger.backup().catch((error: unknown) => log.error('no backup at the end', { cause: error }));
      ledger.close();
      cache.cache.close();
    },
  };
}
