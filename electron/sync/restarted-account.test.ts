import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ticketRow } from '../cache/test-kit.ts';
import { ticketKey } from '../cache/ticket-rows.ts';
import { accountId, anAccount } from '../ledger/test-ledger.ts';
import type { Platform } from '../platforms/platform.ts';
import { Sync } from './sync.ts';
import { TestLine } from './test-line.fixture.ts';

let it: TestLine;
let sync: Sync;
let release: () => void;
let heard: number;

/** The platform in memory, which answers a sale when it is told to, and is only there for its queue. */
function slowPlatform(): Platform {
  const { platform } = it.fake;
  return {
    ...platform,
    capabilities: new Set(['orders.search', 'orders.create']),
    reach: async () => {
      heard += 1;
      return { sign: '404', page: false };
    },
    createOrder: async (...given) => {
      const order = await platform.createOrder(...given);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return order;
    },
  };
}

beforeEach(() => {
  heard = 0;
  it = new TestLine({ pace: { heartbeatMs: 20, heartbeatOfflineMs: 20 } });
  sync = new Sync({ ...it.line.context, steady: () => performance.now() });
});
afterEach(async () => {
  await sync.close();
  it.remove();
});

test('an account that is started anew leaves alone what its former line is still sending', async () => {
  const account = { ...anAccount(accountId), demo: false };
  const id = it.sell();
  const stateOf = () => it.ledger.sales.get(id)?.queueState;
  sync.start(account, () => slowPlatform());
  await vi.waitFor(() => expect(it.fake.made).toHaveLength(1), { timeout: 5_000 });
  const stopped = sync.stop(accountId);
  sync.start(account, () => slowPlatform());
  heard = 0;
  await vi.waitFor(() => expect(heard).toBeGreaterThan(20), { timeout: 8_000 });
  expect(stateOf()).toBe('sending');
  release();
  await stopped;
  expect(stateOf()).toBe('confirmed');
  const next = it.sell({ email: 'next@example.test' });
  sync.queueChanged(accountId);
  await vi.waitFor(() => expect(it.fake.made).toHaveLength(2), { timeout: 5_000 });
  release();
  await vi.waitFor(() => expect(it.ledger.sales.get(next)?.queueState).toBe('confirmed'), { timeout: 5_000 });
});

test('an account that is started anew does not tell again of whom its former line is still telling', async () => {
  const account = { ...anAccount(accountId), demo: false };
  const row = ticketRow({ barcode: 'EF01' });
  const key = ticketKey(row.identity, 0);
  it.line.context.cache().tickets.storeFound(accountId, [row]);
  it.ledger.admissions.admit(accountId, key, it.it.act());
  const told: string[] = [];
  const atDoor = (): Platform => ({
    ...slowPlatform(),
    capabilities: new Set(['tickets.scan']),
    scansOf: async () => [],
    uploadScans: (_event, scans) => {
      told.push(...scans.map(({ barcode }) => barcode));
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    },
  });
  sync.start(account, atDoor);
  await vi.waitFor(() => expect(told).toEqual(['EF01']), { timeout: 5_000 });
  const stopped = sync.stop(accountId);
  sync.start(account, atDoor);
  heard = 0;
  await vi.waitFor(() => expect(heard).toBeGreaterThan(20), { timeout: 8_000 });
  release();
  await stopped;
  await vi.waitFor(() => expect(it.ledger.admissions.untold(accountId)).toEqual([]), { timeout: 5_000 });
  expect(told).toEqual(['EF01']);
  // The new line tells of the next one.
  it.ledger.admissions.undo(accountId, key, it.it.act());
  sync.queueChanged(accountId);
  await vi.waitFor(() => expect(told).toEqual(['EF01', 'EF01']), { timeout: 5_000 });
  release();
});

test('whoever stops an account that is stopping waits with who stopped it first', async () => {
  const account = { ...anAccount(accountId), demo: false };
  it.sell();
  sync.start(account, () => slowPlatform());
  await vi.waitFor(() => expect(it.fake.made).toHaveLength(1), { timeout: 5_000 });
  const over: string[] = [];
  const first = sync.stop(accountId).then(() => over.push('first'));
  const second = sync.stop(accountId).then(() => over.push('second'));
  await setImmediate();
  expect(over).toEqual([]);
  release();
  await Promise.all([first, second]);
  expect(over.sort()).toEqual(['first', 'second']);
});

test('an account that runs is not started a second time, and none when all is over', async () => {
  const account = { ...anAccount(accountId), demo: false };
  sync.start(account, () => slowPlatform());
  const platform = sync.platform(accountId);
  expect(() => sync.start(account, () => slowPlatform())).toThrow('runs already');
  expect(sync.platform(accountId)).toBe(platform);
  await sync.close();
  expect(() => sync.start(account, () => slowPlatform())).toThrow('ended');
});

test('a stop leaves no timer behind', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    sync.start({ ...anAccount(accountId), demo: false }, () => slowPlatform());
    await sync.stop(accountId);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
