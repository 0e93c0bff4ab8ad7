import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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
  await vi.waitFor(() => expect(heard).toBeGreaterThan(100), { timeout: 8_000 });
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
