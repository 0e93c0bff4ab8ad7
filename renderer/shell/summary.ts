import type { Connectivity, SyncStatus } from '../../shared/domain/sync.ts';
import { as, type EpochMs } from '../../shared/ids.ts';

/** All accounts in one line, for the status bar. */
export interface Summary {
  /** The worst of them, since staff must know what does not work; null without an account. */
  readonly connectivity: Connectivity | null;
  /** The oldest of them; null when one was never fresh. */
  readonly freshAt: EpochMs | null;
  /** Tickets of all of them. */
  readonly tickets: number;
  readonly waiting: number;
  readonly needsPerson: number;
  /** Ids of the acts that need one. */
  readonly persons: readonly string[];
  /** The pull to show: one that moves before one that waits. */
  readonly pulling: SyncStatus | null;
}

const worstFirst: readonly Connectivity[] = ['portal', 'offline', 'slow', 'unknown', 'online'];

/** Draws the accounts' statuses together. */
export function summarize(statuses: readonly SyncStatus[]): Summary {
  const pulls = statuses.filter((status) => status.pull !== null);
  const ages = statuses.map((status) => status.freshAt);
  const known = ages.filter((age) => age !== null);
  return {
    connectivity: worstFirst.find((word) => statuses.some((status) => status.connectivity === word)) ?? null,
    freshAt: known.length === 0 || known.length < ages.length ? null : as<EpochMs>(Math.min(...known)),
    tickets: statuses.reduce((sum, status) => sum + status.tickets, 0),
    waiting: statuses.reduce((sum, status) => sum + status.queue.waiting, 0),
    needsPerson: statuses.reduce((sum, status) => sum + status.queue.needsPerson, 0),
    persons: statuses.flatMap((status) => status.queue.persons),
    pulling: pulls.find((status) => status.pull?.waiting === null) ?? pulls[0] ?? null,
  };
}

/** True when an act needs a person that did not before: as many may have been settled meanwhile. */
export function callsAnew(before: readonly string[], now: readonly string[]): boolean {
  return now.some((id) => !before.includes(id));
}
