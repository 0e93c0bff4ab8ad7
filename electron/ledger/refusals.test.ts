import { afterEach, beforeEach, expect, test } from 'vitest';
import { actOf } from '../../shared/domain/act-of.ts';
import { as, type EpochMs, type OrderId } from '../../shared/ids.ts';
import type { ActRef, NewDeed } from './ledger.ts';
import { accountId, aRefund, aSale, ofPayment, startMs, TestLedger } from './test-ledger.ts';

let it: TestLedger;
beforeEach(() => {
  it = new TestLedger();
});
afterEach(() => it.remove());

const cash: NewDeed = {
  ...{ accountId, orderId: as<OrderId>('o-1'), act: 'markPaid', orderNumber: '5400-1E5D', guest: 'Đorđe', email: null },
  amount: { minor: 2453, currency: 'EUR' },
};
const write: Readonly<Record<ActRef['kind'], () => ActRef>> = {
  sale: () => ({ kind: 'sale', id: it.ledger.sales.create(aSale(), it.act()).id }),
  refund: () => ({ kind: 'refund', id: it.ledger.refunds.create(aRefund(ofPayment('p', 'o')), it.act()).id }),
  deed: () => ({ kind: 'deed', id: it.ledger.deeds.create(cash, it.act()).id }),
};
const kinds = ['sale', 'refund', 'deed'] as const;
const told = { at: as<EpochMs>(startMs), outcome: 'rejected', note: 'This order was cancelled.' } as const;

function refuse(kind: ActRef['kind'], unheard: boolean): ActRef {
  const ref = write[kind]();
  it.ledger.queue.claim(accountId, it.act());
  it.ledger.queue.move(ref, 'sending', 'rejected', { attempt: told, unheard }, it.act());
  return ref;
}
const calling = () => it.ledger.queue.refusals().map((entry) => actOf(entry).id);

test.each(kinds)('a %s that is refused while nobody waits calls somebody until it was seen, each by itself', (kind) => {
  refuse(kind, false);
  expect(calling()).toEqual([]);
  const first = refuse(kind, true);
  const second = refuse(kind, true);
  it.reopen();
  expect(calling()).toEqual([second.id, first.id]);
  const [entry] = it.ledger.queue.refusals();
  expect(entry?.kind).toBe(kind);
  expect(entry && actOf(entry).attempts.at(-1)).toEqual(told);
  it.ledger.queue.confirmRefusal(second, it.act());
  it.ledger.queue.confirmRefusal(second, it.act());
  expect(calling()).toEqual([first.id]);
  const seen = it.database();
  expect(seen.prepare('SELECT id, made_by AS madeBy FROM refusals_seen').all()).toEqual([
    { id: second.id, madeBy: 'Mila' },
  ]);
  seen.close();
});

test.each(kinds)('a %s is refused and its call written down together, or neither', (kind) => {
  const ref = write[kind]();
  it.ledger.queue.claim(accountId, it.act());
  const beside = it.database();
  beside.exec(`CREATE TRIGGER no_room BEFORE INSERT ON refusals BEGIN SELECT RAISE(ABORT, 'no room'); END`);
  beside.close();
  const move = () => it.ledger.queue.move(ref, 'sending', 'rejected', { attempt: told, unheard: true }, it.act());
  expect(move).toThrow('no room');
  const entry = it.ledger.queue.get(ref);
  expect(entry && actOf(entry)).toMatchObject({ queueState: 'sending', attempts: [{ outcome: 'sent' }] });
  expect(calling()).toEqual([]);
});

test('only what is refused goes unheard', () => {
  const ref = write.refund();
  it.ledger.queue.claim(accountId, it.act());
  expect(() => it.ledger.queue.move(ref, 'sending', 'unknown', { unheard: true }, it.act())).toThrow('goes unheard');
});
