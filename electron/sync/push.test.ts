import { afterEach, beforeEach, expect, test } from 'vitest';
import type { QueueEntry } from '../../shared/domain/acts.ts';
import { accountId, aSale } from '../ledger/test-ledger.ts';
import { pushDue } from './push.ts';
import { recoverStranded } from './queue-moves.ts';
import { reconcileDue } from './reconcile.ts';
import { TestLine } from './test-line.fixture.ts';

let it: TestLine;
beforeEach(() => {
  it = new TestLine();
});
afterEach(() => it.remove());

const sell = (name: string) => it.ledger.sales.create(aSale({ name }), it.it.act());
const sentNames = () => it.fake.made.map(({ draft }) => draft.customer.name.split(' ')[0]);
const states = () => it.ledger.sales.recent(10).map(({ queueState }) => queueState);

test('sales reach the platform in the order in which they were made, also after the way was closed for a while', async () => {
  sell('first');
  it.pass(5);
  sell('second');
  it.fake.fates = ['not_sent'];
  const round = await pushDue(it.line);
  expect(round).toMatchObject({ sent: 0, stopped: { code: 'offline' } });
  sell('third');
  await pushDue(it.line);
  expect(sentNames()).toEqual(['first', 'second', 'third']);
});

test('one that is in doubt holds up nobody, and one that is refused neither', async () => {
  for (const name of ['lost', 'refused', 'good']) sell(name);
  it.fake.fates = ['lost_after', 'refused', 'ok'];
  expect(await pushDue(it.line)).toEqual({ sent: 3, stopped: null });
  expect(states()).toEqual(expect.arrayContaining(['unknown', 'rejected', 'confirmed']));
});

test('a pile of doubts holds up no sale: one is looked for at a time, the longest due first', async () => {
  for (const name of ['a', 'b', 'c']) sell(name);
  it.fake.fates = ['lost_after', 'lost_after', 'lost_after'];
  await pushDue(it.line);
  it.pass(5_000);
  expect(await reconcileDue(it.line, 1)).toBe(1);
  expect(states().filter((state) => state === 'unknown')).toHaveLength(2);
  expect(await reconcileDue(it.line, 1)).toBe(1);
  expect(await reconcileDue(it.line)).toBe(1);
  expect(states()).toEqual(['confirmed', 'confirmed', 'confirmed']);
});

test('a refusal keeps the platform’s own sentence', async () => {
  const { id } = sell('refused');
  it.fake.fates = ['refused'];
  await pushDue(it.line);
  expect(it.ledger.sales.get(id)?.attempts.at(-1)).toMatchObject({
    outcome: 'rejected',
    note: 'The total is invalid.',
  });
});

test('what cannot be written down after it was sent is in doubt, and never sent again unseen', async () => {
  const { id } = sell('full disk');
  const { queue } = it.ledger;
  const move = queue.move;
  const full = Object.assign(queue, {
    move: () => {
      throw new Error('database or disk is full');
    },
  });
  await expect(pushDue(it.line)).rejects.toThrow('full');
  Object.assign(full, { move });
  expect(it.ledger.sales.get(id)?.queueState).toBe('sending');
  recoverStranded(it.line);
  expect(it.ledger.sales.get(id)).toMatchObject({ queueState: 'unknown' });
  await pushDue(it.line);
  expect(it.fake.made).toHaveLength(1);
});

test('a queued sale can be cancelled until it is taken, and two claims never take the same', () => {
  const { id } = sell('cancelled');
  const { queue } = it.ledger;
  const first = queue.claim(accountId, it.it.act());
  const taken = (entry: QueueEntry | null) => entry?.kind === 'sale' && entry.sale.id;
  expect(taken(first)).toBe(id);
  expect(queue.claim(accountId, it.it.act())).toBeNull();
  expect(queue.move({ kind: 'sale', id }, 'queued', 'cancelled', {}, it.it.act())).toBe(false);
});

test('an order made here is dated by the platform’s clock', async () => {
  it.setClock(86_400_000);
  const { id } = sell('a day ahead');
  await pushDue(it.line);
  const orderId = it.ledger.sales.get(id)?.orderId;
  const order = orderId ? it.line.context.cache().orders.order(accountId, orderId) : null;
  expect(Math.abs((order?.createdAtMs ?? 0) - it.fake.now())).toBeLessThan(1_000);
  expect(it.ledger.sales.get(id)?.attempts[0]).toMatchObject({ outcome: 'sent', note: 'clock -86400000 ±600' });
});

test('a sale that is refused calls somebody unless somebody looks at it, and no longer than they can be taken to', async () => {
  const calling = () => it.ledger.queue.refusals().map((entry) => entry.kind === 'sale' && entry.sale.customer.name);
  const lookAt = (name: string) => {
    it.line.memory.watched = { saleId: sell(name).id, until: it.line.context.steady() + 1_000 };
  };
  lookAt('on the Pay screen');
  sell('the one before');
  await it.push('refused', 'refused');
  expect(calling()).toEqual(['the one before']);
  lookAt('left open');
  it.pass(1_000);
  await it.push('refused');
  expect(calling()).toEqual(['left open', 'the one before']);
});
