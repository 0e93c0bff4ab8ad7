import { afterEach, beforeEach, expect, test } from 'vitest';
import { as, type OrderId } from '../../shared/ids.ts';
import type { AccountRecord, HistoryQuery, NewDeed } from './ledger.ts';
import { accountId, anAccount, TestLedger } from './test-ledger.ts';

let it: TestLedger;
beforeEach(() => {
  it = new TestLedger();
});
afterEach(() => it.remove());

const orderId = as<OrderId>('o-1');
const cash: NewDeed = {
  ...{ accountId, orderId, act: 'markPaid', orderNumber: '5400-1E5D', guest: 'Đorđe Živković', email: null },
  amount: { minor: 2453, currency: 'EUR' },
};
const mail: NewDeed = { ...cash, act: 'mail', amount: null, email: 'corrected@example.test' };

const everything: HistoryQuery = {
  ...{ search: '', kind: null, state: null, fromMs: null, beforeMs: null, accountId: null },
};
const found = (query: Partial<HistoryQuery>) =>
  it.ledger.history
    .page({ ...everything, ...query }, { offset: 0, limit: 10 })
    .entries.map((entry) => (entry.kind === 'deed' ? entry.deed.act : entry.kind));

test('a deed is in the ledger and the journal before anything is sent, without a word of the guest', () => {
  const deed = it.ledger.deeds.create(cash, it.act());
  expect(deed).toMatchObject({ ...cash, by: 'Mila', queueState: 'queued', attempts: [] });
  const entry = it.ledger.journal.head();
  expect(entry?.what).toBe('deed.written');
  expect(JSON.parse(entry?.body ?? '')).toEqual({
    ...{ deed: deed.id, account: accountId, act: 'markPaid', order: 'o-1' },
    amount: { minor: 2453, currency: 'EUR' },
  });
  it.ledger.deeds.create(mail, it.act());
  expect(it.ledger.journal.head()?.body).not.toContain('corrected');
  expect(it.ledger.journal.verify()).toBeNull();
});

test('while it is not settled the same is refused, also while a person is asked; another is not, and afterwards neither', () => {
  const deed = it.ledger.deeds.create(cash, it.act());
  const again = () => it.ledger.deeds.create(cash, it.act());
  const ref = { kind: 'deed', id: deed.id } as const;
  const steps = ['sending', 'unknown', 'reconciling', 'needs_person'] as const;
  it.ledger.queue.claim(accountId, it.act());
  steps.slice(1).forEach((to, n) => {
    expect(again).toThrow('already_sent');
    expect(it.ledger.queue.move(ref, steps[n] ?? 'sending', to, {}, it.act())).toBe(true);
  });
  expect(again).toThrow('already_sent');
  expect(it.ledger.deeds.openOf(accountId, orderId)).toMatchObject([{ id: deed.id, queueState: 'needs_person' }]);
  it.ledger.deeds.create(mail, it.act());
  it.ledger.queue.move(ref, 'needs_person', 'confirmed', {}, it.act());
  expect(it.ledger.deeds.openOf(accountId, orderId).map(({ act }) => act)).toEqual(['mail']);
  again();
});

test('what is not settled is refused under another account too, when its own was removed and its platform connected anew', () => {
  const again = anAccount(as('00000000-0000-7000-8000-000000000002'));
  const elsewhere = { ...anAccount(as('00000000-0000-7000-8000-000000000003')), baseUrl: 'http://127.0.0.1:4302' };
  const deed = it.ledger.deeds.create(cash, it.act());
  it.ledger.accounts.remove(accountId, it.act().now);
  for (const account of [again, elsewhere]) it.ledger.accounts.add(account);
  const create = (account: AccountRecord) => it.ledger.deeds.create({ ...cash, accountId: account.id }, it.act());
  expect(() => create(again)).toThrow('already_sent');
  expect(it.ledger.deeds.openOf(again.id, orderId)).toEqual([deed]);
  expect(create(elsewhere).queueState).toBe('queued');
  it.ledger.queue.move({ kind: 'deed', id: deed.id }, 'queued', 'cancelled', {}, it.act());
  expect(create(again).queueState).toBe('queued');
});

test('one that was being sent when the process died is in doubt at the next start', () => {
  const { id } = it.ledger.deeds.create(cash, it.act());
  it.ledger.queue.claim(accountId, it.act());
  it.reopen();
  it.ledger.queue.recoverInterrupted(it.act());
  expect(it.ledger.deeds.get(id)?.queueState).toBe('unknown');
  expect(it.ledger.queue.claim(accountId, it.act())).toBeNull();
});

test('the history finds it by guest, number, address, sum and kind', () => {
  it.ledger.deeds.create(cash, it.act());
  it.ledger.deeds.create(mail, it.act());
  expect(found({})).toEqual(['mail', 'markPaid']);
  expect(found({ kind: 'mark_paid' })).toEqual(['markPaid']);
  expect(found({ kind: 'mail' })).toEqual(['mail']);
  expect(found({ kind: 'sale' })).toEqual([]);
  expect(found({ search: 'djordje ziv' })).toEqual(['mail', 'markPaid']);
  expect(found({ search: '54001e5d' })).toEqual(['mail', 'markPaid']);
  expect(found({ search: 'corrected@example' })).toEqual(['mail']);
  expect(found({ search: '24.53' })).toEqual(['markPaid']);
});

test('an order tells the last of each kind that was refused, until the same is done anew', () => {
  const write = (deed: NewDeed, to: 'rejected' | 'confirmed' | 'cancelled') => {
    const { id } = it.ledger.deeds.create(deed, it.act());
    if (to !== 'cancelled') it.ledger.queue.claim(accountId, it.act());
    it.ledger.queue.move({ kind: 'deed', id }, to === 'cancelled' ? 'queued' : 'sending', to, {}, it.act());
    return id;
  };
  const told = () => it.ledger.deeds.lastRefused(accountId, orderId).map(({ id }) => id);
  write(cash, 'rejected');
  const again = write(cash, 'rejected');
  const post = write(mail, 'rejected');
  expect(told()).toEqual([again, post]);
  // What never left says nothing.
  write(cash, 'cancelled');
  expect(told()).toEqual([again, post]);
  write(cash, 'confirmed');
  expect(told()).toEqual([post]);
  const open = it.ledger.deeds.create(mail, it.act());
  expect(told()).toEqual([]);
  it.ledger.queue.move({ kind: 'deed', id: open.id }, 'queued', 'cancelled', {}, it.act());
  expect(it.ledger.deeds.lastRefused(accountId, as<OrderId>('o-2'))).toEqual([]);
});
