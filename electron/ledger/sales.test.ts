import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError } from '../../shared/errors.ts';
import { as, type OrderId, type SaleId } from '../../shared/ids.ts';
import { accountId, anAccount, anOrder, aSale, TestLedger } from './test-ledger.ts';

let it: TestLedger;
beforeEach(() => {
  it = new TestLedger();
});
afterEach(() => it.remove());

/** Sells and lets the platform confirm it as the given order. */
function confirmed(order: string, customer = {}): SaleId {
  const sale = it.ledger.sales.create(aSale(customer), it.act());
  const ref = { kind: 'sale', id: sale.id } as const;
  expect(it.ledger.queue.claim(accountId, it.act())).toMatchObject({ sale: { id: sale.id } });
  expect(it.ledger.queue.move(ref, 'sending', 'confirmed', { order: anOrder(order) }, it.act())).toBe(true);
  return sale.id;
}

describe('a sale', () => {
  test('is on the disk, queued and in the journal before it returns, and comes back the same after a start', () => {
    const made = it.ledger.sales.create(aSale({ name: 'Đorđe Živković', email: 'dj@example.com' }), it.act());
    expect(made).toMatchObject({
      customer: { name: 'Đorđe Živković', email: 'dj@example.com', phone: '' },
      total: { minor: 173_524, currency: 'RSD' },
      by: 'Mila',
      queueState: 'queued',
      payState: 'waiting_for_network',
      orderId: null,
      attempts: [],
    });
    it.reopen();
    expect(it.ledger.sales.get(made.id)).toEqual(made);
    expect(it.ledger.queue.get({ kind: 'sale', id: made.id })).toEqual({ kind: 'sale', sale: made });
    expect(it.ledger.journal.entries(1, 10).map((entry) => entry.what)).toEqual(['sale.written']);
  });

  test('a guest’s name is in no file as it is, nor in the journal at all', () => {
    it.ledger.sales.create(aSale({ name: 'Dragoslava Mihajlović', phone: '+381641234567' }), it.act());
    const names = readdirSync(it.folder);
    expect(names).toContain('ledger.db-wal');
    for (const name of names) {
      if (name === 'ledger-backups') continue;
      const bytes = readFileSync(join(it.folder, name)).toString('latin1');
      for (const secret of ['Dragoslava', 'dragoslava', '641234567', it.key]) expect(bytes).not.toContain(secret);
    }
    expect(JSON.stringify(it.ledger.journal.entries(1, 10))).not.toMatch(/Dragoslava|641234567/);
  });

  test('is refused whole for an account that is not connected, and for a total that is not the sum', () => {
    it.ledger.accounts.remove(accountId, it.act().now);
    expect(() => it.ledger.sales.create(aSale(), it.act())).toThrow(ProblemError);
    expect(() => it.ledger.sales.create({ ...aSale(), total: { minor: 1, currency: 'RSD' } }, it.act())).toThrow('sum');
    expect(it.ledger.queue.counts()).toEqual({ waiting: 0, needsPerson: 0, persons: [] });
    expect(it.ledger.journal.head()).toBeNull();
  });

  test('is never rewritten or deleted, whatever writes to the file', () => {
    const id = confirmed('1');
    const db = it.database();
    for (const sql of [
      `UPDATE sales SET total_minor = 1`,
      `UPDATE sales SET customer_name = 'x'`,
      `UPDATE sales SET items = '[]'`,
      `UPDATE sales SET order_id = 'other'`,
      `UPDATE acts SET state = 'queued'`,
      `UPDATE acts SET account_id = 'x'`,
      `DELETE FROM sales`,
      `DELETE FROM acts`,
      `DELETE FROM accounts`,
      `UPDATE attempts SET note = 'x'`,
      `DELETE FROM attempts`,
    ]) {
      expect(() => db.exec(sql), sql).toThrow();
    }
    db.close();
    expect(it.ledger.sales.get(id)?.orderId).toBe('1');
  });
});

describe('finding sales', () => {
  test('by name in any script, by e-mail, phone, reference and order number', () => {
    const id = confirmed('0579', { name: 'Đorđe Živković', email: 'Dj.Ziv@example.com', phone: '+381 64 123-4567' });
    it.ledger.sales.create(aSale({ name: 'Ana' }), it.act());
    const reference = it.ledger.sales.get(id)?.reference ?? '';
    for (const query of [
      'ђорђе',
      'djordje ziv',
      'ŽIVKOVIĆ',
      'dj.ziv@',
      '1234567',
      reference,
      reference.toLowerCase(),
      'aym-0579',
    ]) {
      expect(
        it.ledger.sales.search(query, 10).map((sale) => sale.id),
        query,
      ).toEqual([id]);
    }
    for (const query of ['', '  ', 'zorz', '%', "' OR 1 --"])
      expect(it.ledger.sales.search(query, 10), query).toEqual([]);
  });

  test('open ones come first, then the newest', () => {
    const [first, second, third] = [confirmed('1'), confirmed('2'), confirmed('3')];
    it.ledger.sales.setPayState(third, 'paid', it.act());
    it.ledger.sales.setPayState(second, 'declined', it.act());
    it.ledger.sales.setPayState(first, 'cancelled', it.act());
    const waiting = it.ledger.sales.create(aSale(), it.act()).id;
    expect(it.ledger.sales.recent(10).map((sale) => sale.id)).toEqual([waiting, second, third, first]);
    expect(it.ledger.sales.recent(1).map((sale) => sale.id)).toEqual([waiting]);
  });

  test('by order, and only in its account', () => {
    const id = confirmed('1');
    expect(it.ledger.sales.byOrder(accountId, as<OrderId>('1'))?.id).toBe(id);
    expect(it.ledger.sales.byOrder(as('other'), as<OrderId>('1'))).toBeNull();
    const place = anAccount();
    expect([...it.ledger.sales.claimedOrders(place)]).toEqual(['1']);
    expect([...it.ledger.sales.claimedOrders({ ...place, baseUrl: 'https://elsewhere.example' })]).toEqual([]);
    // Its order is no free one for another account of the same organizer, or for the same one connected anew.
    it.ledger.accounts.remove(accountId, it.act().now);
    expect([...it.ledger.sales.claimedOrders(place)]).toEqual(['1']);
  });
});

describe('a payment', () => {
  test('moves as the platform says and stays paid whatever an older answer says', () => {
    const id = confirmed('1');
    const pay = it.ledger.sales;
    expect(pay.awaitingPayment(accountId).map((sale) => sale.id)).toEqual([id]);
    expect(pay.setPayState(id, 'declined', it.act()).payState).toBe('declined');
    expect(pay.awaitingPayment(accountId)).toHaveLength(1);
    expect(pay.setPayState(id, 'paid', it.act()).payState).toBe('paid');
    expect(pay.setPayState(id, 'awaiting_payment', it.act()).payState).toBe('paid');
    expect(pay.setPayState(id, 'expired', it.act()).payState).toBe('paid');
    expect(pay.awaitingPayment(accountId)).toEqual([]);
    const told = it.ledger.journal.entries(1, 99).filter((entry) => entry.what === 'sale.pay_state');
    expect(told.map((entry) => JSON.parse(entry.body))).toMatchObject([
      { from: 'awaiting_payment', to: 'declined' },
      { from: 'declined', to: 'paid' },
    ]);
  });

  test('belongs to a confirmed sale only', () => {
    const sale = it.ledger.sales.create(aSale(), it.act());
    expect(() => it.ledger.sales.setPayState(sale.id, 'paid', it.act())).toThrow('queued');
  });

  test('in cash is noted, and the journal keeps what was noted before', () => {
    const id = confirmed('1');
    it.ledger.sales.noteCash(id, { minor: 100_000, currency: 'RSD' }, it.act());
    const sale = it.ledger.sales.noteCash(id, { minor: 173_524, currency: 'RSD' }, it.act('Jovan'));
    expect(sale.cashNoted).toEqual({ minor: 173_524, currency: 'RSD' });
    const entry = it.ledger.journal.head();
    expect(entry).toMatchObject({ by: 'Jovan', what: 'sale.cash_noted' });
    expect(JSON.parse(entry?.body ?? '')).toMatchObject({ before: { minor: 100_000, currency: 'RSD' } });
  });
});
