import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Ticket } from '../../shared/domain/tickets.ts';
import type { OrderId } from '../../shared/ids.ts';
import { guestAskedFact } from '../cache/contact-fact.ts';
import type { Ask, Platform } from '../platforms/platform.ts';
import { refreshGuest } from './online.ts';
import { TestLine } from './test-line.fixture.ts';

/* What opening a guest costs, when nobody pressed for it and when somebody did. */

let it: TestLine;
let asked: string[];

beforeEach(async () => {
  it = new TestLine();
  asked = [];
  for (let n = 0; n < 12; n += 1) it.sell(ana);
  await it.push();
});
afterEach(() => it.remove());

const ana = { name: 'Ana', email: 'ana@example.test', phone: '' };
const guest: Pick<Ticket, 'holder' | 'entry'> = { holder: ana, entry: null };

/** The line, with each request and its place in the budget written down. */
function watched(signal?: AbortSignal) {
  const { platform } = it.line;
  const note = (what: string, { priority, signal: stop }: Ask): void => {
    stop?.throwIfAborted();
    asked.push(`${what} ${priority}`);
  };
  const watching: Platform = {
    ...platform,
    orders: async (query) => {
      note('orders', query);
      return await platform.orders(query);
    },
    order: async (id: OrderId, how: Ask) => {
      note('order', how);
      return await platform.order(id, how);
    },
    refundRequests: async (query) => {
      note('refunds', query);
      return await platform.refundRequests(query);
    },
  };
  return { ...it.line, platform: watching, signal: signal ?? it.line.signal };
}

const known = () => it.line.context.cache().facts.get(it.line.account.id, guestAskedFact(guest));

test('unasked: the search and the two newest orders, behind all that somebody waits for', async () => {
  await refreshGuest(watched(), guest, 'aside');
  expect(asked).toEqual(['orders aside', 'order aside', 'order aside']);
  expect(known()).not.toBeNull();
});

test('pressed: all details and refund requests, before everything else', async () => {
  await refreshGuest(watched(), guest, 'staff');
  expect(asked).toEqual(['orders staff', ...Array.from({ length: 10 }, () => 'order staff'), 'refunds staff']);
});

test('of a guest who is left nothing more is asked', async () => {
  const left = new AbortController();
  left.abort();
  await expect(refreshGuest(watched(left.signal), guest, 'aside')).rejects.toThrow();
  expect(asked).toEqual([]);
  expect(known()).toBeNull();
  expect(it.line.board.connectivity).not.toBe('offline');
});
