import { expect, test } from 'vitest';
import type { TicketRow } from '../../shared/domain/tickets.ts';
import { as, type EventId } from '../../shared/ids.ts';
import { account, type CacheKit, cacheKit, pullAll, ticketRow, time } from './test-kit.ts';

const indexes = ['ticket_words', 'ticket_codes'];

/** A guest of one of three evenings. */
const rowOf = (no: number): TicketRow =>
  ticketRow({
    identity: no.toString(16).padStart(6, '0'),
    name: `Dragoslava Mihajlović ${no}`,
    email: `dragoslava${no}@firma.rs`,
    phone: `+38164${1_000_000 + no * 7}`,
    date: `2026-08-3${no % 2}T19:00:00+02:00`,
  });
const rows = (count: number, from = 0): TicketRow[] => Array.from({ length: count }, (_, n) => rowOf(from + n));

/** How many segments each text index has. */
function segments({ look }: CacheKit): unknown[] {
  return look((db) =>
    indexes.map((index) => db.prepare(`SELECT count(DISTINCT segid) FROM ${index}_idx`).pluck().get()),
  );
}

function checkIndexes({ look }: CacheKit): void {
  look((db) => {
    for (const index of indexes) db.exec(`INSERT INTO ${index} (${index}, rank) VALUES ('integrity-check', 1)`);
  });
}

test('what a page adds, changes or takes away is one segment of each text index, and not one a ticket', () => {
  const kit = cacheKit();
  pullAll(kit.cache, rows(12));
  expect(segments(kit)).toEqual([1, 1]);
  const changed = rows(12).map((row, n) => ({
    ...row,
    holder: { name: `Žika ${n}`, email: `zika${n}@mail.ru`, phone: '' },
  }));
  pullAll(kit.cache, changed);
  expect(segments(kit)).toEqual([2, 2]);
  pullAll(kit.cache, changed.slice(9));
  expect(segments(kit)).toEqual([3, 3]);
  checkIndexes(kit);
  expect(kit.cache.tickets.count(account)).toBe(3);
});

test('the segments stay few: each write merges what those before it have left', () => {
  const kit = cacheKit();
  const { tickets } = kit.cache;
  pullAll(kit.cache, rows(4000), { size: 20 });
  for (const most of segments(kit)) expect(most).toBeLessThan(16);
  // Polls of one ticket each, the night through.
  for (let n = 0; n < 300; n += 1) tickets.storeNewest(account, rows(1, 10_000 + n));
  for (const most of segments(kit)) expect(most).toBeLessThan(20);
  checkIndexes(kit);
});

test('a page of a text index is one page of the file', () => {
  const kit = cacheKit();
  pullAll(kit.cache, rows(3000));
  const found = kit.look((db) =>
    db
      .prepare<[], { pagetype: string; pages: number }>(
        `SELECT pagetype, count(*) AS pages FROM dbstat WHERE name IN ('ticket_words_data', 'ticket_codes_data') GROUP BY pagetype`,
      )
      .all(),
  );
  expect(found.find(({ pagetype }) => pagetype === 'leaf')?.pages).toBeGreaterThan(30);
  expect(found.find(({ pagetype }) => pagetype === 'overflow')).toBeUndefined();
});

test('the log is carried into the file once there is enough of it, and not again at once', () => {
  const { cache } = cacheKit();
  const pass = cache.tickets.beginPass(account, null, null, time(0));
  expect(cache.tickets.carryLog()).toBe(false);
  let carried = 0;
  for (let page = 1; page <= 60; page += 1) {
    const nextPage = page + 1;
    cache.tickets.storePages(account, pass, [{ rows: rows(100, page * 100), nextPage, total: 6000 }]);
    if (!cache.tickets.carryLog()) continue;
    carried += 1;
    expect(cache.tickets.carryLog()).toBe(false);
  }
  expect(carried).toBeGreaterThan(0);
  expect(carried).toBeLessThan(20);
});

test('what a pass has seen is kept for all its evenings, however many tickets they have', () => {
  const { cache } = cacheKit();
  // More than the 4,096 that one row of bits has room for.
  const all = rows(9000);
  pullAll(cache, all, { size: 1000 });
  expect(pullAll(cache, [...all.slice(0, 8995), rowOf(9001)], { size: 1000 })).toEqual({
    seen: 8996,
    total: 8996,
    swept: 5,
    settled: true,
  });
  expect(pullAll(cache, [], { eventId: as<EventId>('OTHER') })).toMatchObject({ swept: 0, settled: true });
  expect(cache.tickets.count(account)).toBe(8996);
});
