import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { benchOrders, benchTonight } from './search-data.ts';
import { benchFile, openBenchCache } from './search-file.ts';
import { benchQueries } from './search-queries.ts';

/**
 * Memory of a process that holds the cache open and answers, and the time from its start to its first answer; each in a fresh process. The
 * same process without a cache stands beside it.
 */
const { values } = parseArgs({
  options: { tickets: { type: 'string', default: '1000000' }, child: { type: 'string' } },
});
const count = Number(values.tickets);

if (values.child === undefined) {
  benchFile(count);
  const child = (what: string): { rss: number; first: number } =>
    JSON.parse(
      execFileSync(process.execPath, [import.meta.filename, '--tickets', String(count), '--child', what], {
        encoding: 'utf8',
      }),
    ) as { rss: number; first: number };
  const empty = child('nothing');
  const full = child('cache');
  console.log(`process with a cache of ${count.toLocaleString('en')} tickets, after 600 searches`);
  console.log(
    `  memory           ${full.rss.toFixed(0)} MB   (a process that does nothing: ${empty.rss.toFixed(0)} MB, ${(full.rss / empty.rss).toFixed(1)} times)  (wanted: under 200 MB)  ${full.rss < 200 ? 'ok' : 'MISSED'}`,
  );
  console.log(
    `  start to answer  ${full.first.toFixed(0)} ms   (a process that does nothing: ${empty.first.toFixed(0)} ms)  (wanted: under 2 s)  ${full.first < 2000 ? 'ok' : 'MISSED'}`,
  );
} else {
  let first = performance.now();
  if (values.child === 'cache') {
    const cache = openBenchCache(benchFile(count));
    cache.tickets.search('ana', {}, { limit: 50, tonight: benchTonight });
    first = performance.now();
    for (let round = 0; round < 3; round += 1) {
      for (const { text } of benchQueries([...benchOrders(40)]))
        cache.tickets.search(text, {}, { limit: 50, tonight: benchTonight });
    }
    cache.close();
  }
  console.log(JSON.stringify({ rss: process.memoryUsage().rss / 1e6, first }));
}
