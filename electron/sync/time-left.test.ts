import { expect, test } from 'vitest';
import { RateBudget } from '../platforms/budget.ts';
import type { RateLimits } from '../platforms/rate-headers.ts';
import { VirtualClock } from '../platforms/virtual-clock.ts';
import { TimeLeft } from './time-left.ts';

const perPage = 50;
const windowMs = 60_000;

/** A platform's limiter: a fixed window of a minute, headers on every answer. */
class Limiter {
  readonly #clock: VirtualClock;
  #openedAt = 0;
  #used = 0;
  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }
  take(): RateLimits {
    const now = this.#clock.now();
    if (now >= this.#openedAt + windowMs) {
      this.#openedAt = now;
      this.#used = 0;
    }
    this.#used += 1;
    return { limit: 60, remaining: Math.max(0, 60 - this.#used), resetInMs: null };
  }
}

/** Pulls `tickets` through the real rate budget, with others taking `foreign` requests a minute; notes what was told on the way. */
async function pull(
  tickets: number,
  foreign: number,
): Promise<{ readonly told: readonly [number, number][]; readonly endMs: number }> {
  const clock = new VirtualClock();
  const limiter = new Limiter(clock);
  const budget = new RateBudget({ clock });
  const left = new TimeLeft(clock.now());
  const told: [number, number][] = [];
  let pulling = true;
  const others = async (): Promise<void> => {
    while (pulling && foreign > 0) {
      limiter.take();
      await clock.sleep(windowMs / foreign);
    }
  };
  const all = async (): Promise<void> => {
    let rows = 0;
    while (rows < tickets) {
      await budget.run({ priority: 'pull' }, async () => {
        await clock.sleep(80);
        return { limits: limiter.take() };
      });
      rows += perPage;
      left.page(perPage, clock.now());
      const ms = left.leftMs(tickets - rows, budget.report().limit, clock.now());
      if (ms !== null) told.push([clock.now(), ms]);
    }
    pulling = false;
  };
  const done = all();
  void others();
  await clock.runUntil(done);
  return { told, endMs: clock.now() };
}

/** How far the told time was off, as a share of what was really left, while more than `atLeastMs` were. */
function worst(told: readonly [number, number][], endMs: number, atLeastMs: number): number {
  const off = told
    .filter(([at]) => endMs - at >= atLeastMs)
    .map(([at, ms]) => Math.abs(ms - (endMs - at)) / (endMs - at));
  return Math.max(...off);
}

test('200,000 tickets at 60 requests a minute: the time left is right within 10% from the first page to the last ten minutes', async () => {
  const { told, endMs } = await pull(200_000, 0);
  expect(told.length).toBeGreaterThan(3_900);
  expect(worst(told, endMs, 10 * windowMs)).toBeLessThan(0.1);
  // In the last minutes the bursts of the limit show: never off by more than a window and a half.
  const off = told.map(([at, ms]) => Math.abs(ms - (endMs - at)));
  expect(Math.max(...off.slice(-600))).toBeLessThan(1.5 * windowMs);
}, 60_000);

test('with another program on the same key it is right within 10% once five windows were measured', async () => {
  const { told, endMs } = await pull(100_000, 20);
  const begun = told[0]?.[0] ?? 0;
  expect(told.length).toBeGreaterThan(1_900);
  expect(
    worst(
      told.filter(([at]) => at - begun > 5 * windowMs),
      endMs,
      15 * windowMs,
    ),
  ).toBeLessThan(0.1);
}, 60_000);

test('without a limit it goes by what was measured, and says nothing before', () => {
  const left = new TimeLeft(0);
  expect(left.leftMs(1_000, null, 0)).toBeNull();
  for (let page = 1; page <= 100; page += 1) left.page(perPage, page * 100);
  expect(left.leftMs(5_000, null, 10_000)).toBeCloseTo(10_000, -3);
  expect(left.leftMs(0, null, 10_000)).toBe(0);
});

test('the first burst is no rate: it is told once it was measured for five seconds', () => {
  const left = new TimeLeft(0);
  for (let page = 1; page <= 4; page += 1) left.page(perPage, page * 15);
  expect(left.rate(60)).toBe(0);
  expect(left.rate(10_000)).toBeCloseTo(20, 0);
});
