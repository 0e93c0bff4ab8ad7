import { join } from 'node:path';
import { ledgerPaths, type OpenedLedger, openLedger } from '../../electron/ledger/open.ts';
import { quickCheck } from '../../electron/store/check.ts';
import { openEncrypted } from '../../electron/store/open.ts';
import type { QueueState, Refund, Sale } from '../../shared/domain/acts.ts';
import { storeKeys } from './fake-keychain.ts';

/** What a till's ledger says once its process is gone. */
export interface LedgerSays {
  readonly sales: readonly Sale[];
  readonly refunds: readonly Refund[];
  /** Null when the file is whole and its journal unbroken. */
  readonly trouble: string | null;
}

const allOfThem = 1_000_000;

/** Opens a till's ledger as the app would. */
export function openTillLedger(folder: string): OpenedLedger {
  const { file, backupDir } = ledgerPaths(folder);
  return openLedger({ file, backupDir, key: storeKeys.ledger, now: Date.now });
}

/** Reads and checks a till's ledger: pages, journal, and that nothing had to be restored. */
export function readLedger(folder: string): LedgerSays {
  const { ledger, restored, movedAside } = openTillLedger(folder);
  try {
    const broken = ledger.journal.verify();
    const trouble = restored
      ? `restored: ${restored.reason}`
      : movedAside !== null
        ? 'moved aside'
        : broken
          ? `journal ${broken.seq}: ${broken.reason}`
          : null;
    return { sales: ledger.sales.recent(allOfThem), refunds: ledger.refunds.recent(allOfThem), trouble };
  } finally {
    ledger.close();
  }
}

/** Checks every page of a till's two files and their foreign keys. @returns what is wrong, null when nothing is. */
export function checkFiles(folder: string): string | null {
  for (const [name, key] of [
    ['ledger', storeKeys.ledger],
    ['cache', storeKeys.cache],
  ] as const) {
    const db = openEncrypted({ file: join(folder, `${name}.db`), key, synchronous: 'FULL' });
    try {
      const trouble = quickCheck(db);
      if (trouble !== null) return `${name}: ${trouble}`;
      const keys = db.pragma('foreign_key_check') as unknown[];
      if (keys.length > 0) return `${name}: ${keys.length} foreign keys point nowhere`;
    } finally {
      db.close();
    }
  }
  return null;
}

/** How many acts are in each state. */
export function statesOf(says: LedgerSays): ReadonlyMap<QueueState, number> {
  const counts = new Map<QueueState, number>();
  for (const { queueState } of [...says.sales, ...says.refunds])
    counts.set(queueState, (counts.get(queueState) ?? 0) + 1);
  return counts;
}
