import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Cache } from '../electron/cache/cache.ts';
import { openCache } from '../electron/cache/open.ts';
import { as, type EpochMs } from '../shared/ids.ts';
import { benchAccount, benchOrders, benchTickets, pagesOf } from './search-data.ts';

/** Key of benchmark files. */
export const benchKey = 'ab'.repeat(32);
const folder = join(import.meta.dirname, '..', 'out', 'bench');
/** Orders beside the tickets. */
export const benchOrderCount = 20_000;

/** A cache file with so many tickets; made once and kept in out/bench. */
export function benchFile(count: number): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `cache-7-${count}.db`);
  if (existsSync(file)) return file;
  console.log(`making ${file} with ${count.toLocaleString('en')} tickets`);
  const making = `${file}.making`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(making + suffix, { force: true });
  const { cache } = openCache({ file: making, key: benchKey, now: Date.now });
  const begun = performance.now();
  const pass = cache.tickets.beginPass(benchAccount, null, count, as<EpochMs>(0));
  let page = 1;
  for (const rows of pagesOf(benchTickets(count), 500)) {
    page += 1;
    cache.tickets.storePages(benchAccount, pass, [{ rows, nextPage: page, total: count }]);
  }
  cache.tickets.finishPass(benchAccount, pass, as<EpochMs>(0));
  for (const orders of pagesOf(benchOrders(benchOrderCount), 100)) cache.orders.upsertOrders(orders);
  cache.close();
  renameSync(making, file);
  console.log(`  made in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  return file;
}

/** Opens such a file. */
export function openBenchCache(file: string): Cache {
  const { cache, rebuilt } = openCache({ file, key: benchKey, now: Date.now });
  if (rebuilt) throw new Error(`the benchmark file was damaged: ${rebuilt.reason}`);
  return cache;
}

/** The value below which a part of the numbers lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
