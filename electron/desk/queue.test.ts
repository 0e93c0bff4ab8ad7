import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { QueueState } from '../../shared/domain/acts.ts';
import { ProblemError } from '../../shared/errors.ts';
import { as, type EpochMs, type SaleId } from '../../shared/ids.ts';
import type { Cache } from '../cache/cache.ts';
import { accountId, anOrder, aSale, TestLedger } from '../ledger/test-ledger.ts';
import { type DeskContext, tonightHere } from './context.ts';
import { type Choice, decide } from './queue.ts';
import { cancelSale } from './sales.ts';

let it: TestLedger;
let offMs: number;
beforeEach(() => {
  it = new TestLedger();
  offMs = 0;
});
afterEach(() => it.remove());

const desk = (): DeskContext => ({
  // No event is known: the door is where the usual venue is.
  cache: () => ({ tickets: { dates: () => [] } }) as unknown as Cache,
  ledger: it.ledger,
  now: () => as<EpochMs>(it.nowMs),
  clockOffMs: () => offMs,
  staffName: () => 'Mila',
});

/** Ways from `queued` to each state. */
const ways: Readonly<Record<QueueState, readonly QueueState[]>> = {
  queued: [],
  sending: ['sending'],
  unknown: ['sending', 'unknown'],
  reconciling: ['sending', 'unknown', 'reconciling'],
  needs_person: ['sending', 'unknown', 'reconciling', 'needs_person'],
  confirmed: ['sending', 'confirmed'],
  rejected: ['sending', 'rejected'],
  cancelled: ['cancelled'],
};

/** A sale that has come as far as a state. */
function saleIn(state: QueueState): SaleId {
  const { id } = it.ledger.sales.create(aSale(), it.act());
  let from: QueueState = 'queued';
  for (const to of ways[state]) {
    if (to === 'sending') it.ledger.queue.claim(accountId, it.act());
    else
      it.ledger.queue.move({ kind: 'sale', id }, from, to, to === 'confirmed' ? { order: anOrder('1') } : {}, it.act());
    from = to;
  }
  expect(stateOf(id)).toBe(state);
  return id;
}
const stateOf = (id: SaleId) => it.ledger.sales.get(id)?.queueState;
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
};

test('what belongs to a removed account is not queued again, where it would wait for ever; it can be given up', () => {
  const id = saleIn('needs_person');
  it.ledger.accounts.remove(accountId, it.act().now);
  expect(codeOf(() => decide(desk(), { kind: 'sale', id }, { kind: 'send_again' }))).toBe('account_missing');
  expect(stateOf(id)).toBe('needs_person');
  expect(codeOf(() => decide(desk(), { kind: 'sale', id }, { kind: 'give_up' }))).toBe('done');
  expect(stateOf(id)).toBe('cancelled');
});

const choices: readonly Choice[] = [{ kind: 'send_again' }, { kind: 'give_up' }];
const states = Object.keys(ways) as QueueState[];
const others = states.filter((state) => state !== 'needs_person');

describe('nothing but a person’s word about a doubt sends a second time', () => {
  test.each(others.flatMap((state) => choices.map((choice) => [state, choice.kind, choice] as const)))(
    'what is %s cannot be decided (%s)',
    (state, _name, choice) => {
      const id = saleIn(state);
      expect(codeOf(() => decide(desk(), { kind: 'sale', id }, choice))).toBe('already_sent');
      expect(stateOf(id)).toBe(state);
    },
  );

  test.each(states.filter((state) => state !== 'queued'))(
    'what is %s cannot be taken back as if it had never left',
    (state) => {
      const id = saleIn(state);
      expect(codeOf(() => cancelSale(desk(), id))).toBe('already_sent');
      expect(stateOf(id)).toBe(state);
    },
  );

  test('two clicks, in one window or in two, are one word', () => {
    const id = saleIn('needs_person');
    expect(codeOf(() => decide(desk(), { kind: 'sale', id }, { kind: 'send_again' }))).toBe('done');
    expect(codeOf(() => decide(desk(), { kind: 'sale', id }, { kind: 'send_again' }))).toBe('already_sent');
    const chosen = it.ledger.sales.get(id)?.attempts.filter(({ outcome }) => outcome === 'chosen');
    expect([stateOf(id), chosen?.length]).toEqual(['queued', 1]);
  });
});

test.each([0, 24, -24])('tonight is tonight on a laptop whose clock is off by %i h', (hours) => {
  it.nowMs = Date.parse('2026-10-25T01:30:00Z') + hours * 3_600_000;
  offMs = -hours * 3_600_000;
  // Half past two of the night in which the clocks go back: still the evening before.
  expect(tonightHere(desk())).toBe('2026-10-24');
});
