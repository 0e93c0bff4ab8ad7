import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeedAct } from '../../shared/domain/acts.ts';
import type { Order, OrderEvent } from '../../shared/domain/orders.ts';
import { as, type DeedId, type EpochMs, type IsoTime, type OrderId } from '../../shared/ids.ts';
import { accountId } from '../ledger/test-ledger.ts';
import type { Platform } from '../platforms/platform.ts';
import { failure } from '../platforms/platform-error.ts';
import { pushDue } from './push.ts';
import { reconcileDue } from './reconcile.ts';
import { TestLine } from './test-line.fixture.ts';

const orderId = as<OrderId>('o');
let it: TestLine;
/** What becomes of the next requests; those after them go well. */
let fates: ('lost' | 'lost_after' | 'refused')[];
let asked: number;
let history: OrderEvent[];
let waits: boolean;

function done(): void {
  const atMs = as<EpochMs>(it.it.nowMs);
  history.push({ at: as<IsoTime>(new Date(atMs).toISOString()), atMs, what: 'done', risk: 'neutral' });
  waits = false;
}

async function request(): Promise<void> {
  asked += 1;
  const fate = fates.shift();
  if (fate === 'refused') throw failure('refused', 'It is paid already.', { outcome: 'refused' });
  if (fate !== 'lost') done();
  if (fate !== undefined) throw failure('host_unreachable', 'the connection broke', { outcome: 'unknown' });
}

beforeEach(() => {
  fates = [];
  asked = 0;
  history = [];
  waits = true;
  const order = (): Order => ({
    ...{ accountId, id: orderId, number: 'N-1', publicToken: '', status: 'awaiting_payment' },
    ...{ platformStatus: { id: '', name: '' }, total: { minor: 500, currency: 'EUR' }, contact: null },
    ...{ createdAt: as<IsoTime>('2026-01-31T19:00:00Z'), createdAtMs: as<EpochMs>(0), items: null, paymentLink: null },
  });
  const words = ['done'];
  const platform = {
    system: 'vivenu',
    capabilities: new Set(['orders', 'orders.mark_paid', 'orders.mail']),
    budget: () => ({ remaining: null, pullWaitsUntilMs: null }),
    actMoments: { markPaid: words, mail: words, complete: words, invite: words },
    actsTaken: () => (waits ? ['markPaid', 'mail'] : []),
    markPaid: request,
    mailTickets: request,
    order: async () => ({ order: order(), payments: [], history: [...history] }),
  };
  it = new TestLine({ platform: platform as unknown as Platform });
});
afterEach(() => it.remove());

function write(act: DeedAct): DeedId {
  const amount = act === 'markPaid' ? { minor: 500, currency: 'EUR' } : null;
  const deed = { accountId, act, orderId, orderNumber: 'N-1', guest: 'Ana', email: null, amount };
  return it.ledger.deeds.create(deed, it.it.act()).id;
}

const stateOf = (id: DeedId) => it.ledger.deeds.get(id)?.queueState;

test('cash whose noting is lost is found in the order’s past, and asked for once', async () => {
  const id = write('markPaid');
  fates = ['lost_after'];
  await pushDue(it.line);
  expect(stateOf(id)).toBe('unknown');
  await it.settle();
  expect(stateOf(id)).toBe('confirmed');
  expect(asked).toBe(1);
});

test('what was done before the sending is not taken for it', async () => {
  done();
  waits = true;
  it.pass(60_000);
  const id = write('markPaid');
  fates = ['lost'];
  await pushDue(it.line);
  it.pass(5_000);
  await reconcileDue(it.line);
  expect(stateOf(id)).toBe('unknown');
});

test('an order that no longer waits and does not say why is for a person', async () => {
  const id = write('markPaid');
  fates = ['lost'];
  await pushDue(it.line);
  waits = false;
  await it.settle();
  expect(stateOf(id)).toBe('needs_person');
  expect(asked).toBe(1);
});

test('a mail that is nowhere to be seen is never sent again by itself', async () => {
  const id = write('mail');
  fates = ['lost'];
  await pushDue(it.line);
  await it.settle();
  expect(stateOf(id)).toBe('needs_person');
  expect(asked).toBe(1);
});

test('one that arrived late and is refused the second time is found, and not told as refused', async () => {
  const id = write('markPaid');
  fates = ['lost', 'refused'];
  await pushDue(it.line);
  while (asked < 2) {
    it.pass(2_000);
    await reconcileDue(it.line);
    await pushDue(it.line);
  }
  expect(stateOf(id)).toBe('unknown');
  done();
  await it.settle();
  expect(stateOf(id)).toBe('confirmed');
});

test('a refusal at the first sending is the answer; one after a doubt, with nothing to see, is for a person', async () => {
  fates = ['refused'];
  const first = write('markPaid');
  await pushDue(it.line);
  expect(stateOf(first)).toBe('rejected');
  fates = ['lost', 'refused'];
  const second = write('markPaid');
  await it.settle();
  expect(stateOf(second)).toBe('needs_person');
});
