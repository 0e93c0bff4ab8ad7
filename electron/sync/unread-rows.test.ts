import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountId } from '../ledger/test-ledger.ts';
import { pollRefundRequests, readAllOrders } from './pull-orders.ts';
import { Sync } from './sync.ts';
import { TestLine } from './test-line.fixture.ts';

let it: TestLine;
beforeEach(() => {
  it = new TestLine({
    change: (platform) => ({ ...platform, capabilities: new Set(['orders', 'orders.create', 'refunds']) }),
  });
});
afterEach(() => it.remove());

const shown = () => new Sync(it.line.context).status(accountId).setAside;

test('orders and refund requests that cannot be read are counted and shown, each once, until a reading finds them whole', async () => {
  for (let n = 0; n < 3; n += 1) it.sell({ email: `guest${n}@example.test` });
  await it.push();
  const [first] = it.fake.made;
  if (first) it.fake.request(it.fake.pay(first.order.id));
  it.fake.unreadable = ({ id }) => id === 'order-1' || id === 'r0';
  await readAllOrders(it.line, true);
  expect(shown()).toBe(2);
  await pollRefundRequests(it.line, 'newest');
  await readAllOrders(it.line, true);
  expect(shown()).toBe(2);
  it.fake.unreadable = () => false;
  await readAllOrders(it.line, true);
  expect(shown()).toBe(0);
});
