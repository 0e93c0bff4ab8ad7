import { expect, test } from 'vitest';
import { type AccountId, as, type EpochMs, type IsoTime, type OrderId } from '../../shared/ids.ts';
import { cacheKit } from './test-kit.ts';

const account = as<AccountId>('a');
const order = as<OrderId>('o');

test('an order keeps its past as its system last told it, until its account is removed', () => {
  const { cache } = cacheKit();
  const created = {
    at: as<IsoTime>('2026-11-21T19:00:00.000Z'),
    atMs: as<EpochMs>(1),
    what: 'created',
    risk: 'neutral',
  } as const;
  const paid = {
    at: as<IsoTime>('2026-11-21T19:05:00.000Z'),
    atMs: as<EpochMs>(2),
    what: 'payment.succeeded',
    risk: 'good',
  } as const;
  expect(cache.orders.history(account, order)).toEqual([]);
  expect(cache.orders.saveHistory(account, order, [created])).toBe(true);
  expect(cache.orders.saveHistory(account, order, [created, paid])).toBe(true);
  expect(cache.orders.saveHistory(account, order, [created, paid])).toBe(false);
  expect(cache.orders.history(account, order)).toEqual([created, paid]);
  expect(cache.orders.history(account, as<OrderId>('other'))).toEqual([]);
  cache.removeAccount(account);
  expect(cache.orders.history(account, order)).toEqual([]);
});
