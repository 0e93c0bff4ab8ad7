import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
/** The order's past says where each mail went. */
let tellsAddresses: boolean;

function done(email?: string): void {
  const atMs = as<EpochMs>(it.it.nowMs);
  const at = as<IsoTime>(new Date(atMs).toISOString());
  history.push({ at, atMs, what: 'done', risk: 'neutral', ...(email === undefined ? {} : { email }) });
  waits = false;
}

async function request(email?: string): Promise<void> {
  asked += 1;
  const fate = fates.shift();
  if (fate === 'refused') throw failure('refused', 'It is paid already.', { outcome: 'refused' });
  if (fate !== 'lost') done(email);
  if (fate !== undefined) throw failure('host_unreachable', 'the connection broke', { outcome: 'unknown' });
}

beforeEach(() => {
  fates = [];
  asked = 0;
  history = [];
  waits = true;
  tellsAddresses = true;
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
    markPaid: () => request(),
    mailTickets: (_id: OrderId, email: string | null) => request((tellsAddresses ? email : null) ?? undefined),
    order: async () => ({ order: order(), payments: [], history: [...history] }),
  };
  it = new TestLine({ platform: platform as unknown as Platform });
});
afterEach(() => it.remove());

function write(act: DeedAct, email: string | null = null): DeedId {
  const amount = act === 'markPaid' ? { minor: 500, currency: 'EUR' } : null;
  const deed = { accountId, act, orderId, orderNumber: 'N-1', guest: 'Ana', email, amount };
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

describe('a mail seconds after another of the same order', () => {
  async function two(first: string, second: string, fate: 'lost' | 'lost_after'): Promise<readonly unknown[]> {
    const one = write('mail', first);
    await pushDue(it.line);
    it.pass(2_000);
    const other = write('mail', second);
    fates = [fate];
    await pushDue(it.line);
    await it.settle();
    return [stateOf(one), stateOf(other), asked];
  }

  test.each([
    ['to another address', true, 'ana@example.test'],
    ['to another address, of which the platform tells nothing', false, 'ana@example.test'],
    ['to the same address', true, 'ana@exmaple.test'],
  ])('%s: the first one’s moment is not taken for it', async (_what, tells, second) => {
    tellsAddresses = tells;
    expect(await two('ana@exmaple.test', second, 'lost')).toEqual(['confirmed', 'needs_person', 2]);
  });

  test.each([
    ['to another address', true, 'Ana@example.test'],
    ['to another address, of which the platform tells nothing', false, 'ana@example.test'],
    ['to the same address', true, 'ana@exmaple.test'],
  ])('%s: its own moment is found', async (_what, tells, second) => {
    tellsAddresses = tells;
    expect(await two('ana@exmaple.test', second, 'lost_after')).toEqual(['confirmed', 'confirmed', 2]);
  });

  test('another door’s mail to another address is not taken for it', async () => {
    const id = write('mail', 'ana@example.test');
    fates = ['lost'];
    await pushDue(it.line);
    done('somebody@example.test');
    await it.settle();
    expect(stateOf(id)).toBe('needs_person');
  });
});
