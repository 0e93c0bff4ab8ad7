import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readDoubt } from '../../shared/domain/doubt.ts';
import type { OrderItem } from '../../shared/domain/orders.ts';
import type { Contact } from '../../shared/domain/tickets.ts';
import type { PaymentId, SaleId } from '../../shared/ids.ts';
import { accountId, aSale } from '../ledger/test-ledger.ts';
import { failure } from '../platforms/platform-error.ts';
import type { Fate } from './fake-platform.fixture.ts';
import { TestLine } from './test-line.fixture.ts';

const mila = { name: 'Mila Kovač', email: 'mila@example.test' };

let it: TestLine;
beforeEach(() => {
  it = new TestLine();
});
afterEach(() => it.remove());

/** A sale long before, by which the search is proven. */
async function proven(contact: Partial<Contact>): Promise<void> {
  it.sell(contact);
  await it.push();
  it.pass(300_000);
}
const stateOf = (id: SaleId) => it.ledger.sales.get(id)?.queueState;
const doubtOf = (id: SaleId) => readDoubt(it.ledger.sales.get(id)?.attempts.at(-1)?.note ?? '');

describe('rows that cannot be read', () => {
  test('one that may be the sale is never taken for nothing, however well the search is proven', async () => {
    await proven({ name: 'Ana', email: 'ana@example.test' });
    const id = it.sell(mila);
    const before = it.fake.writes;
    it.fake.unreadable = ({ id: row }) => row === 'order-1';
    await it.push('lost_after');
    await it.settle(110_000);
    expect(stateOf(id)).toBe('unknown');
    await it.settle(1_800_000);
    expect([stateOf(id), it.fake.writes - before]).toEqual(['needs_person', 1]);
    expect(doubtOf(id)).toEqual({ why: 'not_readable', orderIds: [] });
  });

  test('that become readable in time are asked nobody about', async () => {
    const id = it.sell(mila);
    it.fake.unreadable = () => true;
    await it.push('lost_after');
    await it.settle(60_000);
    it.fake.unreadable = () => false;
    await it.settle();
    expect([stateOf(id), it.fake.writes]).toEqual(['confirmed', 1]);
  });

  test('the whole list can be read no more: nothing is sent again, and it is not asked for page by page for ever', async () => {
    it.fake.perPage = 2;
    for (let n = 0; n < 9; n += 1) await proven({ name: 'Ana', email: 'ana@example.test' });
    it.fake.unreadable = () => true;
    const ids = [it.sell(mila), it.sell({})];
    await it.push('lost_before', 'lost_after');
    await it.settle(1_800_000);
    expect(ids.map(stateOf)).toEqual(['needs_person', 'needs_person']);
    expect(it.fake.writes).toBe(11);
  });

  test('one from before the sale is no reason to ask anybody', async () => {
    await proven(mila);
    it.fake.unreadable = ({ id: row }) => row === 'order-0';
    const other = { ...mila, name: 'Mila' };
    await proven(other);
    const id = it.sell(mila);
    await it.push('lost_before');
    await it.settle();
    expect([stateOf(id), it.fake.made.length]).toEqual(['confirmed', 3]);
  });

  test('an order whose detail cannot be read is a person’s matter, and one that was cut off is not', async () => {
    const broken = { cut: true };
    it.remove();
    it = new TestLine({
      change: (platform) => ({
        ...platform,
        order: async () => {
          throw failure('bad_response', 'items', { outcome: 'unknown', cut: broken.cut });
        },
      }),
    });
    const id = it.sell(mila);
    await it.push('lost_after');
    await it.settle(300_000);
    expect(stateOf(id)).toBe('unknown');
    broken.cut = false;
    await it.settle(300_000);
    expect([stateOf(id), doubtOf(id)?.why, it.fake.writes]).toEqual(['needs_person', 'not_readable', 1]);
  });

  test('a refund request that may be ours is not sent a second time', async () => {
    const saleId = it.sell(mila);
    await it.push();
    const orderId = it.ledger.sales.get(saleId)?.orderId;
    if (!orderId) throw new Error('not confirmed');
    const paymentId: PaymentId = it.fake.pay(orderId);
    const target = { kind: 'payment', paymentId, orderId } as const;
    const amount = { minor: 173_524, currency: 'RSD' };
    const { id } = it.ledger.refunds.create({ accountId, target, orderNumber: '', guest: '', amount }, it.it.act());
    it.fake.unreadable = ({ id: row }) => row === 'r0';
    await it.push('lost_after');
    await it.settle(1_800_000);
    const refund = it.ledger.refunds.get(id);
    expect([refund?.queueState, it.fake.requests.length]).toEqual(['needs_person', 1]);
    expect(readDoubt(refund?.attempts.at(-1)?.note ?? '')?.why).toBe('not_readable');
  });
});

describe('a platform that keeps something else than it was sent', () => {
  test.each<[string, Partial<Contact>, (kept: Contact) => Contact]>([
    ['the name', mila, (kept) => ({ ...kept, name: 'Mila Kovac' })],
    ['the phone', { ...mila, phone: '+381641234567' }, (kept) => ({ ...kept, phone: '064/123-45-67' })],
  ])(
    '%s: an order that fits in all else goes to a person, however well that search is proven',
    async (_what, contact, keeps) => {
      await proven({ name: 'Ana Jović', email: 'ana@example.test', phone: '+381601111111' });
      it.fake.keeps = keeps;
      const id = it.sell(contact);
      await it.push('lost_after');
      await it.settle();
      expect([stateOf(id), it.fake.made.length]).toEqual(['needs_person', 2]);
      expect(doubtOf(id)).toEqual({ why: 'may_be_anothers', orderIds: ['order-1'] });
    },
  );

  test('an address with a sign that no guest’s was found by: the list is asked before anything is sent again', async () => {
    await proven({ name: 'Ana', email: 'ana@example.test' });
    it.fake.keeps = (kept) => ({ ...kept, email: kept.email.replace(/\+.*@/, '@') });
    const id = it.sell({ name: 'Mila', email: 'mila+door@example.test' });
    await it.push('lost_after');
    await it.settle();
    expect([stateOf(id), it.fake.made.length]).toEqual(['needs_person', 2]);
  });

  describe('the phone and', () => {
    type Sold = (items: readonly OrderItem[]) => readonly OrderItem[];
    const renamed: Sold = (items) => items.map((item) => ({ ...item, name: `${item.name} (early)` }));
    const dearer: Sold = (items) =>
      items.map((item) => ({ ...item, unitPrice: { ...item.unitPrice, minor: item.unitPrice.minor + 50 } }));
    const withFee: Sold = (items) => [
      ...items,
      ...items
        .slice(0, 1)
        .map((item) => ({ ...item, name: 'Fee', quantity: 1, unitPrice: { minor: 50, currency: 'RSD' } })),
    ];
    const contact = { ...mila, phone: '+381641234567' };

    test.each<[string, Sold, Fate]>([
      ['the items', renamed, 'lost_after'],
      ['the items, late', renamed, 'late'],
      ['the prices', dearer, 'lost_after'],
      ['the prices, late', dearer, 'late'],
      ['a fee as an item of its own', withFee, 'lost_after'],
      ['a fee as an item of its own, late', withFee, 'late'],
      ['a fee and the items, late', (items) => withFee(renamed(items)), 'late'],
    ])('%s: nothing is sent a second time, a person is asked', async (_what, sells, fate) => {
      await proven({ name: 'Ana Jović', email: 'ana@example.test', phone: '+381601111111' });
      it.fake.keeps = (kept) => ({ ...kept, phone: '064/123-45-67' });
      it.fake.sells = sells;
      it.fake.lateMs = 60_000;
      const id = it.sell(contact);
      await it.push(fate);
      await it.settle();
      expect([stateOf(id), it.fake.made.length]).toEqual(['needs_person', 2]);
      expect(doubtOf(id)).toEqual({ why: 'may_be_rewritten', orderIds: ['order-1'] });
    });

    test('a look-alike with other items from the plain list, where no search is proven', async () => {
      it.fake.searchIgnores = 'everything';
      it.fake.sells = renamed;
      const id = it.sell(contact);
      await it.push('lost_after');
      await it.settle();
      expect([stateOf(id), it.fake.made.length, doubtOf(id)?.why]).toEqual(['needs_person', 1, 'may_be_rewritten']);
    });
  });

  test.each([
    ['just then is a person’s matter', 0, ['needs_person', 2]],
    ['long after is another’s, and the sale is sent', 200_000, ['confirmed', 3]],
  ])('what the guest bought for another total %s', async (_what, afterMs, expected) => {
    await proven(mila);
    const [first] = it.fake.made;
    const id = it.sell({ ...mila, phone: '+381641234567' });
    await it.push('lost_before');
    it.fake.unreachable = true;
    await it.settle(afterMs);
    it.fake.unreachable = false;
    if (first)
      it.fake.create({
        ...first.draft,
        items: first.draft.items.map((item) => ({ ...item, name: 'Balkon', quantity: 7 })),
      });
    await it.settle();
    expect([stateOf(id), it.fake.made.length]).toEqual(expected);
  });

  test('another sale to the same guest, in doubt at the same time, is nobody’s question', async () => {
    await proven(mila);
    const lost = it.sell({ ...mila, phone: '+381641234567' });
    const sale = aSale(mila);
    const [item] = sale.items;
    if (item === undefined) throw new Error('no item');
    const items = [{ ...item, name: 'Balkon', quantity: 1 }];
    const arrived = it.ledger.sales.create({ ...sale, items, total: item.unitPrice }, it.it.act()).id;
    await it.push('lost_before', 'lost_after');
    await it.settle();
    expect([stateOf(lost), stateOf(arrived), it.fake.made.length]).toEqual(['confirmed', 'confirmed', 3]);
  });

  test('where the list tells the guests’ addresses they are compared, and another guest’s order asks nobody', async () => {
    it.remove();
    it = new TestLine({
      change: (platform, { made }) => ({
        ...platform,
        orderKeys: ['email', 'reference'],
        orders: async (query) => {
          const page = await platform.orders(query);
          const told = (id: string) => made.find(({ order }) => order.id === id)?.draft.customer ?? null;
          return { ...page, rows: page.rows.map((order) => ({ ...order, contact: told(order.id) })) };
        },
      }),
    });
    const { fake } = it;
    await proven(mila);
    fake.searchIgnores = 'everything';
    fake.keeps = (kept) => ({ ...kept, email: kept.email.toUpperCase() });
    const [own, other] = [
      it.sell({ ...mila, email: 'petar@example.test' }),
      it.sell({ ...mila, email: 'lost@example.test' }),
    ];
    await it.push('lost_after', 'lost_before');
    await it.settle();
    expect([stateOf(own), doubtOf(own)?.orderIds]).toEqual(['needs_person', ['order-1']]);
    expect([stateOf(other), fake.made.length]).toEqual(['confirmed', 3]);
  });
});
