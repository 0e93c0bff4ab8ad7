import { expect, test } from 'vitest';
import { type QueueState, queueStates } from '../../shared/domain/acts.ts';
import { mayPay, type OrderPayState, payStateOf } from './pay-states.ts';
import { interruptedStates, isSettled, mayMove, settledStates, waitingStates } from './queue-states.ts';

test('the legal moves are these and no others', () => {
  const legal = queueStates.flatMap((from) =>
    queueStates.filter((to) => mayMove(from, to)).map((to) => `${from} → ${to}`),
  );
  expect(legal).toEqual([
    'queued → sending',
    'queued → cancelled',
    'sending → queued',
    'sending → confirmed',
    'sending → rejected',
    'sending → unknown',
    'unknown → reconciling',
    'reconciling → queued',
    'reconciling → confirmed',
    'reconciling → unknown',
    'reconciling → needs_person',
    'needs_person → queued',
    'needs_person → confirmed',
    'needs_person → cancelled',
  ]);
});

test('every state is waiting, settled, or with a person; a died process leaves only states that go on to unknown', () => {
  expect([...waitingStates, ...settledStates, 'needs_person'].sort()).toEqual([...queueStates].sort());
  expect(queueStates.filter(isSettled).sort()).toEqual([...settledStates].sort());
  for (const state of interruptedStates) expect(mayMove(state, 'unknown')).toBe(true);
});

test('nothing is sent again out of doubt without having been looked for', () => {
  const reach = (from: QueueState, without: QueueState, seen = new Set<QueueState>()): Set<QueueState> => {
    for (const to of queueStates) {
      if (to === without || seen.has(to) || !mayMove(from, to)) continue;
      seen.add(to);
      reach(to, without, seen);
    }
    return seen;
  };
  expect([...reach('unknown', 'reconciling')]).toEqual([]);
});

test.each<[QueueState, string]>([
  ['queued', 'waiting_for_network'],
  ['sending', 'sending'],
  ['unknown', 'unknown'],
  ['reconciling', 'unknown'],
  ['needs_person', 'needs_person'],
  ['rejected', 'rejected'],
  ['cancelled', 'cancelled'],
  ['confirmed', 'paid'],
])('a %s sale whose order is paid shows %s', (state, shown) => {
  expect(payStateOf(state, 'paid')).toBe(shown);
});

test('an old answer never takes a payment back', () => {
  const states: readonly OrderPayState[] = ['awaiting_payment', 'paid', 'declined', 'expired', 'cancelled'];
  expect(states.filter((to) => mayPay('paid', to))).toEqual(['cancelled']);
  expect(states.filter((to) => mayPay('cancelled', to))).toEqual([]);
  for (const from of states) expect(mayPay(from, from)).toBe(false);
});
