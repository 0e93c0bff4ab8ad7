import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Order } from '../../shared/domain/orders.ts';
import { as, type OrderId } from '../../shared/ids.ts';
import { accountId, aSale } from '../ledger/test-ledger.ts';
import { localTime, secondReading } from '../platforms/ozora/local-time.ts';
import type { OrderDraft, Platform } from '../platforms/platform.ts';
import { failure } from '../platforms/platform-error.ts';
import { pushDue } from './push.ts';
import { reconcileDue } from './reconcile.ts';
import { TestLine } from './test-line.fixture.ts';

/* O.Z.O.R.A. gives local times without a zone: in the hour that comes twice they are read as its first coming. */

const clockInBudapest = new Intl.DateTimeFormat('sv-SE', {
  ...{ timeZone: 'Europe/Budapest', dateStyle: 'short', timeStyle: 'medium' },
});

let it: TestLine;
let made: Order[];
let writes: number;
beforeEach(() => {
  made = [];
  writes = 0;
  const platform = {
    system: 'ozora',
    accountId,
    capabilities: new Set(['orders.create', 'ticket_payments']),
    budget: () => ({ remaining: null, pullWaitsUntilMs: null }),
    createOrder: async (draft: OrderDraft) => {
      writes += 1;
      made.push(orderOf(draft));
      throw failure('timeout', 'no answer in time', { outcome: 'unknown', retryable: true });
    },
    ordersOfTicket: async () => made,
    otherReading: secondReading,
  };
  it = new TestLine({ platform: platform as unknown as Platform });
});
afterEach(() => it.remove());

/** The transaction as the platform would list it. */
function orderOf({ items }: OrderDraft): Order {
  const { iso, ms } = localTime(clockInBudapest.format(it.it.nowMs), 'created_at');
  return {
    ...{ accountId, id: as<OrderId>(`TR${made.length}`), number: `TR${made.length}`, publicToken: '' },
    ...{ status: 'awaiting_payment', platformStatus: { id: 'started', name: '' }, total: aSale().total },
    ...{ createdAt: iso, createdAtMs: ms, contact: null, items, paymentLink: null },
  };
}

async function startPaymentAt(utc: string): Promise<string | undefined> {
  it.it.nowMs = Date.parse(utc);
  const plain = aSale();
  const ref = { kind: 'ticket_payment', ticketId: 42, code: 'card' } as const;
  const items = plain.items.map((item) => ({ ...item, ref }));
  const { id } = it.ledger.sales.create({ ...plain, items }, it.it.act());
  await pushDue(it.line);
  for (let n = 0; n < 100 && it.ledger.queue.counts().waiting > 0; n += 1) {
    it.pass(3_000);
    await reconcileDue(it.line);
    await pushDue(it.line);
  }
  return it.ledger.sales.get(id)?.queueState;
}

test.each([
  ['on any other night', '2026-10-24T00:30:00Z', 'confirmed'],
  ['in the hour before it comes again', '2026-10-25T00:30:00Z', 'confirmed'],
  ['in the hour that comes again, which may be either: a person looks', '2026-10-25T01:30:00Z', 'needs_person'],
  ['in the hour after', '2026-10-25T02:30:00Z', 'confirmed'],
  ['in the night that leaves an hour out', '2026-03-29T01:30:00Z', 'confirmed'],
])('a payment whose answer was lost %s is not started twice', async (_name, utc, state) => {
  expect(await startPaymentAt(utc)).toBe(state);
  expect(writes).toBe(1);
});
