import { describe, expect, test } from 'vitest';
import type { Account } from '../../shared/domain/accounts.ts';
import type { SyncStatus } from '../../shared/domain/sync.ts';
import { type AccountId, as, type EpochMs } from '../../shared/ids.ts';
import { privilegesNamed } from '../components/privileges.ts';
import { bannersFor } from './banner-rules.ts';
import { expiryOf } from './expiry.ts';
import { callsAnew, summarize } from './summary.ts';
import { typedCharacter } from './typed-keys.ts';

const at = (ms: number) => as<EpochMs>(ms);

function status(change: Partial<SyncStatus> = {}): SyncStatus {
  return {
    accountId: as<AccountId>('a'),
    connectivity: 'online',
    lastAnswerAt: null,
    freshAt: at(100),
    completeAt: null,
    ordersReadAt: null,
    tickets: 0,
    expectedTickets: null,
    pull: null,
    queue: { waiting: 0, needsPerson: 0, persons: [] },
    setAside: 0,
    problem: null,
    clockSkewMs: null,
    ...change,
  };
}

function account(change: Partial<Account> = {}): Account {
  return {
    id: as<AccountId>('a'),
    system: 'ticrs',
    label: 'Dom',
    baseUrl: 'https://tic.rs',
    credentialKind: 'apiKey',
    credentialHint: '1234',
    demo: false,
    advanced: {},
    expiresAtMs: null,
    connectedAt: at(0),
    capabilities: [],
    health: 'ok',
    ...change,
  };
}

describe('the status bar', () => {
  test('without an account knows nothing', () => {
    expect(summarize([])).toEqual({
      connectivity: null,
      freshAt: null,
      tickets: 0,
      waiting: 0,
      needsPerson: 0,
      persons: [],
      pulling: null,
    });
  });

  test('tells the worst connection, the oldest data and all that waits', () => {
    const drawn = summarize([
      status({ freshAt: at(300), queue: { waiting: 2, needsPerson: 1, persons: ['a'] } }),
      status({ connectivity: 'slow', freshAt: at(200), queue: { waiting: 1, needsPerson: 0, persons: [] } }),
    ]);
    expect(drawn).toMatchObject({ connectivity: 'slow', freshAt: 200, waiting: 3, needsPerson: 1, persons: ['a'] });
  });

  test('somebody is called for an act that was not there before, also where another was settled meanwhile', () => {
    expect([callsAnew([], ['a']), callsAnew(['a'], ['b']), callsAnew(['a'], ['a', 'b'])]).toEqual([true, true, true]);
    expect([callsAnew(['a', 'b'], ['b']), callsAnew(['a'], ['a']), callsAnew(['a'], [])]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('an account that was never fresh makes the whole of it so', () => {
    expect(summarize([status(), status({ freshAt: null })]).freshAt).toBeNull();
  });

  test('shows the pull that moves rather than the one that waits', () => {
    const pull = { what: 'tickets', eventName: null, done: 1, total: 2, rate: 1, leftMs: null } as const;
    const waits = status({ pull: { ...pull, waiting: { reason: 'rate_limit', untilMs: null } } });
    const moves = status({ pull: { ...pull, waiting: null } });
    expect(summarize([waits, moves]).pulling).toBe(moves);
    expect(summarize([waits]).pulling).toBe(waits);
  });
});

const now = 1_000_000_000;

describe('banners', () => {
  test('none while all is well', () => {
    expect(bannersFor([account()], [status()], now)).toEqual([]);
  });

  test('a refused key is said once, whether the account or the sync noticed it', () => {
    const refused = status({ problem: { code: 'key_refused', message: '', retryable: false } });
    expect(bannersFor([account()], [refused], now)).toMatchObject([{ kind: 'credential', why: 'key_refused' }]);
    expect(bannersFor([account({ health: 'key_refused' })], [refused], now)).toHaveLength(1);
    expect(bannersFor([account({ health: 'key_missing' })], [], now)).toMatchObject([{ why: 'key_missing' }]);
  });

  test('a passing trouble is no banner', () => {
    expect(
      bannersFor([account()], [status({ problem: { code: 'timeout', message: '', retryable: true } })], now),
    ).toEqual([]);
  });

  test('a sign-in page in the way is said once, however many accounts are behind it', () => {
    const portal = status({ connectivity: 'portal' });
    expect(bannersFor([account()], [portal, portal], now)).toEqual([{ kind: 'portal' }]);
  });

  test('a wrong clock is said by its worst measure', () => {
    expect(bannersFor([], [status({ clockSkewMs: 60_000 }), status({ clockSkewMs: -7_200_000 })], now)).toEqual([
      { kind: 'clock', skewMs: -7_200_000 },
    ]);
  });
});

describe('a token that ends', () => {
  const day = 86_400_000;
  test.each([
    [null, null],
    [now + 3 * day + 1, 'later'],
    [now + 3 * day, 'soon'],
    [now + 1, 'soon'],
    [now, 'over'],
  ])('at %s: %s', (end, state) => {
    expect(expiryOf({ expiresAtMs: end === null ? null : at(end) }, now)?.state ?? null).toBe(state);
  });

  test('is a banner from three days before, and a louder one afterwards', () => {
    expect(bannersFor([account({ expiresAtMs: at(now + 4 * day) })], [], now)).toEqual([]);
    expect(bannersFor([account({ expiresAtMs: at(now + day) })], [], now)).toMatchObject([
      { kind: 'expiry', leftMs: day },
    ]);
    expect(bannersFor([account({ expiresAtMs: at(now - day) })], [], now)).toMatchObject([{ why: 'session_ended' }]);
  });
});

test('a missing right is named once, whichever of its parts is missing', () => {
  expect(privilegesNamed('the user token lacks the privilege payments_search')).toEqual(['payments_search']);
  expect(privilegesNamed('lacks tickets_search_flags, tickets_get_years')).toEqual(['tickets_search']);
  expect(privilegesNamed('Forbidden')).toEqual([]);
});

describe('typed keys', () => {
  const stroke = (key: string, change: Partial<Parameters<typeof typedCharacter>[0]> = {}) =>
    typedCharacter({
      key,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      isComposing: false,
      defaultPrevented: false,
      altGraph: false,
      ...change,
    });

  test.each(['a', 'Ж', 'đ', '7', '+', '@', '-'])('%s goes to the search', (key) => {
    expect(stroke(key)).toBe(key);
  });

  test.each(['Enter', 'Escape', 'F3', 'Tab', 'ArrowDown', ' ', 'Dead', 'Shift'])('%s does not', (key) => {
    expect(stroke(key)).toBeNull();
  });

  test('commands stay commands, AltGr types', () => {
    expect(stroke('c', { ctrlKey: true })).toBeNull();
    expect(stroke('a', { altKey: true })).toBeNull();
    expect(stroke('@', { ctrlKey: true, altKey: true, altGraph: true })).toBe('@');
    expect(stroke('a', { isComposing: true })).toBeNull();
    expect(stroke('a', { defaultPrevented: true })).toBeNull();
  });
});
