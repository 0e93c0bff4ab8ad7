import { parseArgs } from 'node:util';
import { Index } from 'flexsearch';
import { openEncrypted } from '../electron/store/open.ts';
import { fold } from '../shared/fold.ts';
import { benchAccount, benchOrders, benchTickets, benchTonight } from './search-data.ts';
import { benchFile, benchKey, openBenchCache, percentile } from './search-file.ts';
import { benchQueries } from './search-queries.ts';

/**
 * Search as the lookup does it (all tiers, tonight first, fifty rows fetched), against LIKE '%…%' on the same file and FlexSearch in memory,
 * over the same 200 queries in one run. `--no-flexsearch` leaves out what takes gigabytes.
 */
const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '1000000' },
    flexsearch: { type: 'boolean', default: true },
    verbose: { type: 'boolean' },
  },
  allowNegative: true,
});
const count = Number(values.tickets);
const limit = 50;
const file = benchFile(count);
const queries = benchQueries([...benchOrders(40)]);

interface Measured {
  readonly name: string;
  /** One time a query: the median of its rounds, so that what else the machine does at that moment counts less. */
  readonly times: readonly number[];
  readonly worst: number;
  readonly found: number;
}

function measure(name: string, rounds: number, ask: (text: string) => number): Measured {
  const times: number[][] = queries.map(() => []);
  let found = 0;
  for (let round = 0; round < rounds; round += 1) {
    queries.forEach((query, n) => {
      const at = performance.now();
      const hits = ask(query.text);
      times[n]?.push(performance.now() - at);
      if (round === 0 && hits > 0) found += 1;
    });
  }
  return { name, times: times.map((each) => percentile(each, 0.5)), worst: Math.max(...times.flat()), found };
}

const cache = openBenchCache(file);
const search = (text: string): number => cache.tickets.search(text, {}, { limit, tonight: benchTonight }).hits.length;
const cold = measure('this, first time', 1, search);
const warm = measure('this, again', 7, search);
const oneAccount = measure(
  'this, one account',
  2,
  (text) => cache.tickets.search(text, { accountId: benchAccount }, { limit, tonight: benchTonight }).hits.length,
);
const rss = process.memoryUsage().rss / 1e6;
const listAt = performance.now();
cache.tickets.search('', {}, { limit, tonight: benchTonight });
const listMs = performance.now() - listAt;

if (values.verbose) {
  const kinds = Map.groupBy(
    queries.map((query, n) => ({ ...query, ms: warm.times[n] ?? 0, cold: cold.times[n] ?? 0 })),
    ({ kind }) => kind,
  );
  for (const [kind, list] of kinds) {
    const worst = list.reduce((a, b) => (a.ms > b.ms ? a : b));
    console.log(
      `  ${kind.padEnd(22)} p50 ${percentile(
        list.map(({ ms }) => ms),
        0.5,
      ).toFixed(2)}  worst ${worst.ms.toFixed(2)} ms (${worst.text})`,
    );
  }
}
if (values.verbose) {
  const slowest = queries.map((query, n) => ({ ...query, ms: warm.times[n] ?? 0 })).sort((a, b) => b.ms - a.ms);
  console.log(
    `  slowest: ${slowest
      .slice(0, 6)
      .map(({ text, ms }) => `${text} ${ms.toFixed(1)}`)
      .join(', ')}`,
  );
}
cache.close();

const plain = openEncrypted({ file, key: benchKey, synchronous: 'NORMAL', readonly: true });
const like = plain.prepare<[string, string, string], number>(
  'SELECT id FROM ticket WHERE name LIKE ? OR email LIKE ? OR phone LIKE ? LIMIT 50',
);
const likes = measure("LIKE '%…%', same file", 1, (text) => {
  const pattern = `%${text}%`;
  return like.all(pattern, pattern, pattern).length;
});
plain.close();

const results = [cold, warm, oneAccount, likes];
if (values.flexsearch) {
  const begun = performance.now();
  const index = new Index({ tokenize: 'forward' });
  let id = 0;
  for (const row of benchTickets(count)) {
    index.add(id, `${fold(row.holder.name)} ${row.holder.email} ${row.holder.phone}`);
    id += 1;
  }
  const memory = (process.memoryUsage().rss / 1e6).toFixed(0);
  console.log(
    `FlexSearch holds ${memory} MB, built in ${((performance.now() - begun) / 1000).toFixed(0)} s at every start`,
  );
  results.push(measure('FlexSearch, in memory', 2, (text) => index.search(fold(text), { limit }).length));
}

console.log(`search over ${count.toLocaleString('en')} tickets, ${queries.length} queries, up to ${limit} rows each`);
const base = percentile(warm.times, 0.5);
for (const { name, times, worst, found } of results) {
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)];
  const sum = times.reduce((a, b) => a + b, 0) / times.length;
  const verdict =
    times === warm.times ? `  (wanted: p50 under 1, p99 under 5)  ${p50 < 1 && p99 < 5 ? 'ok' : 'MISSED'}` : '';
  console.log(
    `  ${name.padEnd(24)} p50 ${p50.toFixed(3)} ms  p99 ${p99.toFixed(2)} ms  mean ${sum.toFixed(2)} ms  worst ${worst.toFixed(1)} ms  ${(p50 / base).toFixed(1)} times p50  ${found} of ${queries.length} answered${verdict}`,
  );
}
console.log(`  list of tonight by name  ${listMs.toFixed(1)} ms`);
console.log(`  memory of the process with the cache open, before the others: ${rss.toFixed(0)} MB`);
