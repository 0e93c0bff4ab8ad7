import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actOf } from '../../shared/domain/act-of.ts';
import { ProblemError } from '../../shared/errors.ts';
import { as, type EpochMs, type RefundRequestId } from '../../shared/ids.ts';
import type { ActRef } from './ledger.ts';
import { accountId, anAccount, anOrder, aRefund, aSale, ofPayment, TestLedger } from './test-ledger.ts';

let it: TestLedger;
beforeEach(() => {
  it = new TestLedger();
});
afterEach(() => it.remove());

const sell = (): ActRef => ({ kind: 'sale', id: it.ledger.sales.create(aSale(), it.act()).id });
const refund = (payment: string): ActRef => ({
  kind: 'refund',
  id: it.ledger.refunds.create(aRefund(ofPayment(payment, 'o1')), it.act()).id,
});
const claim = (): string | null => {
  const entry = it.ledger.queue.claim(accountId, it.act());
  if (!entry) return null;
  return actOf(entry).id;
};
const stateOf = (ref: ActRef) => {
  const entry = it.ledger.queue.get(ref);
  return entry && actOf(entry).queueState;
};
const later = (ms: number) => as<EpochMs>(it.nowMs + ms);

describe('claiming', () => {
  test('first come, first sent, sales and refunds in one line, each once', () => {
    const acts = [sell(), refund('p1'), sell()];
    expect([claim(), claim(), claim(), claim()]).toEqual([...acts.map((ref) => ref.id), null]);
    for (const ref of acts) expect(stateOf(ref)).toBe('sending');
    expect(it.ledger.queue.get(acts[0] as ActRef)).toMatchObject({
      sale: { attempts: [{ outcome: 'sent', at: it.nowMs }], payState: 'sending' },
    });
  });

  test('what waits for its next attempt, is in doubt or needs a person holds up nobody', () => {
    const [waits, doubt, person, next] = [sell(), sell(), sell(), sell()];
    const queue = it.ledger.queue;
    claim();
    queue.move(waits, 'sending', 'queued', { nextAttemptMs: later(5000) }, it.act());
    claim();
    queue.move(doubt, 'sending', 'unknown', {}, it.act());
    claim();
    queue.move(person, 'sending', 'unknown', {}, it.act());
    queue.move(person, 'unknown', 'reconciling', {}, it.act());
    queue.move(person, 'reconciling', 'needs_person', {}, it.act());
    expect(claim()).toBe(next.id);
    expect(claim()).toBeNull();
    expect(queue.nextDue(accountId)).toBe(later(5000));
    expect(queue.counts()).toEqual({ waiting: 3, needsPerson: 1, persons: [person.id] });
    it.nowMs += 5000;
    expect(claim()).toBe(waits.id);
    expect(queue.nextDue(accountId)).toBeNull();
  });

  test('each account has its own line', () => {
    const other = anAccount(as('00000000-0000-7000-8000-000000000002'));
    it.ledger.accounts.add(other);
    const mine = sell();
    const theirs = it.ledger.sales.create(aSale({}, other.id), it.act());
    expect(it.ledger.queue.claim(other.id, it.act())).toMatchObject({ sale: { id: theirs.id } });
    expect(it.ledger.queue.counts(other.id)).toEqual({ waiting: 1, needsPerson: 0, persons: [] });
    expect(it.ledger.queue.inStates(null, ['queued', 'sending'])).toHaveLength(2);
    expect(it.ledger.queue.inStates(accountId, ['queued', 'sending'])).toMatchObject([{ sale: { id: mine.id } }]);
  });
});

describe('moving', () => {
  test('writes state, attempt, order and journal together', () => {
    const ref = sell();
    claim();
    const attempt = { at: it.act().now, outcome: 'confirmed', note: '' } as const;
    expect(it.ledger.queue.move(ref, 'sending', 'confirmed', { order: anOrder('7'), attempt }, it.act())).toBe(true);
    expect(it.ledger.queue.get(ref)).toMatchObject({
      sale: {
        queueState: 'confirmed',
        payState: 'awaiting_payment',
        orderId: '7',
        orderNumber: 'AYM-7',
        publicToken: 'tok7',
        paymentLink: 'https://tic.rs/pay/7',
        attempts: [{ outcome: 'sent' }, { outcome: 'confirmed' }],
      },
    });
    expect(it.ledger.journal.entries(1, 9).map((entry) => entry.what)).toEqual([
      'sale.written',
      'sale.sending',
      'sale.confirmed',
    ]);
    expect(JSON.parse(it.ledger.journal.head()?.body ?? '')).toEqual({
      sale: ref.id,
      from: 'sending',
      outcome: 'confirmed',
      order: { id: '7', number: 'AYM-7' },
    });
  });

  test('a move that came too late writes nothing', () => {
    const ref = sell();
    const head = it.ledger.journal.head()?.seq;
    const attempt = { at: it.act().now, outcome: 'confirmed', note: '' } as const;
    expect(it.ledger.queue.move(ref, 'sending', 'confirmed', { order: anOrder('7'), attempt }, it.act())).toBe(false);
    expect(it.ledger.queue.get(ref)).toMatchObject({ sale: { queueState: 'queued', orderId: null, attempts: [] } });
    expect(it.ledger.journal.head()?.seq).toBe(head);
    expect(it.ledger.queue.move({ ...ref, kind: 'refund' } as ActRef, 'queued', 'cancelled', {}, it.act())).toBe(false);
  });

  test('illegal moves, a sale confirmed without its order, and requests on a sale are mistakes', () => {
    const ref = sell();
    const { queue } = it.ledger;
    expect(() => queue.move(ref, 'queued', 'confirmed', { order: anOrder('1') }, it.act())).toThrow('may not move');
    expect(() => queue.move(ref, 'sending', 'confirmed', {}, it.act())).toThrow('by its order');
    expect(() => queue.move(ref, 'sending', 'unknown', { order: anOrder('1') }, it.act())).toThrow('has an order');
    expect(() => queue.move(ref, 'sending', 'queued', { requests: [] }, it.act())).toThrow('requests');
    expect(stateOf(ref)).toBe('queued');
  });

  test('one order never becomes two sales', () => {
    const [first, second] = [sell(), sell()];
    claim();
    claim();
    it.ledger.queue.move(first, 'sending', 'confirmed', { order: anOrder('1') }, it.act());
    const again = () => it.ledger.queue.move(second, 'sending', 'confirmed', { order: anOrder('1') }, it.act());
    expect(again).toThrow(ProblemError);
    expect(again).toThrow('already_sent');
    expect(stateOf(second)).toBe('sending');
  });

  test('a found order without a payment link leaves the link unknown', () => {
    const ref = sell();
    claim();
    it.ledger.queue.move(ref, 'sending', 'confirmed', { order: { ...anOrder('1'), paymentLink: null } }, it.act());
    expect(it.ledger.queue.get(ref)).toMatchObject({ sale: { orderId: '1', paymentLink: null } });
  });

  test('a settled act and one with a person wait for no next attempt; the requests of a refund are kept once', () => {
    const [sale, back] = [sell(), refund('p1')];
    claim();
    it.ledger.queue.move(sale, 'sending', 'unknown', { nextAttemptMs: later(9) }, it.act());
    it.ledger.queue.move(sale, 'unknown', 'reconciling', {}, it.act());
    expect(it.ledger.queue.get(sale)).toMatchObject({ sale: { nextAttemptMs: later(9) } });
    it.ledger.queue.move(sale, 'reconciling', 'needs_person', {}, it.act());
    expect(it.ledger.queue.get(sale)).toMatchObject({ sale: { nextAttemptMs: null, payState: 'needs_person' } });
    claim();
    const requests = [as<RefundRequestId>('r2'), as<RefundRequestId>('r1'), as<RefundRequestId>('r2')];
    it.ledger.queue.move(back, 'sending', 'confirmed', { requests }, it.act());
    expect(it.ledger.queue.get(back)).toMatchObject({ refund: { requests: ['r2', 'r1'] } });
  });
});

describe('a start after the process died', () => {
  test('makes what was being sent or looked for unknown, and leaves the rest', () => {
    const [sending, looking, queued] = [sell(), sell(), sell()];
    claim();
    claim();
    it.ledger.queue.move(looking, 'sending', 'unknown', {}, it.act());
    it.ledger.queue.move(looking, 'unknown', 'reconciling', {}, it.act());
    it.reopen();
    expect(it.ledger.queue.recoverInterrupted(it.act('Willcall'))).toBe(2);
    expect([sending, looking, queued].map(stateOf)).toEqual(['unknown', 'unknown', 'queued']);
    expect(it.ledger.queue.get(sending)).toMatchObject({
      sale: { attempts: [{ outcome: 'sent' }, { outcome: 'unknown', note: 'outcome_unknown' }] },
    });
    expect(it.ledger.queue.recoverInterrupted(it.act())).toBe(0);
    expect(it.ledger.journal.verify()).toBeNull();
  });
});

test('the list shows what is open, oldest first, then what is settled, newest first', () => {
  const [a, b, c, d] = [sell(), sell(), sell(), sell()];
  claim();
  it.ledger.queue.move(a, 'sending', 'rejected', {}, it.act());
  it.ledger.queue.move(c, 'queued', 'cancelled', {}, it.act());
  const list = (settled: boolean, limit = 9) =>
    it.ledger.queue.list({ settled, limit }).map((entry) => actOf(entry).id);
  expect(list(false)).toEqual([b.id, d.id]);
  expect(list(true)).toEqual([b.id, d.id, c.id, a.id]);
  expect(list(true, 3)).toEqual([b.id, d.id, c.id]);
  expect(list(true, 1)).toEqual([b.id]);
  claim();
  it.ledger.queue.move(b, 'sending', 'queued', {}, it.act());
  it.ledger.queue.claim(accountId, it.act());
  it.ledger.queue.claim(accountId, it.act());
  it.ledger.queue.move(d, 'sending', 'unknown', {}, it.act());
  it.ledger.queue.move(d, 'unknown', 'reconciling', {}, it.act());
  it.ledger.queue.move(d, 'reconciling', 'needs_person', {}, it.act());
  expect(list(false, 1)).toEqual([d.id]);
});
