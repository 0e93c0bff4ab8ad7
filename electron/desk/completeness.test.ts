import { afterEach, beforeEach, expect, test } from 'vitest';
import { factNames } from '../cache/fact-names.ts';
import { cacheKit, ticketRow, time } from '../cache/test-kit.ts';
import { accountId, TestLedger } from '../ledger/test-ledger.ts';
import { completeness } from './completeness.ts';

let it: TestLedger;
beforeEach(() => {
  it = new TestLedger();
});
afterEach(() => it.remove());

/** One ticket that was read to the end, of as many as the platform says. */
function read(expected: number) {
  const { cache } = cacheKit();
  cache.tickets.storeNewest(accountId, [ticketRow()]);
  for (const name of [factNames.completeAt, factNames.freshAt]) cache.facts.set(accountId, name, '1000');
  cache.facts.set(accountId, factNames.expectedTickets, String(expected));
  const says = () =>
    completeness({
      ...{ cache: () => cache, ledger: it.ledger, now: () => time(it.nowMs), staffName: () => 'Mila' },
      clockOffMs: () => 0,
    });
  return { cache, says };
}

test('all is here when as many are as the platform says, and all could be read', () => {
  const { cache, says } = read(1);
  expect(says()).toEqual({ complete: true, have: 1, expected: 1, setAside: 0, completeAt: 1000, freshAt: 1000 });
  cache.tickets.setAside(accountId, [{ field: 'data.0.customer', message: 'is missing', fingerprint: 'f' }]);
  expect(says()).toMatchObject({ complete: false, setAside: 1, completeAt: 1000 });
});

test('all is not here when a poll has told of more, or of fewer', () => {
  expect(read(2).says()).toMatchObject({ complete: false, have: 1, expected: 2 });
  expect(read(0).says()).toMatchObject({ complete: false });
});
