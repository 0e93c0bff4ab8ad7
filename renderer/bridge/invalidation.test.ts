import { describe, expect, test } from 'vitest';
import { callNames, eventNames } from '../../shared/contract/names.ts';
import type { SyncStatus } from '../../shared/domain/sync.ts';
import { type AccountId, as } from '../../shared/ids.ts';
import { withStatus } from './event-bridge.ts';
import { concerns, staleAfterAct, staleAfterEvent } from './invalidation.ts';
import { callKey } from './keys.ts';

describe('what becomes stale', () => {
  test('is said for every event, and names only calls that exist', () => {
    expect(Object.keys(staleAfterEvent).sort()).toEqual([...eventNames].sort());
    const named = [...Object.values(staleAfterEvent), ...Object.values(staleAfterAct)].flat();
    for (const name of named) expect(callNames).toContain(name);
  });

  test('is never a call that asks the platform by itself or acts', () => {
    const acts =
      /\.(admit|undo|create|request|decide|connect|connectDemo|remove|cancel|export|set|save|import|refresh|askPlatform)$/;
    for (const name of Object.values(staleAfterEvent).flat()) expect(name).not.toMatch(acts);
  });

  test.each([
    [{ accountId: 'a', ticketKey: '1' }, { accountId: 'a' }, true],
    [{ accountId: 'b', ticketKey: '1' }, { accountId: 'a' }, false],
    [{ query: 'ana' }, { accountId: 'a' }, true],
    [null, { accountId: 'a' }, true],
    [{ accountId: 'b' }, {}, true],
    [{ accountId: 'b' }, undefined, true],
  ])('%j after %j: %j', (input, payload, stale) => {
    expect(concerns(input, payload)).toBe(stale);
  });
});

test('calls without input share one key, whichever way nothing is written', () => {
  expect(callKey('accounts.list')).toEqual(callKey('accounts.list', undefined));
});

test('a status takes the place of the former one of its account', () => {
  const status = (accountId: string, tickets: number): SyncStatus => ({
    accountId: as<AccountId>(accountId),
    connectivity: 'online',
    lastAnswerAt: null,
    freshAt: null,
    completeAt: null,
    ordersReadAt: null,
    tickets,
    expectedTickets: null,
    pull: null,
    queue: { waiting: 0, needsPerson: 0, persons: [] },
    setAside: 0,
    problem: null,
    clockSkewMs: null,
  });
  const one = withStatus([], status('a', 1));
  const two = withStatus(one, status('b', 2));
  expect(withStatus(two, status('a', 3)).map((each) => each.tickets)).toEqual([3, 2]);
});
