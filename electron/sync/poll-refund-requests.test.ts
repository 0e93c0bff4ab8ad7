import { afterEach, beforeEach, expect, test } from 'vitest';
import { as, type RefundRequestId } from '../../shared/ids.ts';
import type { RefundsBook } from '../ledger/ledger.ts';
import { accountId, anAccount, aRefund, ofOrder } from '../ledger/test-ledger.ts';
import type { OrderDraft } from '../platforms/platform.ts';
import { pollRefundRequests, type RefundReach } from './pull-orders.ts';
import { TestLine } from './test-line.fixture.ts';

let it: TestLine;
/** Pages that were asked for, in their order. */
let asked: number[];
beforeEach(() => {
  it = new TestLine();
  it.fake.perPage = 2;
  asked = [];
  const read = it.line.platform.refundRequests;
  it.line.platform.refundRequests = (request) => {
    asked.push(request.page);
    return read(request);
  };
});
afterEach(() => it.remove());

const draft: OrderDraft = {
  currency: 'RSD',
  customer: { name: 'Ana', email: '', phone: '' },
  items: [],
} as unknown as OrderDraft;

/** Five requests, of which the platform has decided on all but those at these places; the newest is the last. */
async function known(open: readonly number[]): Promise<void> {
  for (let n = 0; n < 5; n += 1) it.fake.request(it.fake.pay(it.fake.create(draft).id));
  it.fake.requests.forEach((request, n) => {
    if (!open.includes(n)) it.fake.requests[n] = { ...request, state: 'completed' };
  });
  await pollRefundRequests(it.line, 'all');
  expect(asked).toEqual([1, 2, 3]);
  asked = [];
}

test.each<[string, readonly number[], RefundReach, readonly number[]]>([
  ['a poll is one request, though an old one is still open', [0], 'newest', [1]],
  ['now and then it goes back to the oldest that is open', [0, 4], 'open', [1, 2, 3]],
  ['and no further than that', [2], 'open', [1, 2]],
  ['to none where all is decided', [], 'open', [1]],
])('%s', async (_name, open, reach, pages) => {
  await known(open);
  await pollRefundRequests(it.line, reach);
  expect(asked).toEqual(pages);
});

test('what was decided far back is seen when it is looked after', async () => {
  await known([0]);
  const [oldest] = it.fake.requests;
  if (!oldest) throw new Error('no request');
  it.fake.requests[0] = { ...oldest, state: 'completed' };
  await pollRefundRequests(it.line, 'open');
  expect(it.line.context.cache().orders.openRefundRequests(it.line.account.id)).toEqual([]);
  expect(it.told).toContain('refunds.changed');
});

test('a poll reads no more of the ledger however many refunds were made on this laptop', async () => {
  await known([0]);
  const { refunds, queue } = it.ledger;
  for (let n = 0; n < 40; n += 1) {
    const refund = refunds.create(aRefund(ofOrder(`order-${n}`)), it.it.act());
    const ref = { kind: 'refund', id: refund.id } as const;
    queue.claim(accountId, it.it.act());
    const requests = [as<RefundRequestId>(`request-${n}`)];
    queue.move(ref, 'sending', 'confirmed', { requests }, it.it.act());
  }
  let built = 0;
  const counted: RefundsBook = {
    ...refunds,
    recent: (limit) => {
      const found = refunds.recent(limit);
      built += found.length;
      return found;
    },
    standingWith: (...given) => {
      const found = refunds.standingWith(...given);
      built += found.length;
      return found;
    },
  };
  const line = { ...it.line, context: { ...it.line.context, ledger: { ...it.ledger, refunds: counted } } };
  await pollRefundRequests(line, 'newest');
  expect(built).toBe(0);
});

test('a refund whose requests were all decided against stands no longer in the way, also when only one of many shows it', async () => {
  const asks = [0, 1].map(() => it.fake.request(it.fake.pay(it.fake.create(draft).id)));
  const { refunds, queue } = it.ledger;
  const refund = refunds.create(aRefund(ofOrder('o')), it.it.act());
  queue.claim(accountId, it.it.act());
  queue.move({ kind: 'refund', id: refund.id }, 'sending', 'confirmed', { requests: asks }, it.it.act());
  await pollRefundRequests(it.line, 'all');
  expect(refunds.standing(accountId, ofOrder('o'))?.id).toBe(refund.id);
  for (const n of [0, 1]) {
    const request = it.fake.requests[n];
    if (!request) throw new Error('no request');
    it.fake.requests[n] = { ...request, state: 'rejected' };
    await pollRefundRequests(it.line, 'newest');
    expect(refunds.standing(accountId, ofOrder('o'))?.id ?? null).toBe(n === 0 ? refund.id : null);
  }
});

test('a refund whose account was removed stands until the account that is connected anew hears that it was decided against', async () => {
  const { accounts, refunds, queue } = it.ledger;
  const former = { ...anAccount(as('00000000-0000-7000-8000-000000000009')), credentialHint: '…0000' };
  accounts.add(former);
  const requests = [it.fake.request(it.fake.pay(it.fake.create(draft).id))];
  const refund = refunds.create(aRefund(ofOrder('o'), former.id), it.it.act());
  queue.claim(former.id, it.it.act());
  queue.move({ kind: 'refund', id: refund.id }, 'sending', 'confirmed', { requests }, it.it.act());
  accounts.remove(former.id, it.it.act().now);
  await pollRefundRequests(it.line, 'all');
  expect(refunds.standing(accountId, ofOrder('o'))?.id).toBe(refund.id);
  const [request] = it.fake.requests;
  if (!request) throw new Error('no request');
  it.fake.requests[0] = { ...request, state: 'rejected' };
  await pollRefundRequests(it.line, 'newest');
  expect(refunds.standing(accountId, ofOrder('o'))).toBeNull();
});
