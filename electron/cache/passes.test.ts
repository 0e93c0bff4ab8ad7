import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TicketRow } from '../../shared/domain/tickets.ts';
import { as, type EventId, type TicketKey } from '../../shared/ids.ts';
import type { Cache, PulledPage } from './cache.ts';
import { openCache } from './open.ts';
import { account, cacheKit, pullAll, ticketRow, time } from './test-kit.ts';

/** Few identities, so that twins are everywhere. Identity 0–7 belong to one evening, 8–15 to another. */
const rowOf = (no: number): TicketRow =>
  ticketRow({
    identity: `0${no.toString(16)}`,
    name: `Guest ${no}`,
    event: no < 8 ? 'AAA' : 'BBB',
    date: no < 8 ? '2026-08-30T19:00:00+02:00' : '2026-09-01T19:00:00+02:00',
  });

/** How often the cache holds each identity, by asking for its keys. */
function held(cache: Cache): Map<string, number> {
  const out = new Map<string, number>();
  for (let no = 0; no < 16; no += 1) {
    const { identity } = rowOf(no);
    let count = 0;
    for (let ordinal = 0; ordinal < 60; ordinal += 1) {
      if (cache.tickets.get(account, as<TicketKey>(`${identity}:${ordinal}`))) count += 1;
    }
    if (count > 0) out.set(identity, count);
  }
  return out;
}

const countsOf = (rows: readonly TicketRow[]): Map<string, number> =>
  new Map([...Map.groupBy(rows, (row) => row.identity)].map(([identity, same]) => [identity, same.length]));

/** A platform whose list changes between pages. */
interface Change {
  readonly add: readonly number[];
  readonly remove: readonly number[];
}
const changes = fc.array(
  fc.record({
    add: fc.array(fc.nat(15), { maxLength: 6 }),
    remove: fc.oneof(
      { weight: 4, arbitrary: fc.constant<number[]>([]) },
      { weight: 1, arbitrary: fc.array(fc.nat(200), { maxLength: 2 }) },
    ),
  }),
  { maxLength: 12 },
);

function onePass(
  cache: Cache,
  list: TicketRow[],
  between: Change[],
  { size, together }: { readonly size: number; readonly together: number },
): ReturnType<Cache['tickets']['finishPass']> {
  const pass = cache.tickets.beginPass(account, null, null, time(0));
  const group: PulledPage[] = [];
  for (let page = 1; ; page += 1) {
    const rows = list.slice((page - 1) * size, page * size);
    group.push({ rows, nextPage: page + 1, total: list.length });
    const end = page * size >= list.length;
    if (end || group.length === together) cache.tickets.storePages(account, pass, group.splice(0));
    if (end) return cache.tickets.finishPass(account, pass, time(1));
    const change = between.shift();
    for (const no of change?.add ?? []) list.unshift(rowOf(no));
    for (const at of change?.remove ?? []) list.splice(at % list.length, 1);
    if (list.length === 0) list.push(rowOf(1));
  }
}

describe('a pass over a list that moves', () => {
  test('after a pass in quiet the cache is the platform, however the passes before it went', () => {
    const { cache } = cacheKit();
    fc.assert(
      fc.property(
        fc.array(fc.nat(15), { maxLength: 60 }),
        changes,
        fc.record({ size: fc.integer({ min: 3, max: 12 }), together: fc.integer({ min: 1, max: 4 }) }),
        (first, moves, paging) => {
          cache.removeAccount(account);
          const list = first.map(rowOf);
          const between = [...moves];
          for (let n = 0; n < 2 && between.length > 0; n += 1) onePass(cache, list, between, paging);
          const result = onePass(cache, list, [], paging);
          expect(result).toMatchObject({ settled: true, seen: list.length, total: list.length });
          expect(held(cache)).toEqual(countsOf(list));
          expect(cache.tickets.count(account)).toBe(list.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('arrivals alone never unsettle a pass, lose nothing and sweep nothing; the next poll has them', () => {
    const { cache } = cacheKit();
    const arrivals = fc.array(fc.array(fc.nat(15), { maxLength: 9 }), { maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(fc.nat(15), { minLength: 1, maxLength: 60 }),
        arrivals,
        fc.record({ size: fc.integer({ min: 3, max: 9 }), together: fc.integer({ min: 1, max: 4 }) }),
        (first, adds, paging) => {
          cache.removeAccount(account);
          const list = first.map(rowOf);
          const old = countsOf(list);
          const between = adds.map((add) => ({ add, remove: [] }));
          const result = onePass(cache, list, between, paging);
          expect(result).toMatchObject({ settled: true, swept: 0, seen: list.length });
          for (const [identity, count] of old) expect(held(cache).get(identity) ?? 0).toBeGreaterThanOrEqual(count);
          cache.tickets.storeNewest(account, list);
          expect(held(cache)).toEqual(countsOf(list));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('keys of tickets that stay do not change', () => {
    const { cache } = cacheKit();
    const list = [1, 1, 2, 3, 3, 3].map(rowOf);
    pullAll(cache, list, { size: 2 });
    const key = as<TicketKey>('03:0');
    const before = cache.tickets.get(account, key);
    pullAll(cache, [rowOf(4), ...list.slice(1)], { size: 2 });
    expect(cache.tickets.get(account, key)).toEqual(before);
    expect(held(cache)).toEqual(
      new Map([
        ['01', 1],
        ['02', 1],
        ['03', 3],
        ['04', 1],
      ]),
    );
    expect(cache.tickets.get(account, as<TicketKey>('01:0'))).not.toBeNull();
  });
});

describe('a pass', () => {
  test('that was interrupted goes on where it was after a new start, and settles', () => {
    const { cache, file, key } = cacheKit();
    const list = Array.from({ length: 25 }, (_, n) => rowOf(n % 16));
    const pass = cache.tickets.beginPass(account, null, 25, time(7));
    cache.tickets.storePages(account, pass, [{ rows: list.slice(0, 10), nextPage: 2, total: 25 }]);
    cache.close();
    const { cache: again } = openCache({ file, key, now: () => 0 });
    const open = again.tickets.openPass(account, null);
    expect(open).toMatchObject({ nextPage: 2, total: 25, startedAt: 7, eventId: null });
    if (!open) throw new Error('the pass is gone');
    again.tickets.storePages(account, open, [{ rows: list.slice(10, 20), nextPage: 3, total: 25 }]);
    again.tickets.storePages(account, open, [{ rows: list.slice(10, 20), nextPage: 3, total: 25 }]);
    again.tickets.storePages(account, open, [{ rows: list.slice(20), nextPage: 4, total: 25 }]);
    expect(again.tickets.seen(account, open)).toBe(25);
    expect(again.tickets.finishPass(account, open, time(8))).toEqual({ seen: 25, total: 25, swept: 0, settled: true });
    expect(again.tickets.openPass(account, null)).toBeNull();
    expect(held(again)).toEqual(countsOf(list));
    again.close();
  });

  test('does not rewrite what is unchanged, and says what it did', () => {
    const { cache, look } = cacheKit();
    const list = [rowOf(1), rowOf(1), rowOf(9)];
    pullAll(cache, list);
    const pass = cache.tickets.beginPass(account, null, 3, time(0));
    const renamed = { ...rowOf(9), holder: { ...rowOf(9).holder, name: 'Жељко' } };
    const changesBefore = look((db) => db.prepare('SELECT rowid, * FROM ticket WHERE ordinal = 1').all());
    expect(
      cache.tickets.storePages(account, pass, [{ rows: [rowOf(1), rowOf(1), renamed], nextPage: 2, total: 3 }]),
    ).toEqual({
      added: 0,
      changed: 1,
      unchanged: 2,
    });
    expect(look((db) => db.prepare('SELECT rowid, * FROM ticket WHERE ordinal = 1').all())).toEqual(changesBefore);
    expect(cache.tickets.search('zelj', {}, { limit: 5, tonight: '' }).hits).toHaveLength(1);
    expect(cache.tickets.search('guest 9', {}, { limit: 5, tonight: '' }).hits).toHaveLength(0);
  });

  test('sweeps only its own scope, and only when it is settled', () => {
    const { cache } = cacheKit();
    pullAll(cache, [rowOf(1), rowOf(2), rowOf(9), rowOf(10)]);
    const scope = { eventId: as<EventId>('AAA') };
    expect(pullAll(cache, [rowOf(1)], scope)).toEqual({ seen: 1, total: 1, swept: 1, settled: true });
    expect(held(cache)).toEqual(countsOf([rowOf(1), rowOf(9), rowOf(10)]));
    const pass = cache.tickets.beginPass(account, null, 3, time(0));
    cache.tickets.storePages(account, pass, [{ rows: [rowOf(1)], nextPage: 2, total: 3 }]);
    expect(cache.tickets.finishPass(account, pass, time(1))).toMatchObject({ settled: false, swept: 0 });
    expect(cache.tickets.count(account)).toBe(3);
  });

  test('does not sweep what a poll stored while it ran', () => {
    const { cache } = cacheKit();
    const pass = cache.tickets.beginPass(account, null, 2, time(0));
    cache.tickets.storePages(account, pass, [{ rows: [rowOf(1)], nextPage: 2, total: 2 }]);
    expect(cache.tickets.storeNewest(account, [rowOf(5), rowOf(1)])).toMatchObject({ added: 1, reachedKnown: true });
    cache.tickets.storePages(account, pass, [{ rows: [rowOf(1), rowOf(2)], nextPage: 3, total: 3 }]);
    expect(cache.tickets.finishPass(account, pass, time(1))).toMatchObject({ settled: true, swept: 0 });
    expect(held(cache)).toEqual(countsOf([rowOf(5), rowOf(1), rowOf(2)]));
  });

  test('counts rows set aside as seen', () => {
    const { cache } = cacheKit();
    const pass = cache.tickets.beginPass(account, null, 3, time(0));
    cache.tickets.setAside(account, [{ field: 'data.1.price', message: 'missing', fingerprint: 'f' }]);
    cache.tickets.storePages(account, pass, [{ rows: [rowOf(1), rowOf(2)], nextPage: 2, total: 3, setAside: 1 }]);
    expect(cache.tickets.finishPass(account, pass, time(1))).toMatchObject({ seen: 3, settled: true });
    expect(cache.tickets.setAsideCount(account)).toBe(1);
    cache.tickets.beginPass(account, null, 3, time(0));
    expect(cache.tickets.setAsideCount(account)).toBe(0);
  });

  test('that is abandoned, or begun anew, leaves all tickets', () => {
    const { cache } = cacheKit();
    pullAll(cache, [rowOf(1), rowOf(2)]);
    const pass = cache.tickets.beginPass(account, null, null, time(0));
    cache.tickets.abandonPass(account, pass);
    expect(() => cache.tickets.storePages(account, pass, [{ rows: [rowOf(1)], nextPage: 2, total: 1 }])).toThrow(
      'not open',
    );
    const second = cache.tickets.beginPass(account, null, null, time(0));
    const third = cache.tickets.beginPass(account, null, null, time(0));
    expect(third.generation).not.toBe(second.generation);
    expect(cache.tickets.count(account)).toBe(2);
  });

  test('keeps the key of a ticket whose evening was moved', () => {
    const { cache } = cacheKit();
    pullAll(cache, [rowOf(1), rowOf(2)]);
    const moved = { ...rowOf(1), ...pick(rowOf(9)) };
    pullAll(cache, [moved, rowOf(2)]);
    expect(cache.tickets.get(account, as<TicketKey>('01:0'))?.eventDate).toBe(rowOf(9).eventDate);
    expect(cache.tickets.count(account)).toBe(2);
    expect(cache.tickets.count(account, rowOf(9).eventId)).toBe(1);
  });
});

function pick({ eventId, eventName, eventDate, eventDateMs }: TicketRow) {
  return { eventId, eventName, eventDate, eventDateMs };
}

describe('a ticket that was asked for by itself', () => {
  test('is met by a pass under way and not doubled', () => {
    const { cache } = cacheKit();
    const pass = cache.tickets.beginPass(account, null, 4, time(0));
    cache.tickets.storePages(account, pass, [{ rows: [rowOf(1), rowOf(2)], nextPage: 2, total: 4 }]);
    cache.tickets.storeFound(account, [rowOf(4)]);
    cache.tickets.storePages(account, pass, [{ rows: [rowOf(3), rowOf(4)], nextPage: 3, total: 4 }]);
    expect(cache.tickets.finishPass(account, pass, time(1))).toMatchObject({ settled: true, swept: 0 });
    expect(cache.tickets.count(account)).toBe(4);
    // The platform removed it: the next reading does too.
    pullAll(cache, [rowOf(1), rowOf(2), rowOf(3)]);
    expect(cache.tickets.count(account)).toBe(3);
  });

  test('is not removed by a pass that began above it, and is by the next one if it is gone', () => {
    const { cache } = cacheKit();
    const pass = cache.tickets.beginPass(account, null, 2, time(0));
    cache.tickets.storePages(account, pass, [{ rows: [rowOf(1), rowOf(2)], nextPage: 2, total: 2 }]);
    cache.tickets.storeFound(account, [rowOf(9)]);
    expect(cache.tickets.finishPass(account, pass, time(1))).toMatchObject({ settled: true, swept: 0 });
    expect(cache.tickets.count(account)).toBe(3);
    pullAll(cache, [rowOf(1), rowOf(2)]);
    expect(cache.tickets.count(account)).toBe(2);
  });

  test('is brought up to date where it was known', () => {
    const { cache } = cacheKit();
    pullAll(cache, [rowOf(1)]);
    cache.tickets.storeFound(account, [{ ...rowOf(1), promoCode: 'NEW' }]);
    expect(cache.tickets.get(account, as<TicketKey>('01:0'))?.promoCode).toBe('NEW');
    expect(cache.tickets.count(account)).toBe(1);
  });
});

describe('a poll', () => {
  test('keeps an identity as often as it shows, and says whether it reached what is known', () => {
    const { cache } = cacheKit();
    expect(cache.tickets.storeNewest(account, [])).toEqual({ added: 0, changed: 0, unchanged: 0, reachedKnown: false });
    expect(cache.tickets.storeNewest(account, [rowOf(1), rowOf(1)])).toMatchObject({ added: 2, reachedKnown: false });
    expect(cache.tickets.allKnown(account, [rowOf(1), rowOf(1)])).toBe(true);
    expect(cache.tickets.allKnown(account, [rowOf(1), rowOf(1), rowOf(1)])).toBe(false);
    expect(cache.tickets.storeNewest(account, [rowOf(1)])).toMatchObject({ unchanged: 1, reachedKnown: true });
    expect(cache.tickets.storeNewest(account, [rowOf(2), rowOf(1), rowOf(1), rowOf(1)])).toMatchObject({ added: 2 });
    expect(held(cache)).toEqual(
      new Map([
        ['01', 3],
        ['02', 1],
      ]),
    );
  });
});
