import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RateBudget } from './budget.ts';
import type { Priority } from './platform.ts';
import { failure, PlatformError } from './platform-error.ts';
import type { RateLimits } from './rate-headers.ts';
import { VirtualClock } from './virtual-clock.ts';

const endpoint = 'GET /x';

/** A limiter as Laravel's: a fixed window from the first hit, 429 without counting, `Retry-After` in whole seconds. */
class FakePlatform {
  readonly served: { at: number; what: string }[] = [];
  refused = 0;
  #opened = Number.NEGATIVE_INFINITY;
  #used = 0;

  readonly #clock: VirtualClock;
  readonly #limit: number;
  readonly #latencyMs: number;
  readonly #wholeSeconds: boolean;

  constructor(clock: VirtualClock, options: { limit?: number; latencyMs?: number; wholeSeconds?: boolean } = {}) {
    this.#clock = clock;
    this.#limit = options.limit ?? 60;
    this.#latencyMs = options.latencyMs ?? 80;
    this.#wholeSeconds = options.wholeSeconds ?? false;
  }

  /** Somebody else's request with the same key. */
  hit(what: string): { limits: RateLimits; refused: boolean; retryAfterMs: number } {
    const now = this.#clock.now();
    if (now >= this.#opened + 60_000) {
      this.#opened = this.#wholeSeconds ? Math.floor(now / 1000) * 1000 : now;
      this.#used = 0;
    }
    const refused = this.#used >= this.#limit;
    const retryAfterMs = Math.ceil((this.#opened + 60_000 - now) / 1000) * 1000;
    if (refused && what !== 'other') this.refused += 1;
    if (!refused) {
      this.#used += 1;
      this.served.push({ at: now, what });
    }
    return {
      limits: { limit: this.#limit, remaining: this.#limit - this.#used, resetInMs: null },
      refused,
      retryAfterMs,
    };
  }

  async answer(what: string): Promise<{ limits: RateLimits }> {
    await this.#clock.sleep(this.#latencyMs / 2);
    const { limits, refused, retryAfterMs } = this.hit(what);
    await this.#clock.sleep(this.#latencyMs / 2);
    if (refused) {
      throw failure('rate_limited', 'Too Many Attempts.', { outcome: 'not_sent', limits, endpoint, retryAfterMs });
    }
    return { limits };
  }
}

function world(options: ConstructorParameters<typeof FakePlatform>[1] = {}) {
  const clock = new VirtualClock();
  const platform = new FakePlatform(clock, options);
  const budget = new RateBudget({ clock });
  const ask = (priority: Priority, what: string = priority) => budget.run({ priority }, () => platform.answer(what));
  return { clock, platform, budget, ask };
}

async function pull(
  ask: (priority: Priority) => Promise<unknown>,
  requests: number,
  concurrency: number,
): Promise<void> {
  let left = requests;
  await ask('pull');
  left -= 1;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await ask('pull');
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

test('a pull keeps the limit’s own pace: never refused, at most 1.05 times the bound', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 61, max: 900 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 5, max: 300 }),
      fc.boolean(),
      async (requests, concurrency, latencyMs, wholeSeconds) => {
        const { clock, platform, ask } = world({ latencyMs, wholeSeconds });
        const startedAt = clock.now();
        await clock.runUntil(pull(ask, requests, concurrency));
        const took = clock.now() - startedAt;
        expect(platform.refused).toBe(0);
        expect(platform.served).toHaveLength(requests);
        // The limit's own pace is one a second. What is kept for a sale that may be made any moment goes to the pull as the window goes by.
        expect(took / (requests * 1000)).toBeLessThanOrEqual(1.05);
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

test('the first paid signal of a sale made in the middle of a pull does not wait for the next window', async () => {
  const { clock, ask } = world();
  const waits: number[] = [];
  let done = false;
  const signals = async (): Promise<void> => {
    await clock.sleep(12_000);
    for (let round = 0; round < 12 && !done; round += 1) {
      const askedAt = clock.now();
      await ask('signals');
      await ask('signals');
      waits.push(clock.now() - askedAt);
      await clock.sleep(3_500);
    }
  };
  const pulling = pull(ask, 200, 4).then(() => {
    done = true;
  });
  await clock.runUntil(Promise.all([pulling, signals()]));
  expect(waits.length).toBe(12);
  expect(Math.max(...waits)).toBeLessThan(1_500);
});

test('staff find room in every window in which a pull runs, and wait for no pull', async () => {
  const { clock, ask } = world();
  const waits: number[] = [];
  let done = false;
  const staff = async (): Promise<void> => {
    while (!done) {
      await clock.sleep(16_000);
      const askedAt = clock.now();
      await ask('staff');
      waits.push(clock.now() - askedAt);
    }
  };
  const pulling = pull(ask, 300, 3).then(() => {
    done = true;
  });
  await clock.runUntil(Promise.all([pulling, staff()]));
  expect(waits.length).toBeGreaterThan(10);
  // The answer itself takes 80 ms; only in a window's last moments may it take longer.
  expect(waits.filter((ms) => ms > 80)).toEqual([]);
});

test('paid signals every five seconds keep their rhythm beside a pull', async () => {
  const { clock, platform, ask } = world();
  const gaps: number[] = [];
  let done = false;
  const signals = async (): Promise<void> => {
    let last = clock.now();
    while (!done) {
      await clock.sleep(5_000);
      await ask('signals');
      gaps.push(clock.now() - last);
      last = clock.now();
    }
  };
  const watching = signals();
  const pulling = clock
    .sleep(25_000)
    .then(() => pull(ask, 240, 3))
    .then(() => {
      done = true;
    });
  await clock.runUntil(Promise.all([pulling, watching]));
  expect(platform.refused).toBe(0);
  expect(Math.max(...gaps)).toBeLessThan(7_000);
});

test('guests opened one after another starve neither a sale nor its paid signals', async () => {
  const { clock, platform, ask } = world();
  const waits: number[] = [];
  let done = false;
  const guests = async (): Promise<void> => {
    while (!done) {
      for (let request = 0; request < 6; request += 1) void ask('aside');
      await clock.sleep(4_000);
    }
  };
  const till = async (): Promise<void> => {
    await clock.sleep(20_000);
    for (let round = 0; round < 40; round += 1) {
      const askedAt = clock.now();
      // A sale now and then, and the two lists of its Pay screen.
      if (round % 10 === 0) await ask('staff');
      await Promise.all([ask('signals'), ask('signals')]);
      waits.push(clock.now() - askedAt);
      await clock.sleep(3_500);
    }
    done = true;
  };
  await clock.runUntil(Promise.all([guests(), till()]));
  expect(platform.refused).toBe(0);
  expect(Math.max(...waits)).toBeLessThan(1_500);
});

test('whoever else uses the key: nothing is lost, staff still come first, and 429 stays inside', async () => {
  const { clock, platform, ask } = world();
  let done = false;
  const others = async (): Promise<void> => {
    while (!done) {
      await clock.sleep(2_300);
      for (let each = 0; each < 2; each += 1) platform.hit('other');
    }
  };
  const pulling = pull(ask, 200, 3).then(() => {
    done = true;
  });
  await clock.runUntil(Promise.all([pulling, others()]));
  expect(platform.served.filter(({ what }) => what === 'pull')).toHaveLength(200);
  // Two in 2.3 s leave us 8 of 60: without watching the headers most of our requests would be refused.
  expect(platform.refused).toBeLessThan(60);
});

test('strict order between priorities, first come first served within', async () => {
  const { clock, platform, budget, ask } = world({ limit: 1 });
  await clock.runUntil(ask('pull', 'first'));
  const mixed = ['pull 1', 'aside 1', 'signals 1', 'pull 2', 'staff 1', 'aside 2', 'signals 2', 'staff 2'] as const;
  const waiting = mixed.map((what) =>
    budget.run({ priority: what.split(' ')[0] as Priority }, () => platform.answer(what), 600_000),
  );
  await clock.runUntil(Promise.all(waiting));
  expect(platform.served.map(({ what }) => what)).toEqual([
    'first',
    'staff 1',
    'staff 2',
    'signals 1',
    'signals 2',
    'aside 1',
    'aside 2',
    'pull 1',
    'pull 2',
  ]);
});

test('a 429 never surfaces for pull and signals, and one that comes back keeps its place', async () => {
  const { clock, platform, ask } = world();
  await clock.runUntil(ask('pull'));
  for (let each = 0; each < 59; each += 1) platform.hit('other');
  await clock.runUntil(Promise.all([ask('pull', 'a'), ask('signals', 'b'), ask('pull', 'c')]));
  expect(platform.served.slice(60).map(({ what }) => what)).toEqual(['b', 'a', 'c']);
  expect(platform.refused).toBeGreaterThan(0);
});

test('staff are told when it would take longer than they can wait', async () => {
  const clock = new VirtualClock();
  const budget = new RateBudget({ clock, limit: 1, staffWaitMs: 20_000 });
  const platform = new FakePlatform(clock, { limit: 1 });
  await clock.runUntil(budget.run({ priority: 'staff' }, () => platform.answer('first')));
  const second = budget.run({ priority: 'staff' }, () => platform.answer('second'));
  await expect(clock.runUntil(second)).rejects.toMatchObject({
    problem: { code: 'rate_limited', retryable: true, retryAfterMs: expect.any(Number) },
    outcome: 'not_sent',
  });
  expect(platform.served).toHaveLength(1);
});

test('stopping while waiting leaves the line and sends nothing', async () => {
  const { clock, platform, budget, ask } = world({ limit: 1 });
  await clock.runUntil(ask('pull'));
  const stop = new AbortController();
  const stopped = budget.run({ priority: 'pull', signal: stop.signal }, () => platform.answer('stopped'));
  const next = ask('pull', 'next');
  stop.abort();
  await expect(stopped).rejects.toMatchObject({ problem: { code: 'timeout' }, outcome: 'not_sent' });
  await clock.runUntil(next);
  expect(platform.served.map(({ what }) => what)).toEqual(['pull', 'next']);
  await expect(
    budget.run({ priority: 'pull', signal: stop.signal }, () => platform.answer('x')),
  ).rejects.toBeInstanceOf(PlatformError);
});

test('without a limit everything goes at once, as many as may run together', async () => {
  const clock = new VirtualClock();
  const budget = new RateBudget({ clock, concurrency: 4 });
  let running = 0;
  let most = 0;
  const send = async () => {
    running += 1;
    most = Math.max(most, running);
    await clock.sleep(10);
    running -= 1;
    return { limits: null };
  };
  await clock.runUntil(Promise.all(Array.from({ length: 41 }, () => budget.run({ priority: 'pull' }, send))));
  expect(most).toBe(4);
  expect(budget.report()).toMatchObject({ limit: null, remaining: null, waiting: null });
});

test('the report says why and until when it waits', async () => {
  const { clock, budget, ask } = world({ limit: 1 });
  await clock.runUntil(ask('pull'));
  const waiting = ask('pull');
  const { waiting: why, queued, limit, remaining } = budget.report();
  expect({ limit, remaining, queued }).toMatchObject({
    limit: 1,
    remaining: 0,
    queued: { signals: 0, aside: 0, pull: 1 },
  });
  expect(why?.reason).toBe('rate_limit');
  expect((why?.untilMs ?? 0) - clock.now()).toBeGreaterThan(59_000);
  await clock.runUntil(waiting);
  expect(budget.report().waiting).toBeNull();
});

test('errors other than 429 go through and free their place', async () => {
  const { clock, budget, ask } = world();
  await clock.runUntil(ask('pull'));
  for (const error of [
    failure('timeout', 'x', { outcome: 'unknown' }),
    failure('offline', 'x', { outcome: 'not_sent' }),
    failure('not_found', 'x', { outcome: 'refused', limits: { limit: 60, remaining: 40, resetInMs: null } }),
    new Error('a mapping broke'),
  ]) {
    await expect(budget.run({ priority: 'staff' }, () => Promise.reject(error))).rejects.toBe(error);
  }
  expect(budget.report()).toMatchObject({
    limit: 60,
    remaining: 39,
    queued: { staff: 0, signals: 0, aside: 0, pull: 0 },
  });
});
