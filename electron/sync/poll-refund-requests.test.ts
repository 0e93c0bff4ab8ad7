import { afterEach, beforeEach, expect, test } from 'vitest';
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
