import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Order } from '../../shared/domain/orders.ts';
import type { Platform } from '../platforms/platform.ts';
import { failure } from '../platforms/platform-error.ts';
import { pollTicketPayments } from './pull-ticket-payments.ts';
import { TestLine } from './test-line.fixture.ts';

const ids = [1, 2, 3, 4, 5];
/** Tickets that were read whole, in the order in which they were asked for. */
let read: number[];
let trouble: ReadonlyMap<number, () => Error>;
let it: TestLine;

beforeEach(() => {
  read = [];
  trouble = new Map();
  const platform = {
    system: 'ozora',
    capabilities: new Set(['ticket_payments', 'ticket_payments.ids']),
    budget: () => ({ remaining: null, pullWaitsUntilMs: null }),
    paidTicketIds: async () => ids,
    ordersOfTicket: async (id: number): Promise<readonly Order[]> => {
      const why = trouble.get(id);
      if (why) throw why();
      read.push(id);
      return [];
    },
  };
  it = new TestLine({ platform: platform as unknown as Platform });
});
afterEach(() => it.remove());

const answered = (code: 'bad_response' | 'refused' | 'forbidden' | 'not_found') => () =>
  failure(code, 'of this ticket only', { outcome: 'refused' });

test.each(['bad_response', 'refused', 'forbidden', 'not_found'] as const)(
  'a ticket whose payments are answered with %s is passed over, and all others are read',
  async (code) => {
    trouble = new Map([[2, answered(code)]]);
    await pollTicketPayments(it.line);
    expect(read).toEqual([1, 3, 4, 5]);
  },
);

test.each([
  ['a server that fails at one ticket', () => failure('server_error', 'Server Error', { outcome: 'unknown' })],
  ['an answer that is cut off each time', () => failure('bad_response', 'cut', { outcome: 'unknown', cut: true })],
])('%s is asked again in two more rounds and then passed over', async (_name, why) => {
  trouble = new Map([[2, why]]);
  for (const round of [1, 2]) await expect(pollTicketPayments(it.line), `round ${round}`).rejects.toThrow();
  expect(read).toEqual([1]);
  await pollTicketPayments(it.line);
  expect(read).toEqual([1, 3, 4, 5]);
});

test('one that answers again is read, and what failed before counts no more', async () => {
  const failing = new Map([[2, () => failure('server_error', 'Server Error', { outcome: 'unknown' })]]);
  trouble = failing;
  await expect(pollTicketPayments(it.line)).rejects.toThrow();
  trouble = new Map();
  await pollTicketPayments(it.line);
  expect(read).toEqual([1, 2, 3, 4, 5]);
  trouble = failing;
  await expect(pollTicketPayments(it.line)).rejects.toThrow();
  await expect(pollTicketPayments(it.line)).rejects.toThrow();
});

test('without a way to the system nothing is passed over, however often it is asked', async () => {
  trouble = new Map([[2, () => failure('offline', 'no way', { outcome: 'not_sent' })]]);
  for (let round = 0; round < 5; round += 1) await expect(pollTicketPayments(it.line)).rejects.toThrow();
  expect(read).toEqual([1]);
});
