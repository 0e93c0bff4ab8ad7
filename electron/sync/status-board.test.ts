import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AccountId, as, type EpochMs } from '../../shared/ids.ts';
import { StatusBoard, type StoredFacts } from './status-board.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-21T20:00:00Z');

/** The laptop's clock, which people set, and the one that only goes on; the platform's is true time. */
let wallMs: number;
let steadyMs: number;
let trueMs: number;
let board: StatusBoard;
beforeEach(() => {
  [wallMs, steadyMs, trueMs] = [start, 1_000, start];
  const nothing = (): void => undefined;
  board = new StatusBoard({
    now: () => as<EpochMs>(wallMs),
    steady: () => steadyMs,
    changed: nothing,
    backOnline: nothing,
    question: nothing,
    health: 'ok',
  });
});
afterEach(() => board.close());

function pass(ms: number, asleep = false): void {
  wallMs += ms;
  trueMs += ms;
  if (!asleep) steadyMs += ms;
}
const heard = (skewMs: number): void => board.hearClock({ skewMs, withinMs: 600, sure: true });
const hear = (): void => heard(trueMs - wallMs);

test('a clock skew is kept in whole milliseconds: times reckoned with it are stored as integers', () => {
  heard(12.75);
  expect(board.skewMs).toBe(13);
});

describe('with the cable out, a laptop whose clock', () => {
  beforeEach(() => {
    hear();
    pass(hour);
  });

  test.each([
    ['is set back by a day', -24],
    ['is set back by two hours', -2],
  ])('%s is known to be off by as much', (_name, hours) => {
    wallMs += hours * hour;
    expect(board.clockOffMs).toBe(-hours * hour);
  });

  test('was a day behind and is put right is right', () => {
    wallMs -= 24 * hour;
    hear();
    expect(board.clockOffMs).toBe(24 * hour);
    pass(hour);
    wallMs += 24 * hour;
    expect(board.clockOffMs).toBe(0);
  });

  test('is a day ahead and sleeps for ten hours stays a day ahead', () => {
    wallMs += 24 * hour;
    hear();
    pass(10 * hour, true);
    expect(board.clockOffMs).toBe(-24 * hour);
  });

  test('sleeps is not taken for set', () => {
    pass(10 * hour, true);
    expect(board.skewMs).toBe(0);
  });

  test('differs by seconds is not off', () => {
    heard(5_000);
    expect([board.skewMs, board.clockOffMs]).toEqual([5_000, 0]);
  });
});

test.each([
  ['right', 0],
  ['a day ahead', 24],
  ['a day behind', -24],
])('how old the data is stays true on a clock that was %s and is then set back by an hour', (_name, hours) => {
  wallMs += hours * hour;
  hear();
  const freshAt = as<EpochMs>(wallMs + board.clockOffMs);
  const facts: StoredFacts = {
    ...{ freshAt, completeAt: freshAt, ordersReadAt: freshAt, tickets: 1, expectedTickets: 1, setAside: 0 },
    queue: { waiting: 0, needsPerson: 0, persons: [] },
  };
  const ageOf = (): number => wallMs - (board.status(as<AccountId>('a'), facts).freshAt ?? 0);
  expect(ageOf()).toBe(0);
  pass(2 * hour);
  expect(ageOf()).toBe(2 * hour);
  wallMs -= hour;
  expect(ageOf()).toBe(2 * hour);
});

test('what our own budget refuses is no answer: with the cable out the badge does not say that the platform was heard', () => {
  board.answered();
  const heardAt = board.lastAnswerAt;
  pass(60_000);
  board.beat('gone');
  board.failed({ code: 'rate_limited', message: '', retryable: true, retryAfterMs: 3_600_000 });
  expect([board.connectivity, board.lastAnswerAt, board.answeredSteadyMs]).toEqual(['offline', heardAt, 1_000]);
});
