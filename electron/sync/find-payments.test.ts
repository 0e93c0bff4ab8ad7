import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayInZone } from '../../shared/time.ts';
import type { OrderDraft } from '../platforms/platform.ts';
import { findPaymentsOfRefunds } from './find-payments.ts';
import { pollRefundRequests, readAllOrders } from './pull-orders.ts';
import { TestLine } from './test-line.fixture.ts';

let it: TestLine;
/** First and last day and page of each question for payments. */
let asked: string[];
beforeEach(() => {
  it = new TestLine();
  it.fake.perPage = 2;
  asked = [];
  const { platform } = it.line;
  platform.payments = async ({ page, fromDay, toDay }) => {
    asked.push(`${fromDay ?? ''}..${toDay ?? ''} ${page}`);
    const all = it.fake.payments
      .filter(
        ({ createdAtMs }) => dayInZone(createdAtMs) >= (fromDay ?? '') && dayInZone(createdAtMs) <= (toDay ?? '9'),
      )
      .toReversed();
    const rows = all.slice((page - 1) * 2, page * 2);
    return { rows, setAside: [], total: all.length, pages: Math.max(1, Math.ceil(all.length / 2)), page };
  };
});
afterEach(() => it.remove());

const customer = { name: 'Ana', email: '', phone: '' };
const draft = {
  currency: 'RSD',
  customer,
  items: [{ unitPrice: { minor: 100, currency: 'RSD' }, quantity: 1 }],
} as unknown as OrderDraft;

/** One payment a day for so many days, then two months of nothing; all of it is then read. */
async function history(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    it.pass(86_400_000);
    it.fake.pay(it.fake.create(draft).id);
  }
  it.pass(60 * 86_400_000);
  await readAllOrders(it.line, false);
  asked = [];
}

async function round(): Promise<number> {
  asked = [];
  await findPaymentsOfRefunds(it.line);
  return asked.length;
}

function askBack(n: number): void {
  const payment = it.fake.payments[n];
  if (payment === undefined) throw new Error('no payment');
  it.fake.request(payment.id);
}

const missing = () => it.line.context.cache().orders.missingPayments(it.line.account.id);

test('nothing is asked for while no refund names a payment that is not here', async () => {
  await history(4);
  expect(await round()).toBe(0);
});

test('older payments are read as far back as a refund needs, and no page twice', async () => {
  await history(9);
  askBack(5);
  await pollRefundRequests(it.line, 'all');
  expect(missing()).toHaveLength(1);
  expect(await round()).toBe(2);
  expect(missing()).toEqual([]);
  expect(it.told).toContain('refunds.changed');
  expect(await round()).toBe(0);
  askBack(0);
  await pollRefundRequests(it.line, 'all');
  expect(await round()).toBe(3);
  expect(missing()).toEqual([]);
});

test('a long history is read some pages at a time, and a payment that is in none of them is looked for once', async () => {
  await history(40);
  askBack(0);
  const [gone] = it.fake.payments.splice(0, 1);
  expect(gone).toBeDefined();
  await pollRefundRequests(it.line, 'all');
  expect(await round()).toBe(10);
  while ((await round()) > 0) expect(asked.length).toBeLessThanOrEqual(10);
  expect(missing()).toHaveLength(1);
  expect(await round()).toBe(0);
});
