import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actOf } from '../../shared/domain/act-of.ts';
import type { QueueEntry } from '../../shared/domain/acts.ts';
import { as } from '../../shared/ids.ts';
import { amountReadings } from './amount-readings.ts';
import type { ActRef, HistoryQuery } from './ledger.ts';
import { accountId, anAccount, anOrder, aRefund, aSale, ofOrder, ofPayment, TestLedger } from './test-ledger.ts';

let it: TestLedger;
beforeEach(() => {
  it = new TestLedger();
});
afterEach(() => it.remove());

const every: HistoryQuery = {
  search: '',
  kind: null,
  state: null,
  fromMs: null,
  beforeMs: null,
  accountId: null,
};
const idOf = (entry: QueueEntry): string => actOf(entry).id;
const found = (query: Partial<HistoryQuery>, offset = 0, limit = 50) => {
  const page = it.ledger.history.page({ ...every, ...query }, { offset, limit });
  return { total: page.total, ids: page.entries.map(idOf) };
};
const sell = (...args: Parameters<typeof aSale>): ActRef & { readonly kind: 'sale' } => ({
  kind: 'sale',
  id: it.ledger.sales.create(aSale(...args), it.act()).id,
});
const refund = (...args: Parameters<typeof aRefund>) => it.ledger.refunds.create(aRefund(...args), it.act()).id;
const attempt = (outcome: 'reconciled' | 'chosen') => ({ at: it.act().now, outcome, note: '' }) as const;

function doubt(ref: ActRef): void {
  it.ledger.queue.claim(accountId, it.act());
  it.ledger.queue.move(ref, 'sending', 'unknown', {}, it.act());
  it.ledger.queue.move(ref, 'unknown', 'reconciling', {}, it.act());
}

describe('searching', () => {
  test.each([
    'djordje',
    'Ђорђе',
    'živ đor',
    'djordje@ma',
    '064 123',
    '+381 64 123-45',
    'aym-77',
    'aym77',
    '1735.24',
    '1.735,24',
    '1,735.24',
    'djordje 1735.24',
  ])('a sale is found by “%s”', (search) => {
    const ref = sell({ name: 'Đorđe Živković', email: 'djordje@mail.example.test', phone: '+381641234567' });
    const free = { ...aSale({ name: 'Ana', email: 'ana@example.test' }), items: [] };
    it.ledger.sales.create({ ...free, total: { minor: 0, currency: 'RSD' } }, it.act());
    it.ledger.queue.claim(accountId, it.act());
    it.ledger.queue.move(ref, 'sending', 'confirmed', { order: anOrder('77') }, it.act());
    expect(found({ search }).ids).toEqual([ref.id]);
    expect(found({ search: `${search} nobody` }).ids).toEqual([]);
  });

  test('a sale is found by its reference, in whole or in part', () => {
    const ref = sell();
    sell();
    const reference = it.ledger.sales.get(ref.id)?.reference ?? '';
    expect(found({ search: reference.toLowerCase() })).toEqual({ total: 1, ids: [ref.id] });
    expect(found({ search: reference.replace('-', '') }).ids).toEqual([ref.id]);
  });

  test('a refund is found by guest, number and amount in its own currency', () => {
    const id = refund(ofPayment('p', 'o'));
    sell({ name: 'Dragan' });
    for (const search of ['драгослава', 'mihajlovic drag', 'AYM-0579', '10', '10,00']) {
      expect(found({ search, kind: 'refund' }).ids, search).toEqual([id]);
    }
    expect(found({ search: '1000', kind: 'refund' }).ids).toEqual([]);
  });

  test('whatever is typed, nothing breaks, and nothing is found that was not asked for', () => {
    sell({ name: 'Ana O’Neil' });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (search) => {
        expect(found({ search }).total).toBeLessThanOrEqual(1);
      }),
    );
    expect(found({ search: "' OR 1=1 --" }).total).toBe(0);
    expect(found({ search: '%' }).total).toBe(1);
  });
});

describe('narrowing', () => {
  test('by kind: a cancellation is a refund of an order that gives nothing back', () => {
    const sale = sell().id;
    const back = refund(ofPayment('p', 'o1'));
    const cancelled = it.ledger.refunds.create(
      { ...aRefund(ofOrder('o2')), amount: { minor: 0, currency: 'RSD' } },
      it.act(),
    ).id;
    expect(found({ kind: 'sale' }).ids).toEqual([sale]);
    expect(found({ kind: 'refund' }).ids).toEqual([back]);
    expect(found({ kind: 'cancel_order' }).ids).toEqual([cancelled]);
  });

  test('by how it ended', () => {
    const { queue } = it.ledger;
    const looked = sell();
    doubt(looked);
    queue.move(looked, 'reconciling', 'confirmed', { order: anOrder('1'), attempt: attempt('reconciled') }, it.act());
    const person = sell();
    doubt(person);
    queue.move(person, 'reconciling', 'needs_person', {}, it.act());
    queue.move(person, 'needs_person', 'cancelled', { attempt: attempt('chosen') }, it.act());
    const answered = sell();
    queue.claim(accountId, it.act());
    queue.move(answered, 'sending', 'confirmed', { order: anOrder('2') }, it.act());
    const refused = sell();
    queue.claim(accountId, it.act());
    queue.move(refused, 'sending', 'rejected', {}, it.act());
    const waiting = sell();
    expect(found({ state: 'found' }).ids).toEqual([looked.id]);
    expect(found({ state: 'decided' }).ids).toEqual([person.id]);
    expect(found({ state: 'cancelled' }).ids).toEqual([person.id]);
    expect(found({ state: 'confirmed' }).ids).toEqual([answered.id, looked.id]);
    expect(found({ state: 'rejected' }).ids).toEqual([refused.id]);
    expect(found({ state: 'open' }).ids).toEqual([waiting.id]);
    expect(found({ state: 'open', search: 'nobody' }).total).toBe(0);
  });

  test('by moment and account, in pages; slices are not shifted by what is written meanwhile', () => {
    const second = anAccount(as('00000000-0000-7000-8000-000000000002'));
    it.ledger.accounts.add(second);
    const ids: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      ids.unshift(sell().id);
      it.nowMs += 1000;
    }
    const elsewhere = sell({}, second.id).id;
    const start = it.nowMs - 7000;
    expect(found({ accountId: second.id }).ids).toEqual([elsewhere]);
    expect(found({ fromMs: start + 1000, beforeMs: start + 3000 }).ids).toEqual(ids.slice(4, 6));
    expect(found({ accountId }, 2, 3)).toEqual({ total: 7, ids: ids.slice(2, 5) });
    const first = it.ledger.history.slice({ ...every, accountId }, null, 4);
    sell();
    const rest = it.ledger.history.slice({ ...every, accountId }, first.next, 4);
    expect([...first.entries, ...rest.entries].map(idOf)).toEqual(ids);
    expect(rest.next).toBeNull();
  });
});

test.each([
  ['150', [150_00]],
  ['150,5', [150_50]],
  ['1.500', [1500_00, 1_50]],
  ['1.500,00', [1500_00]],
  ['1,500.00', [1500_00]],
  ['1.500.00', []],
  ['12.345.678,90', [12_345_678_90]],
  ['W-7F3K', []],
  ['', []],
])('“%s” is read as dinars: %j', (text, minors) => {
  const read = amountReadings(text).filter(({ digits }) => digits === 2);
  expect(read.map(({ minor }) => minor).sort((a, b) => b - a)).toEqual(minors);
});
