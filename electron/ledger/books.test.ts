import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError } from '../../shared/errors.ts';
import { as, type CatalogueItemId, type EpochMs, type TicketKey } from '../../shared/ids.ts';
import { admissionState } from './admissions.ts';
import { accountId, anAccount, TestLedger } from './test-ledger.ts';

let it: TestLedger;
beforeEach(() => {
  it = new TestLedger();
});
afterEach(() => it.remove());

describe('accounts', () => {
  test('are listed as they were added, changed in part, and gone when removed', () => {
    const second = {
      ...anAccount(as('00000000-0000-7000-8000-000000000002')),
      connectedAt: as<EpochMs>(it.nowMs + 1),
      demo: false,
      advanced: { 'paths.start': '/pay' },
    };
    it.ledger.accounts.add(second);
    it.ledger.accounts.update(accountId, { label: 'Ulaz', credentialHint: '…new1' });
    it.reopen();
    expect(it.ledger.accounts.list()).toEqual([{ ...anAccount(), label: 'Ulaz', credentialHint: '…new1' }, second]);
    expect(() => it.ledger.accounts.add(second)).toThrow(ProblemError);
    it.ledger.accounts.remove(accountId, it.act().now);
    expect(it.ledger.accounts.get(accountId)).toBeNull();
    expect(it.ledger.accounts.list()).toEqual([second]);
    expect(() => it.ledger.accounts.update(accountId, { label: 'x' })).toThrow('account_missing');
  });
});

describe('admissions', () => {
  const key = as<TicketKey>('t1');

  test('know the first that stands, how many stand, and who spoke last', () => {
    const book = it.ledger.admissions;
    expect(book.state(accountId, key)).toBeNull();
    expect(book.undo(accountId, key, it.act())).toBeNull();
    const first = book.admit(accountId, key, it.act('Mila'));
    expect(first).toEqual({ admitted: true, at: it.nowMs, times: 1, firstAt: it.nowMs, by: 'Mila' });
    it.nowMs += 60_000;
    expect(book.admit(accountId, key, it.act('Jovan'))).toMatchObject({
      times: 2,
      firstAt: first.firstAt,
      by: 'Jovan',
    });
    it.nowMs += 60_000;
    expect(book.undo(accountId, key, it.act('Mila'))).toMatchObject({
      admitted: true,
      times: 1,
      firstAt: first.firstAt,
    });
    expect(book.undo(accountId, key, it.act('Mila'))).toMatchObject({ admitted: false, times: 0, firstAt: null });
    const left = book.undo(accountId, key, it.act('Ana'));
    expect(left).toMatchObject({ admitted: false, by: 'Mila' });
    it.reopen();
    expect(it.ledger.admissions.state(accountId, key)).toEqual(left);
    const db = it.database();
    expect(() => db.exec('DELETE FROM admissions')).toThrow('only grows');
    expect(() => db.exec('UPDATE admissions SET at = 0')).toThrow('only grows');
    db.close();
  });

  test('the standing ones and many states at once agree with each ticket’s own, after any story', () => {
    const tickets = ['a', 'b', 'c'].map((text) => as<TicketKey>(text));
    const step = fc.tuple(fc.constantFrom(...tickets), fc.boolean());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (story) => {
        for (const [ticket, admits] of story) {
          if (admits) it.ledger.admissions.admit(accountId, ticket, it.act());
          else it.ledger.admissions.undo(accountId, ticket, it.act());
        }
        const states = it.ledger.admissions.states(tickets.map((ticket) => ({ accountId, key: ticket })));
        const inside = tickets.filter((ticket) => states.get(`${accountId}\n${ticket}`)?.admitted);
        expect([...it.ledger.admissions.admittedKeys(accountId)].sort()).toEqual(inside);
      }),
      { numRuns: 30 },
    );
  });

  test('an undo takes the newest back, so the first stays the first', () => {
    const steps = [1, 1, -1, 1, -1, -1, 1].map((step, at) => ({
      step: step as 1 | -1,
      at: as<EpochMs>(at),
      madeBy: 'M',
    }));
    expect(steps.map((_, n) => admissionState(steps.slice(0, n + 1))?.firstAt)).toEqual([0, 0, 0, 0, 0, null, 6]);
  });
});

describe('the catalogue', () => {
  const item = (name: string, more = {}) => ({
    id: null,
    accountId,
    name,
    type: 'service' as const,
    unitPrice: { minor: 4999, currency: 'EUR' },
    currency: 'EUR',
    calendarId: null,
    ticketTypeId: null,
    date: null,
    ...more,
  });
  const names = () => it.ledger.catalogue.list().map((one) => one.name);

  test('keeps the order that a person gave it', () => {
    const { catalogue } = it.ledger;
    const [a, b, c] = ['A', 'B', 'C'].map((name) => catalogue.save(item(name)).id) as [
      CatalogueItemId,
      CatalogueItemId,
      CatalogueItemId,
    ];
    expect(names()).toEqual(['A', 'B', 'C']);
    catalogue.reorder([c, a]);
    expect(names()).toEqual(['C', 'A', 'B']);
    catalogue.save(item('B2', { id: b, unitPrice: null, date: '2026-01-31' }));
    catalogue.remove(a);
    expect(names()).toEqual(['C', 'B2']);
    expect(catalogue.list()[1]).toMatchObject({ unitPrice: null, currency: 'EUR', date: '2026-01-31' });
    catalogue.save(item('D'));
    expect(names()).toEqual(['C', 'B2', 'D']);
    expect(() => catalogue.save(item('gone', { id: a }))).toThrow('not_found');
  });

  test('an import of the same line changes it, and an edit by hand keeps where it came from', () => {
    const { catalogue } = it.ledger;
    const first = catalogue.save(item('Parter', { importKey: 'cal:1' }));
    const again = catalogue.save(item('Parter novi', { importKey: 'cal:1' }));
    expect(again).toEqual({ ...first, name: 'Parter novi' });
    expect(catalogue.save(item('By hand', { id: first.id })).importKey).toBe('cal:1');
    expect(catalogue.list()).toHaveLength(1);
    expect(catalogue.save(item('Other')).importKey).toBeNull();
  });

  test('items of a removed account are not sold', () => {
    it.ledger.catalogue.save(item('A'));
    it.ledger.accounts.remove(accountId, it.act().now);
    expect(names()).toEqual([]);
    expect(() => it.ledger.catalogue.save(item('B'))).toThrow('account_missing');
  });
});
