import { expect, test } from 'vitest';
import {
  available,
  type BudgetModel,
  decide,
  newBudget,
  onAnswer,
  onNoAnswer,
  onRefused,
  onSend,
} from './budget-model.ts';
import type { Priority } from './platform.ts';

const all = new Set<Priority>(['staff', 'signals', 'pull']);
const only = (...priorities: Priority[]) => new Set(priorities);
const headers = (remaining: number, limit = 60, resetInMs: number | null = null) => ({ limit, remaining, resetInMs });

/** A model that has just heard, at time 0, how much is left of its window. */
function heard(remaining: number, limit = 60): BudgetModel {
  const { model, lease } = onSend(newBudget({}), 'pull', 0);
  return onAnswer(model, lease, headers(remaining, limit), true, 0);
}

test.each<[string, BudgetModel, ReadonlySet<Priority>, number, object]>([
  ['nobody waits', newBudget({}), only(), 0, { kind: 'idle' }],
  ['the first goes', newBudget({}), only('pull'), 0, { kind: 'send', priority: 'pull' }],
  [
    'the first goes alone',
    onSend(newBudget({}), 'pull', 0).model,
    only('signals', 'pull'),
    0,
    { kind: 'wait', reason: 'rate_limit', untilMs: null },
  ],
  [
    'but no guest waits for a pull that has not been answered yet',
    onSend(newBudget({}), 'pull', 0).model,
    all,
    0,
    { kind: 'send', priority: 'staff' },
  ],
  [
    'nor anybody once it was waited for in vain',
    onSend(onNoAnswer(onSend(newBudget({}), 'pull', 0).model, true, 20_000), 'pull', 20_000).model,
    only('signals', 'pull'),
    20_000,
    { kind: 'send', priority: 'signals' },
  ],
  ['strict order', heard(50), all, 1, { kind: 'send', priority: 'staff' }],
  ['signals before pull', heard(50), only('pull', 'signals'), 1, { kind: 'send', priority: 'signals' }],
  [
    'a pull leaves half for signals and four for staff',
    heard(34),
    only('pull'),
    1,
    { kind: 'wait', reason: 'staff_first', untilMs: 1_001 },
  ],
  ['one more is the pull’s', heard(35), only('pull'), 1, { kind: 'send', priority: 'pull' }],
  ['what is kept for signals shrinks', heard(20), only('pull'), 30_000, { kind: 'send', priority: 'pull' }],
  ['a pull leaves four', heard(4), only('pull'), 58_000, { kind: 'wait', reason: 'staff_first', untilMs: 58_500 }],
  ['signals leave two', heard(2), only('signals'), 1, { kind: 'wait', reason: 'staff_first', untilMs: 1_001 }],
  ['staff take the last', heard(1), only('staff'), 1, { kind: 'send', priority: 'staff' }],
  ['nothing is left', heard(0), only('staff'), 1, { kind: 'wait', reason: 'rate_limit', untilMs: 60_000 }],
  ['what is left at the end is the pull’s', heard(1), only('pull'), 58_600, { kind: 'send', priority: 'pull' }],
  ['a new window', heard(0), only('pull'), 60_000, { kind: 'send', priority: 'pull' }],
  ['a window of one', heard(0, 1), only('staff'), 1, { kind: 'wait', reason: 'rate_limit', untilMs: 60_000 }],
])('%s', (_what, model, waiting, now, decision) => {
  expect(decide(model, waiting, now)).toEqual(decision);
});

test('an answer without a limit means there is none', () => {
  const { model, lease } = onSend(newBudget({}), 'pull', 0);
  const free = onAnswer(model, lease, null, true, 5);
  expect(available(free, 5)).toBeNull();
  expect(decide(free, all, 5)).toEqual({ kind: 'send', priority: 'staff' });
});

test('an error without a limit means nothing', () => {
  const { model, lease } = onSend(heard(50), 'pull', 10);
  expect(available(onAnswer(model, lease, null, false, 20), 20)).toBe(49);
});

test('another limiter’s headers are not ours', () => {
  const { model, lease } = onSend(heard(50), 'staff', 10);
  const after = onAnswer(model, lease, undefined, true, 20);
  expect(after.limit).toBe(60);
  expect(available(after, 20)).toBe(49);
});

test('a 429 stops everybody until the time it named, and then a new window is open', () => {
  const { model } = onSend(heard(50), 'pull', 10);
  const refused = onRefused(model, headers(0), 17_000, 1_000);
  expect(decide(refused, all, 17_999)).toEqual({ kind: 'wait', reason: 'rate_limit', untilMs: 18_000 });
  expect(decide(refused, all, 18_000)).toEqual({ kind: 'send', priority: 'staff' });
  expect(available(refused, 18_000)).toBe(60);
});

test('a 429 that names no time is waited out longer each time', () => {
  let model = newBudget({});
  const waits: number[] = [];
  for (let now = 0, tries = 0; tries < 9; tries += 1) {
    model = onRefused(onSend(model, 'pull', now).model, null, null, now);
    waits.push(model.blockedUntil - now);
    now = model.blockedUntil;
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000));
});

test('more left than before means a new window, whoever opened it', () => {
  const { model, lease } = onSend(heard(3), 'staff', 40_000);
  const after = onAnswer(model, lease, headers(58), true, 40_100);
  expect(available(after, 40_200)).toBe(58);
  expect(decide(after, only('pull'), 60_100)).toEqual({ kind: 'send', priority: 'pull' });
});

test('an answer of the window before says nothing of this one', () => {
  const old = onSend(heard(3), 'staff', 59_900);
  const fresh = onSend(old.model, 'staff', 60_000);
  const late = onAnswer(fresh.model, old.lease, headers(2), true, 60_050);
  expect(available(late, 60_060)).toBeGreaterThan(50);
});

test('others on the same key make a pull hold back more', () => {
  const { model, lease } = onSend(heard(40), 'pull', 10);
  const crowded = onAnswer(model, lease, headers(8), true, 20);
  expect(crowded.foreign).toBe(31);
  expect(decide(crowded, only('pull'), 30)).toMatchObject({ kind: 'wait', reason: 'staff_first' });
  expect(decide(crowded, only('signals'), 30)).toEqual({ kind: 'send', priority: 'signals' });
});

test('a pull leaves what the paid signals of the last half minute will need, where that is more than may come', () => {
  let model = heard(59);
  const often = Array.from({ length: 20 }, (_, n) => 10_500 + n * 1_000);
  for (const at of often) {
    const sent = onSend(model, 'signals', at);
    model = onAnswer(sent.model, sent.lease, headers(sent.model.remaining - 1), true, at + 50);
  }
  // Twenty in thirty seconds: twenty more until the window ends, and four for staff.
  expect(decide({ ...model, remaining: 25 }, only('pull'), 30_100)).toEqual({ kind: 'send', priority: 'pull' });
  expect(decide({ ...model, remaining: 24 }, only('pull'), 30_100)).toMatchObject({ kind: 'wait' });
});

test('a request that never left counts for nothing, a lost one counts', () => {
  const fresh = onSend(newBudget({ limit: 60 }), 'pull', 0);
  expect(available(onNoAnswer(fresh.model, false, 10), 10)).toBe(60);
  expect(available(onNoAnswer(fresh.model, true, 10), 10)).toBe(59);
});
