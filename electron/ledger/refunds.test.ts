import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RefundTarget } from '../../shared/domain/acts.ts';
import { ProblemError } from '../../shared/errors.ts';
import { as, type OrderId, type RefundId } from '../../shared/ids.ts';
import { accountId, anAccount, aRefund, ofOrder, ofPayment, TestLedger } from './test-ledger.ts';

let it: TestLedger;
beforeEach(() => {
  it = new TestLedger();
});
afterEach(() => it.remove());

const create = (target: RefundTarget) => it.ledger.refunds.create(aRefund(target), it.act());
const end = (id: RefundId, to: 'confirmed' | 'rejected') => {
  it.ledger.queue.claim(accountId, it.act());
  expect(it.ledger.queue.move({ kind: 'refund', id }, 'sending', to, {}, it.act())).toBe(true);
};
const refused = (work: () => unknown) => {
  expect(work).toThrow(ProblemError);
  expect(work).toThrow('already_refunded');
};

test('a refund is written, queued and journalled before it returns, and comes back the same', () => {
  const made = create(ofPayment('p1', 'o1'));
  expect(made).toMatchObject({
    target: { kind: 'payment', paymentId: 'p1', orderId: 'o1' },
    queueState: 'queued',
    amount: { minor: 1000, currency: 'EUR' },
    requests: [],
  });
  it.reopen();
  expect(it.ledger.refunds.get(made.id)).toEqual(made);
  expect(it.ledger.refunds.ofOrder(accountId, as<OrderId>('o1'))).toEqual([made]);
  expect(it.ledger.refunds.recent(5)).toEqual([made]);
  expect(it.ledger.journal.head()).toMatchObject({ what: 'refund.written' });
  expect(it.ledger.journal.head()?.body).not.toContain('Dragoslava');
});

describe('a second refund of the same money', () => {
  test('is refused while one stands, in whatever state', () => {
    const first = create(ofPayment('p1', 'o1'));
    refused(() => create(ofPayment('p1', 'o1')));
    end(first.id, 'confirmed');
    refused(() => create(ofPayment('p1', 'o1')));
    expect(it.ledger.refunds.standing(accountId, ofPayment('p1', 'o1'))?.id).toBe(first.id);
    expect(it.ledger.refunds.recent(9)).toHaveLength(1);
    expect(it.ledger.queue.counts().waiting).toBe(0);
  });

  test('is refused when the whole order and a payment of it would be refunded', () => {
    create(ofOrder('o1'));
    refused(() => create(ofOrder('o1')));
    refused(() => create(ofPayment('p1', 'o1')));
    create(ofPayment('p2', 'o2'));
    refused(() => create(ofOrder('o2')));
    expect(it.ledger.refunds.standing(accountId, ofPayment('p9', 'o1'))?.target).toEqual(ofOrder('o1'));
    expect(it.ledger.refunds.standing(accountId, ofOrder('o2'))?.target).toEqual(ofPayment('p2', 'o2'));
  });

  test('is no second one for another payment, another order or another platform', () => {
    const other = { ...anAccount(as('00000000-0000-7000-8000-000000000002')), baseUrl: 'http://127.0.0.1:4302' };
    it.ledger.accounts.add(other);
    create(ofPayment('p1', 'o1'));
    create(ofPayment('p2', 'o1'));
    create(ofOrder('o2'));
    it.ledger.refunds.create(aRefund(ofPayment('p1', 'o1'), other.id), it.act());
    expect(it.ledger.refunds.standing(accountId, ofPayment('p3', 'o1'))).toBeNull();
    expect(it.ledger.refunds.recent(9)).toHaveLength(4);
  });

  test('is refused to another account of the platform too, and to one that is connected anew', () => {
    const again = anAccount(as('00000000-0000-7000-8000-000000000002'));
    const { accounts, refunds } = it.ledger;
    const whole = create(ofOrder('o1'));
    const part = create({
      kind: 'items',
      orderId: as<OrderId>('o2'),
      itemIds: ['i1'],
      keepMoney: false,
      refundTo: 'origin',
    });
    accounts.remove(accountId, it.act().now);
    accounts.add(again);
    expect(accounts.atPlaceOf(again.id)).toEqual(accounts.atPlaceOf(accountId));
    const anew = (target: RefundTarget) => () => refunds.create(aRefund(target, again.id), it.act());
    refused(anew(ofOrder('o1')));
    refused(anew(ofPayment('p1', 'o1')));
    refused(anew(part.target));
    expect(refunds.standing(again.id, ofPayment('p1', 'o1'))?.id).toBe(whole.id);
    // It is told of with the order, whichever account shows it.
    expect(refunds.ofOrder(again.id, as<OrderId>('o1'))).toEqual([whole]);
    end(whole.id, 'rejected');
    expect(anew(ofOrder('o1'))().queueState).toBe('queued');
  });

  test('may be asked for when the first was rejected, given up, or decided against by the platform', () => {
    end(create(ofPayment('p1', 'o1')).id, 'rejected');
    const second = create(ofPayment('p1', 'o1'));
    it.ledger.queue.move({ kind: 'refund', id: second.id }, 'queued', 'cancelled', {}, it.act());
    const third = create(ofPayment('p1', 'o1'));
    expect(() => it.ledger.refunds.release(third.id, 'rejected', it.act())).toThrow('queued');
    end(third.id, 'confirmed');
    it.ledger.refunds.release(third.id, 'rejected', it.act());
    expect(it.ledger.journal.head()).toMatchObject({ what: 'refund.released' });
    const head = it.ledger.journal.head()?.seq;
    it.ledger.refunds.release(third.id, 'failed', it.act());
    expect(it.ledger.journal.head()?.seq).toBe(head);
    expect(create(ofOrder('o1')).queueState).toBe('queued');
  });

  test('is refused by the database too, whatever writes to the file', () => {
    const first = create(ofPayment('p1', 'o1'));
    const db = it.database();
    const copy = (id: string, target: string, payment: string | null) => {
      db.prepare(`INSERT INTO acts (id, kind, account_id, created_at, made_by) VALUES (?, 'refund', ?, 0, '')`).run(
        id,
        accountId,
      );
      db.prepare(
        `INSERT INTO refunds (id, account_id, target, order_id, payment_id, order_number, guest, amount_minor, currency)
         VALUES (?, ?, ?, 'o1', ?, '', '', 1, 'EUR')`,
      ).run(id, accountId, target, payment);
    };
    expect(() => copy('x', 'payment', 'p1')).toThrow('UNIQUE');
    expect(() => copy('y', 'order', null)).toThrow('stands');
    end(first.id, 'rejected');
    expect(() => db.exec('UPDATE refunds SET standing = 1')).toThrow('again');
    expect(() => db.exec(`UPDATE refunds SET payment_id = 'p2'`)).toThrow('rewritten');
    db.close();
  });
});
