import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readDoubt } from '../../shared/domain/doubt.ts';
import type { OrderItem } from '../../shared/domain/orders.ts';
import type { Contact } from '../../shared/domain/tickets.ts';
import type { SaleId } from '../../shared/ids.ts';
import { accountId, aSale } from '../ledger/test-ledger.ts';
import type { Fate } from './fake-platform.fixture.ts';
import { reconcileDue } from './reconcile.ts';
import { TestLine } from './test-line.fixture.ts';

let it: TestLine;
beforeEach(() => {
  it = new TestLine();
});
afterEach(() => it.remove());
/** Another till than the usual one. */
function afresh(options: ConstructorParameters<typeof TestLine>[0]): void {
  it.remove();
  it = new TestLine(options);
}

const sell = (contact?: Partial<Contact>): SaleId => it.sell(contact);
const sale = (id: SaleId) => it.ledger.sales.get(id);
const push = (...fates: Fate[]): Promise<void> => it.push(...fates);
const settle = (ms?: number): Promise<void> => it.settle(ms);
const one = (item: OrderItem): OrderItem => ({ ...item, quantity: 1 });
const doubtOf = (id: SaleId) => readDoubt(sale(id)?.attempts.at(-1)?.note ?? '');

describe('a sale whose answer was lost', () => {
  test('is found and adopted, with the link that its like have', async () => {
    sell({ email: 'first@example.test' });
    await push();
    const id = sell();
    await push('lost_after');
    await settle();
    expect(sale(id)).toMatchObject({ queueState: 'confirmed', paymentLink: 'https://pay.example/tok00001' });
    expect(it.fake.writes).toBe(2);
  });

  test('has no link when no order was ever made here', async () => {
    const id = sell();
    await push('lost_after');
    await settle();
    expect(sale(id)).toMatchObject({ queueState: 'confirmed', paymentLink: null });
  });

  test('is sent again only after the platform must be done with it', async () => {
    const id = sell();
    await push('lost_before');
    await settle(110_000);
    expect([sale(id)?.queueState, it.fake.writes]).toEqual(['unknown', 1]);
    await settle();
    expect([sale(id)?.queueState, it.fake.writes, it.fake.made.length]).toEqual(['confirmed', 2, 1]);
  });

  test('is seen when the platform commits it late', async () => {
    it.fake.lateMs = 100_000;
    const id = sell({});
    await push('late');
    await settle();
    expect([sale(id)?.queueState, it.fake.made.length]).toEqual(['confirmed', 1]);
  });

  test('is found among more orders of the same guest than a page holds', async () => {
    it.fake.perPage = 3;
    const id = sell();
    await push('lost_after');
    it.pass(1_000);
    const [own] = it.fake.made;
    for (let n = 0; n < 8 && own; n += 1) {
      it.pass(8_000);
      it.fake.create({ ...own.draft, items: own.draft.items.map((item) => ({ ...item, quantity: 9 })) });
    }
    await reconcileDue(it.line);
    expect(sale(id)).toMatchObject({ queueState: 'confirmed', orderId: 'order-0' });
  });

  test('two friends, same wares, no contact, a second apart: both arrive, once each', async () => {
    const ids = [sell({}), sell({ name: 'Ana' }), sell({})];
    await push('lost_after', 'lost_before', 'lost_after');
    await settle();
    expect(ids.map((id) => sale(id)?.queueState)).toEqual(['confirmed', 'confirmed', 'confirmed']);
    expect(it.fake.made).toHaveLength(3);
    for (const id of ids) {
      const made = it.fake.made.find(({ order }) => order.id === sale(id)?.orderId);
      expect(made?.draft.reference).toBe(sale(id)?.reference);
    }
  });

  test('two sales of the same pieces, put together in two ways, are each other’s twins: both arrive, once each', async () => {
    const guest = { name: 'Ana', email: 'ana@example.test' };
    const inOneLine = aSale(guest);
    const ids = [inOneLine, { ...inOneLine, items: inOneLine.items.flatMap((item) => [one(item), one(item)]) }].map(
      (made) => it.ledger.sales.create(made, it.it.act()).id,
    );
    await push('lost_after', 'lost_after');
    await settle();
    expect(ids.map((id) => sale(id)?.queueState)).toEqual(['confirmed', 'confirmed']);
    expect(it.fake.made).toHaveLength(2);
    expect(new Set(ids.map((id) => sale(id)?.orderId)).size).toBe(2);
  });

  test('a person judges when the same guest bought as much elsewhere at that moment', async () => {
    const id = sell();
    await push('lost_after');
    const own = it.fake.made[0];
    if (own) it.fake.create(own.draft);
    it.pass(5_000);
    await reconcileDue(it.line);
    expect(sale(id)?.queueState).toBe('needs_person');
    expect(doubtOf(id)).toMatchObject({ why: 'several_fit', orderIds: expect.arrayContaining(['order-0', 'order-1']) });
  });

  test('a search that finds nothing of what it should is no proof, and the list is looked through by a person', async () => {
    it.fake.searchIgnores = 'everything';
    const id = sell();
    await push('lost_after');
    await settle();
    expect([sale(id)?.queueState, it.fake.writes]).toEqual(['needs_person', 1]);
    expect(doubtOf(id)).toEqual({ why: 'may_be_anothers', orderIds: ['order-0'] });
  });

  test('of a night’s orders that look alike only a few are read before a person is asked', async () => {
    it.fake.searchIgnores = 'everything';
    const id = sell();
    await push('lost_after');
    const [own] = it.fake.made;
    for (let n = 0; n < 60 && own; n += 1) {
      it.pass(1_000);
      it.fake.create({ ...own.draft, customer: { ...own.draft.customer, name: `G${n}` } });
    }
    await settle();
    expect(sale(id)?.queueState).toBe('needs_person');
    expect(doubtOf(id)?.orderIds).toEqual(expect.arrayContaining(['order-0']));
    expect(doubtOf(id)?.orderIds.length).toBeLessThan(10);
  });

  test('another name of the same e-mail, made just then and with all else alike, is a person’s to judge: names are rewritten', async () => {
    const mila = { name: 'Mila Kovač', email: 'both@example.test' };
    sell(mila);
    await push();
    it.pass(200_000);
    const id = sell(mila);
    await push('lost_before');
    const [first] = it.fake.made;
    if (first) it.fake.create({ ...first.draft, customer: { ...first.draft.customer, name: 'Petar' } });
    await settle();
    expect([sale(id)?.queueState, it.fake.writes]).toEqual(['needs_person', 2]);
    expect(doubtOf(id)).toEqual({ why: 'may_be_anothers', orderIds: ['order-1'] });
  });

  test('nothing is sent while the platform cannot be asked, however long', async () => {
    const id = sell();
    await push('lost_before');
    it.fake.unreachable = true;
    await settle(1_800_000);
    expect([sale(id)?.queueState, it.fake.writes]).toEqual(['unknown', 1]);
    it.fake.unreachable = false;
    await settle();
    expect([sale(id)?.queueState, it.fake.writes]).toEqual(['confirmed', 2]);
  });

  test('one that never gets through is shown to a person after five tries', async () => {
    const id = sell();
    await push('lost_before', 'lost_before', 'lost_before', 'lost_before', 'lost_before', 'lost_before');
    await settle(3_000_000);
    expect(doubtOf(id)?.why).toBe('sent_too_often');
    expect(it.fake.writes).toBe(5);
  });

  test.each([24, -24, 1, -1])(
    'a clock that is set by %i h between sending and looking confuses nothing',
    async (hours) => {
      const id = sell();
      await push('lost_after');
      it.setClock(hours * 3_600_000);
      await settle();
      expect([sale(id)?.queueState, it.fake.writes]).toEqual(['confirmed', 1]);
    },
  );

  test('a day ahead, a restart, and the clock put right', async () => {
    it.setClock(86_400_000);
    const id = sell({});
    await push('lost_after');
    it.setClock(-86_400_000);
    it.restart();
    await settle();
    expect([sale(id)?.queueState, it.fake.writes]).toEqual(['confirmed', 1]);
  });

  test.each([20_000, -20_000])(
    'an answer that took 40 s and is off by %i ms moves no clock that is known better',
    async (offMs) => {
      sell({ email: 'before@example.test' });
      await push();
      it.hear(offMs);
      const id = sell();
      it.pass(500);
      await push('lost_after');
      await settle();
      expect([sale(id)?.queueState, it.fake.writes]).toEqual(['confirmed', 2]);
    },
  );

  test.each([20_000, -20_000])(
    'a clock that is known only from such an answer (%i ms) is reckoned with as far as it may be wrong',
    async (offMs) => {
      afresh({ mute: true });
      it.hear(offMs);
      const id = sell();
      await push('lost_after');
      await settle();
      expect([sale(id)?.queueState, it.fake.writes]).toEqual(['confirmed', 1]);
    },
  );

  test.each([
    [0, 'confirmed'],
    [24, 'needs_person'],
    [-24, 'needs_person'],
  ])(
    'a platform that never tells its time, and a laptop that is %i h off it: no guest is charged twice',
    async (hours, state) => {
      afresh({ mute: true });
      it.setClock(hours * 3_600_000);
      const id = sell();
      await push('lost_after');
      await settle();
      expect([sale(id)?.queueState, it.fake.writes]).toEqual([state, 1]);
    },
  );

  test('a restart an hour later does not send before it has looked long enough', async () => {
    const id = sell();
    await push('lost_before');
    it.pass(3_600_000);
    it.restart();
    await settle(100_000);
    expect([sale(id)?.queueState, it.fake.writes]).toEqual(['unknown', 1]);
  });
});

describe('a refund whose answer was lost', () => {
  async function paidOrder(): Promise<{
    readonly paymentId: ReturnType<TestLine['fake']['pay']>;
    readonly id: SaleId;
  }> {
    const id = sell();
    await push();
    const orderId = sale(id)?.orderId;
    if (!orderId) throw new Error('not confirmed');
    return { paymentId: it.fake.pay(orderId), id };
  }
  function refund(paymentId: ReturnType<TestLine['fake']['pay']>) {
    const orderId = it.fake.payments.find((payment) => payment.id === paymentId)?.orderId;
    if (!orderId) throw new Error('no such payment');
    const target = { kind: 'payment', paymentId, orderId } as const;
    const amount = { minor: 173_524, currency: 'RSD' };
    return it.ledger.refunds.create({ accountId, target, orderNumber: '', guest: '', amount }, it.it.act()).id;
  }

  test.each<[string, Fate, number]>([
    ['that arrived is not sent again', 'lost_after', 1],
    ['that did not arrive is sent once more', 'lost_before', 2],
    ['that arrives late is not sent again', 'late', 1],
  ])('%s', async (_name, fate, writes) => {
    it.fake.lateMs = 80_000;
    const { paymentId } = await paidOrder();
    const id = refund(paymentId);
    const before = it.fake.writes;
    await push(fate);
    await settle();
    expect(it.ledger.refunds.get(id)).toMatchObject({ queueState: 'confirmed', requests: ['r0'] });
    expect([it.fake.requests.length, it.fake.writes - before]).toEqual([1, writes]);
  });

  test('somebody else’s request stands, and none is sent', async () => {
    const { paymentId } = await paidOrder();
    const id = refund(paymentId);
    await push('lost_before');
    it.fake.request(paymentId);
    await settle();
    expect(it.ledger.refunds.get(id)?.queueState).toBe('confirmed');
    expect(it.fake.requests).toHaveLength(1);
  });

  test('is found behind a hundred newer requests', async () => {
    it.fake.perPage = 5;
    const { paymentId } = await paidOrder();
    const id = refund(paymentId);
    await push('lost_after');
    it.pass(1_500);
    for (let n = 0; n < 23; n += 1) it.fake.request('elsewhere' as never);
    it.pass(1_500);
    await reconcileDue(it.line);
    expect(it.ledger.refunds.get(id)).toMatchObject({ queueState: 'confirmed', requests: ['r0'] });
  });

  test('one that the platform has refused already is not asked for again', async () => {
    const { paymentId } = await paidOrder();
    const id = refund(paymentId);
    await push('lost_after');
    const [request] = it.fake.requests;
    if (request) it.fake.requests[0] = { ...request, state: 'rejected', rejectionReason: 'too late' };
    await settle();
    expect(it.ledger.refunds.get(id)).toMatchObject({ queueState: 'confirmed', requests: ['r0'] });
    expect(it.fake.requests).toHaveLength(1);
  });
});
