/**
 * What becomes stale when. An event names the calls whose answers it may change; their mounted queries are asked again,
 * the others when they are next shown.
 */
import type { CallName, EventName } from '../../shared/contract/index.ts';

export const staleAfterEvent: Readonly<Record<EventName, readonly CallName[]>> = {
  // Written straight into the cache of its query (bridge/event-bridge.ts): nothing to ask again.
  'sync.status': [],
  'tickets.changed': ['lookup.search', 'events.list', 'events.doorZone', 'guests.open'],
  'orders.changed': ['orders.list', 'orders.get', 'guests.open', 'lookup.search', 'sales.get', 'sales.recent'],
  'refunds.changed': ['refunds.list', 'orders.get', 'orders.list', 'guests.open', 'queue.list', 'queue.history'],
  'sales.changed': [
    'sales.get',
    'sales.recent',
    'orders.list',
    'orders.get',
    'queue.list',
    'queue.history',
    'queue.days',
    'guests.open',
  ],
  'queue.changed': ['queue.list', 'queue.history', 'queue.days', 'sync.status', 'queue.refusals'],
  'admissions.changed': ['lookup.search', 'events.list', 'guests.open', 'admissions.conflicts'],
  'accounts.changed': [
    'accounts.list',
    'sync.status',
    'app.info',
    'events.list',
    'events.doorZone',
    'lookup.search',
    'catalogue.list',
    'orders.list',
    'refunds.list',
  ],
  'catalogue.changed': ['catalogue.list'],
  'settings.changed': [],
  'app.startedAgain': [],
};

/** Calls after which no event comes, and what they make stale. */
export const staleAfterAct: Partial<Record<CallName, readonly CallName[]>> = {
  'app.dismissNotices': ['app.info'],
  'accounts.connect': ['accounts.list', 'sync.status', 'app.info'],
  'accounts.connectDemo': ['accounts.list', 'sync.status', 'app.info'],
  'accounts.remove': ['accounts.list', 'sync.status', 'app.info'],
};

/** The calls that were asked with an input naming the account, where the payload says which account changed. */
export function concerns(queryInput: unknown, payload: unknown): boolean {
  const changed = accountOf(payload);
  const asked = accountOf(queryInput);
  return changed === null || asked === null || changed === asked;
}

function accountOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('accountId' in value)) return null;
  return typeof value.accountId === 'string' ? value.accountId : null;
}
