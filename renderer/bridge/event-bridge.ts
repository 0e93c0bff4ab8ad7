import type { QueryClient } from '@tanstack/react-query';
import { eventNames } from '../../shared/contract/names.ts';
import type { SyncStatus } from '../../shared/domain/sync.ts';
import { listen } from './client.ts';
import { concerns, staleAfterEvent } from './invalidation.ts';
import { callKey } from './keys.ts';

/** Carries main's events into the query cache. @returns a function that stops it. */
export function connectEvents(queries: QueryClient): () => void {
  const stops = eventNames.map((name) =>
    listen(name, (payload) => {
      for (const stale of staleAfterEvent[name]) {
        void queries.invalidateQueries({
          queryKey: [stale],
          predicate: (query) => concerns(query.queryKey[1], payload),
        });
      }
    }),
  );
  stops.push(
    listen('sync.status', (status) => {
      queries.setQueryData<readonly SyncStatus[]>(callKey('sync.status'), (known) => withStatus(known ?? [], status));
    }),
    listen('settings.changed', (settings) => {
      queries.setQueryData(callKey('settings.get'), settings);
    }),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

/** The list with one account's status put in place of its former one. */
export function withStatus(known: readonly SyncStatus[], status: SyncStatus): readonly SyncStatus[] {
  const others = known.filter((one) => one.accountId !== status.accountId);
  return others.length === known.length
    ? [...known, status]
    : known.map((one) => (one.accountId === status.accountId ? status : one));
}
