import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import type { Cache, PulledPage } from '../electron/cache/cache.ts';
import { openCache } from '../electron/cache/open.ts';
import { pagesInGroups } from '../electron/sync/pages.ts';
import type { TicketRow } from '../shared/domain/tickets.ts';
import { as, type EpochMs } from '../shared/ids.ts';
import { type Line, printLines, whole } from './report.ts';
import { benchAccount, benchTickets, pagesOf } from './search-data.ts';

/**
 * How fast a pull gets into the encrypted cache with all its indexes, from pages that are here as fast as they can be stored: all tickets in one
 * list, where each page has rows of many evenings; event by event, as a pull reads them; and one page a transaction. Against what a first sketch
 * would do: one plain table without a key or an index. Then the first pull again, when nothing has changed.
 */
const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '200000' },
    page: { type: 'string', default: '50' },
    depth: { type: 'string', default: '6' },
  },
});
const count = Number(values.tickets);
const pageSize = Number(values.page);
const depth = Number(values.depth);
const folder = mkdtempSync(join(tmpdir(), 'willcall-bench-'));

/** What one pull came to. */
interface Pulled {
  readonly seconds: number;
  /** Seconds on the processor: other work on the machine does not change it. */
  readonly busy: number;
  readonly added: number;
  /** Milliseconds of each piece of work that nothing interrupts, ascending. */
  readonly stints: readonly number[];
  readonly pagesAtOnce: number;
}

/** Pulls lists of tickets (of one event each, or all in one) through the grouping that the sync uses. */
async function pull(cache: Cache, lists: readonly (readonly TicketRow[])[], alone = false): Promise<Pulled> {
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const stints: number[] = [];
  let added = 0;
  let stored = 0;
  let transactions = 0;
  const timed = <Result>(work: () => Result): Result => {
    const at = performance.now();
    const result = work();
    stints.push(performance.now() - at);
    return result;
  };
  for (const list of lists) {
    const eventId = lists.length === 1 ? null : (list[0]?.eventId ?? null);
    const total = list.length;
    const pages = Math.ceil(total / pageSize);
    const fetchPage = async (page: number): Promise<PulledPage & { readonly pages: number }> => {
      return { rows: list.slice((page - 1) * pageSize, page * pageSize), nextPage: page + 1, total, pages };
    };
    const between = (): boolean => {
      const at = performance.now();
      const carried = cache.tickets.carryLog();
      if (carried) stints.push(performance.now() - at);
      return carried;
    };
    const pass = cache.tickets.beginPass(benchAccount, eventId, total, as<EpochMs>(0));
    for await (const group of pagesInGroups(fetchPage, { from: 1, depth, between })) {
      const answers = group.map(({ answer }) => answer);
      stored += answers.length;
      for (const one of alone ? answers.map((answer) => [answer]) : [answers]) {
        added += timed(() => cache.tickets.storePages(benchAccount, pass, one)).added;
        transactions += 1;
      }
    }
    const result = timed(() => cache.tickets.finishPass(benchAccount, pass, as<EpochMs>(1)));
    if (!result.settled) throw new Error('the pull did not settle');
  }
  if (cache.tickets.count(benchAccount) !== count) throw new Error('not all tickets are here');
  const used = process.cpuUsage(cpu);
  const pagesAtOnce = stored / transactions;
  const busy = (used.user + used.system) / 1e6;
  return {
    seconds: (performance.now() - begun) / 1000,
    busy,
    added,
    stints: stints.sort((a, b) => a - b),
    pagesAtOnce,
  };
}

/** The same into a new file. */
async function pullAnew(name: string, lists: readonly (readonly TicketRow[])[], alone = false): Promise<Pulled> {
  const { cache } = openCache({ file: join(folder, `${name}.db`), key: 'ab'.repeat(32), now: Date.now });
  try {
    return await pull(cache, lists, alone);
  } finally {
    cache.close();
  }
}

try {
  const tickets = [...benchTickets(count)];
  const { cache } = openCache({ file: join(folder, 'cache.db'), key: 'ab'.repeat(32), now: Date.now });
  const first = await pull(cache, [tickets]);
  const again = await pull(cache, [tickets]);
  cache.close();
  const byEvent = await pullAnew('by-event', [...Map.groupBy(tickets, ({ eventId }) => eventId).values()]);
  const alone = await pullAnew('alone', [tickets], true);

  const plain = new Database(join(folder, 'plain.db'));
  plain.pragma('journal_mode = WAL');
  plain.pragma('synchronous = NORMAL');
  plain.exec('CREATE TABLE ticket (id INTEGER PRIMARY KEY, name, email, phone, price, event, date, purchased)');
  const insert = plain.prepare('INSERT INTO ticket VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)');
  const begun = performance.now();
  const storePlain = plain.transaction((page: readonly TicketRow[]) => {
    for (const row of page) {
      const { name, email, phone } = row.holder;
      insert.run(name, email, phone, row.price.minor, row.eventId, row.eventDate, row.purchasedAt);
    }
  });
  for (const page of pagesOf(tickets, pageSize)) storePlain(page);
  const plainSeconds = (performance.now() - begun) / 1000;
  plain.close();

  const rate = (seconds: number): string => `${whole(count / seconds)} tickets/s`;
  const ms = (value: number | undefined): string => `${value?.toFixed(1)} ms`;
  const size = statSync(join(folder, 'cache.db')).size;
  const lines = (what: string, { seconds, busy, stints, pagesAtOnce }: Pulled): readonly Line[] => [
    { what, measured: rate(seconds), wanted: '10,000 or more', met: count / seconds >= 10_000 },
    { what: '  by time on the processor', measured: rate(busy) },
    {
      what: '  one piece of work',
      measured: `p50 ${ms(stints[stints.length >> 1])}, p99 ${ms(stints[Math.floor(stints.length * 0.99)])}, longest ${ms(stints.at(-1))}; ${pagesAtOnce.toFixed(1)} pages at once`,
    },
  ];
  printLines(`pull of ${whole(count)} tickets in pages of ${pageSize} into the encrypted cache, all indexes`, [
    ...lines('all in one list', first),
    ...lines('event by event', byEvent),
    ...lines('one page a transaction', alone),
    { what: 'the first again, nothing changed', measured: `${rate(again.seconds)} (${again.added} added)` },
    { what: 'plain table, no key, no index', measured: rate(plainSeconds) },
    { what: '  ratio of the first to it', measured: `${(first.seconds / plainSeconds).toFixed(1)} times its time` },
    { what: 'file', measured: `${(size / 1e6).toFixed(0)} MB, ${Math.round(size / count)} bytes a ticket` },
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
