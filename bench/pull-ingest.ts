import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { openCache } from '../electron/cache/open.ts';
import { as, type EpochMs } from '../shared/ids.ts';
import { benchAccount, benchTickets, pagesOf } from './search-data.ts';

/**
 * How fast a pull gets into the encrypted cache with all its indexes, page by page as tic.rs gives them, against what a first sketch would do:
 * one plain table without a key or an index. Then the same pull again, when nothing has changed.
 */
const { values } = parseArgs({
  options: { tickets: { type: 'string', default: '200000' }, page: { type: 'string', default: '50' } },
});
const count = Number(values.tickets);
const pageSize = Number(values.page);
const folder = mkdtempSync(join(tmpdir(), 'willcall-bench-'));

try {
  const pages = [...pagesOf(benchTickets(count), pageSize)];
  const { cache } = openCache({ file: join(folder, 'cache.db'), key: 'ab'.repeat(32), now: Date.now });
  const stalls: number[] = [];
  const pass = (): { seconds: number; busy: number; added: number } => {
    const begun = performance.now();
    const cpu = process.cpuUsage();
    const open = cache.tickets.beginPass(benchAccount, null, count, as<EpochMs>(0));
    let added = 0;
    pages.forEach((page, n) => {
      const at = performance.now();
      added += cache.tickets.storePage(benchAccount, open, page, n + 2, count).added;
      stalls.push(performance.now() - at);
    });
    const result = cache.tickets.finishPass(benchAccount, open, as<EpochMs>(1));
    if (!result.settled || cache.tickets.count(benchAccount) !== count) throw new Error('the pull did not settle');
    const used = process.cpuUsage(cpu);
    return { seconds: (performance.now() - begun) / 1000, busy: (used.user + used.system) / 1e6, added };
  };
  const first = pass();
  const sorted = [...stalls].sort((a, b) => a - b);
  const again = pass();
  cache.close();

  const plain = new Database(join(folder, 'plain.db'));
  plain.pragma('journal_mode = WAL');
  plain.pragma('synchronous = NORMAL');
  plain.exec('CREATE TABLE ticket (id INTEGER PRIMARY KEY, name, email, phone, price, event, date, purchased)');
  const insert = plain.prepare('INSERT INTO ticket VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)');
  const begun = performance.now();
  const storePlain = plain.transaction((page: (typeof pages)[number]) => {
    for (const row of page) {
      const { name, email, phone } = row.holder;
      insert.run(name, email, phone, row.price.minor, row.eventId, row.eventDate, row.purchasedAt);
    }
  });
  for (const page of pages) storePlain(page);
  const plainSeconds = (performance.now() - begun) / 1000;
  plain.close();

  const rate = (seconds: number): string => `${Math.round(count / seconds).toLocaleString('en')} tickets/s`;
  const size = statSync(join(folder, 'cache.db')).size;
  console.log(`pull of ${count.toLocaleString('en')} tickets in pages of ${pageSize}`);
  console.log(
    `  into the encrypted cache, all indexes   ${rate(first.seconds)}   (${first.added.toLocaleString('en')} added)`,
  );
  console.log(`    by time on the processor               ${rate(first.busy)}`);
  console.log(`  the same again, nothing changed         ${rate(again.seconds)}   (${again.added} added)`);
  console.log(`  plain table, no key, no index           ${rate(plainSeconds)}`);
  console.log(`  ratio to the plain table                ${(first.seconds / plainSeconds).toFixed(1)} times its time`);
  console.log(
    `  longest page ${sorted.at(-1)?.toFixed(1)} ms, p99 ${sorted[Math.floor(sorted.length * 0.99)]?.toFixed(1)} ms`,
  );
  console.log(`  file ${(size / 1e6).toFixed(0)} MB, ${Math.round(size / count)} bytes a ticket`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
