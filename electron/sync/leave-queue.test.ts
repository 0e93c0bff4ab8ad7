import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountId } from '../ledger/test-ledger.ts';
import { assertNoDoubt, leaveQueue } from './leave-queue.ts';
import { TestLine } from './test-line.fixture.ts';

let it: TestLine;
beforeEach(() => {
  it = new TestLine();
});
afterEach(() => it.remove());

const stateOf = (id: ReturnType<TestLine['sell']>) => it.ledger.sales.get(id)?.queueState;

test('where the platform cannot be asked any more a person decides, and what was not sent is taken back', async () => {
  const lost = it.sell();
  await it.push('lost_after');
  const waiting = it.sell();
  const { queue } = it.ledger;
  expect(() => assertNoDoubt(queue, accountId, true)).toThrow('queue_open');
  assertNoDoubt(queue, accountId, false);
  leaveQueue(queue, accountId, it.it.act());
  it.ledger.accounts.remove(accountId, it.it.act().now);
  expect([stateOf(lost), stateOf(waiting)]).toEqual(['needs_person', 'cancelled']);
  expect(queue.counts()).toMatchObject({ waiting: 0, needsPerson: 1 });
});

test('what is under way at the moment stands in the way always', () => {
  it.sell();
  it.ledger.queue.claim(accountId, it.it.act());
  expect(() => assertNoDoubt(it.ledger.queue, accountId, false)).toThrow('queue_open');
});
