import { describe, expect, test } from 'vitest';
import type { ProblemCode } from '../../shared/errors.ts';
import { as, type EpochMs } from '../../shared/ids.ts';
import { backoffMs, usualPace } from './pace.ts';
import { pagesInGroups, pagesInOrder } from './pages.ts';
import { platformPayState } from './pay-state.ts';
import { RateMeter } from './rate-meter.ts';
import { connectivityAfter, healthAfter } from './status-board.ts';
import { Bell } from './wait.ts';

describe('what the platform says of a payment', () => {
  const at = as<EpochMs>(0);
  const approved = { status: 'approved', amount: { minor: 100, currency: 'RSD' }, createdAtMs: at };
  const failed = { ...approved, status: 'failed' };
  const refund = { ...approved, amount: { minor: -100, currency: 'RSD' } };
  test.each([
    ['new order', 'awaiting_payment', [], false, 'awaiting_payment'],
    ['a failed payment may be tried again', 'awaiting_payment', [failed], false, 'declined'],
    ['failed, then approved', 'awaiting_payment', [failed, approved], false, 'paid'],
    ['a status that only paid orders have', 'completed', [], false, 'paid'],
    ['money that went back is no payment', 'awaiting_payment', [refund], false, 'awaiting_payment'],
    ['cancelled without a payment', 'cancelled', [failed], false, 'expired'],
    ['cancelled at this door', 'cancelled', [], true, 'cancelled'],
    ['paid and given back, the payment no longer shown as approved', 'refunded', [], false, 'cancelled'],
    ['an order that has failed is declined for good', 'failed', [], false, 'declined'],
    ['paid and then cancelled', 'cancelled', [approved, refund], false, 'cancelled'],
  ] as const)('%s', (_name, status, payments, cancelledHere, expected) => {
    expect(platformPayState({ status }, payments, cancelledHere)).toBe(expected);
  });
});

test('connectivity is judged by answers', () => {
  const failed = (code: ProblemCode) => connectivityAfter({ code, message: '', retryable: false });
  expect(connectivityAfter(null)).toBe('online');
  // One request without an answer proves nothing: the heartbeat is asked.
  expect(failed('offline')).toBe(null);
  expect(failed('timeout')).toBe(null);
  // Our own budget, and a call that is not offered, are nobody's answer.
  expect(failed('rate_limited')).toBe(null);
  expect(failed('capability_missing')).toBe(null);
  expect(failed('not_json')).toBe('portal');
  expect(failed('key_refused')).toBe('online');
  expect(failed('server_error')).toBe('online');
  expect(healthAfter({ code: 'key_refused', message: '', retryable: false })).toBe('key_refused');
  expect(healthAfter({ code: 'offline', message: '', retryable: false })).toBe(null);
});

test('the rate evens out the bursts of a rate limit', () => {
  const meter = new RateMeter();
  let done = 0;
  for (let minute = 0; minute < 10; minute += 1) {
    for (let page = 0; page < 60; page += 1) {
      done += 50;
      meter.note(done, minute * 60_000 + page * 100);
    }
  }
  const now = 10 * 60_000;
  expect(meter.rate(now)).toBeGreaterThan(45);
  expect(meter.rate(now)).toBeLessThan(55);
  expect(meter.left(done + 3000, now)).toBeGreaterThan(54_000);
  expect(meter.left(done + 3000, now)).toBeLessThan(66_000);
  expect(meter.rate(now + 120_000)).toBe(0);
});

test('pages come in order, several under way, and the last page may move', async () => {
  let flying = 0;
  let most = 0;
  const seen: number[] = [];
  const fetchPage = async (page: number): Promise<{ pages: number; page: number }> => {
    flying += 1;
    most = Math.max(most, flying);
    await new Promise((resolve) => setTimeout(resolve, (7 * page) % 5));
    flying -= 1;
    return { page, pages: page < 5 ? 8 : 9 };
  };
  for await (const { page, answer } of pagesInOrder(fetchPage, { from: 1, depth: 3 })) {
    expect(answer.page).toBe(page);
    seen.push(page);
  }
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(most).toBe(3);
});

test('a page that fails ends the reading after the pages before it', async () => {
  const seen: number[] = [];
  const fetchPage = (page: number): Promise<{ pages: number }> =>
    page === 3 ? Promise.reject(new Error('cut')) : Promise.resolve({ pages: 5 });
  await expect(async () => {
    for await (const { page } of pagesInOrder(fetchPage, { from: 1, depth: 4 })) seen.push(page);
  }).rejects.toThrow('cut');
  expect(seen).toEqual([1, 2]);
});

describe('pages in groups', () => {
  const between = (): boolean => false;
  const at = (group: readonly { readonly page: number }[]): number[] => group.map(({ page }) => page);

  test('are those that are here, and none waits for one that is not', async () => {
    const late = Promise.withResolvers<{ pages: number }>();
    const groups: number[][] = [];
    const fetchPage = (page: number): Promise<{ pages: number }> =>
      page === 9 ? late.promise : Promise.resolve({ pages: 12 });
    for await (const group of pagesInGroups(fetchPage, { from: 1, depth: 5, between })) {
      groups.push(at(group));
      // Nobody sends page 9 before the ones in front of it are stored.
      if (group.at(-1)?.page === 8) late.resolve({ pages: 12 });
    }
    expect(groups.flat()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(Math.max(...groups.map((group) => group.length))).toBeGreaterThan(2);
  });

  test('grow while they are quick to store, and shrink to one page where that takes its time', async () => {
    const sizes: number[] = [];
    const fetchPage = (): Promise<{ pages: number }> => Promise.resolve({ pages: 40 });
    for await (const group of pagesInGroups(fetchPage, { from: 1, depth: 6, between })) {
      sizes.push(group.length);
      const slow = (group.at(-1)?.page ?? 0) > 20;
      for (const begun = performance.now(); slow && performance.now() - begun < 20 * group.length; );
    }
    expect(sizes[0]).toBe(1);
    expect(Math.max(...sizes)).toBeGreaterThan(4);
    expect(sizes.slice(-4)).toEqual([1, 1, 1, 1]);
  });

  test('leave a turn to what is done between them', async () => {
    let others = 0;
    const fetchPage = (): Promise<{ pages: number }> => Promise.resolve({ pages: 3 });
    const carry = (): boolean => {
      // Whatever else waits comes between that work and the next group.
      setTimeout(() => setImmediate(() => (others += 1)), 0);
      for (const begun = performance.now(); performance.now() - begun < 3; );
      return true;
    };
    const seen: number[] = [];
    for await (const group of pagesInGroups(fetchPage, { from: 1, depth: 1, between: carry })) {
      seen.push(...at(group));
      expect(others).toBeGreaterThan(0);
    }
    expect(seen).toEqual([1, 2, 3]);
  });

  test('end with the platform, and at an error after the pages before it', async () => {
    const seen: number[] = [];
    const shrinks = (page: number): Promise<{ pages: number }> => Promise.resolve({ pages: page < 4 ? 20 : 5 });
    for await (const group of pagesInGroups(shrinks, { from: 2, depth: 6, between })) seen.push(...at(group));
    expect(seen).toEqual([2, 3, 4, 5]);
    const fails = (page: number): Promise<{ pages: number }> =>
      page === 6 ? Promise.reject(new Error('cut')) : Promise.resolve({ pages: 9 });
    const before: number[] = [];
    await expect(async () => {
      for await (const group of pagesInGroups(fails, { from: 1, depth: 4, between })) before.push(...at(group));
    }).rejects.toThrow('cut');
    expect(before).toEqual([1, 2, 3, 4, 5]);
  });
});

test('waiting doubles up to a minute', () => {
  expect([1, 2, 3, 6, 60].map((n) => backoffMs(usualPace, n))).toEqual([2_000, 4_000, 8_000, 60_000, 60_000]);
});

test('a bell that rang before the wait ends it at once', async () => {
  const bell = new Bell();
  const { signal } = new AbortController();
  bell.ring();
  expect(await bell.wait(10_000, signal)).toBe(true);
  setTimeout(() => bell.ring(), 5);
  expect(await bell.wait(10_000, signal)).toBe(true);
  expect(await bell.wait(1, signal)).toBe(false);
});
