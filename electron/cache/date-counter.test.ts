import { expect, test } from 'vitest';
import { type AccountId, as, type TicketKey } from '../../shared/ids.ts';
import { account, cacheKit, pullAll, ticketRow } from './test-kit.ts';

const tonight = { event: 'AAA', date: '2026-08-30T19:00:00+02:00' };
const later = { event: 'BBB', date: '2026-09-01T19:00:00+02:00' };
const keys = ['01:0', '01:1', '02:0', 'ff:0', 'no key'].map((key) => as<TicketKey>(key));

test('counts tickets by event date, again after each change, and leaves out what is not here', () => {
  const { cache } = cacheKit();
  const counts = (asked = keys, accountId = account): Record<string, number> =>
    Object.fromEntries(
      cache.tickets.countByDate(accountId, asked).map(({ eventId, tickets }): [string, number] => [eventId, tickets]),
    );
  const one = ticketRow({ identity: '01', ...tonight });
  const two = ticketRow({ identity: '02', ...later });
  expect(counts()).toEqual({});
  pullAll(cache, [one, one, two]);
  expect(counts()).toEqual({ AAA: 2, BBB: 1 });
  expect(counts(keys.slice(2))).toEqual({ BBB: 1 });
  expect(counts([])).toEqual({});
  expect(counts(keys, as<AccountId>('another'))).toEqual({});
  // The evening of a ticket is moved, then a twin is gone, then all is.
  pullAll(cache, [one, one, ticketRow({ identity: '02', ...tonight })]);
  expect(counts()).toEqual({ AAA: 3 });
  pullAll(cache, [one, two]);
  expect(counts()).toEqual({ AAA: 1, BBB: 1 });
  cache.removeAccount(account);
  expect(counts()).toEqual({});
  pullAll(cache, [two]);
  expect(counts()).toEqual({ BBB: 1 });
});
