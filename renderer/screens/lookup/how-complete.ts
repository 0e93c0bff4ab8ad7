import type { Completeness } from '../../../shared/domain/tickets.ts';
import type { EpochMs } from '../../../shared/ids.ts';

/** What can honestly be said of the data on this laptop beside a result, above all beside "not found". */
export type HowComplete =
  /** Tickets are still to come; `missing` is null while nobody knows how many. */
  | { readonly kind: 'coming'; readonly missing: number | null }
  /** Some that the platform has could not be read. */
  | { readonly kind: 'unread'; readonly count: number; readonly at: EpochMs }
  /** All that the platform had at that time. */
  | { readonly kind: 'asOf'; readonly at: EpochMs }
  /** All that the platform has: it has just said so. */
  | { readonly kind: 'now' };

/** The platform is asked once a minute; what it said longer ago may be news by now. */
const newForMs = 3 * 60_000;

/** @param now epoch ms of this laptop. */
export function howComplete(completeness: Completeness, now: number): HowComplete {
  const { complete, have, expected, setAside, completeAt } = completeness;
  if (completeAt === null) return { kind: 'coming', missing: expected === null ? null : Math.max(0, expected - have) };
  const away = expected === null ? 0 : Math.max(0, expected - have);
  if (away > setAside) return { kind: 'coming', missing: away - setAside };
  const at = completeness.freshAt ?? completeAt;
  // A row that was set aside once may have been read since; some systems count only what could be read.
  if (setAside > 0) return { kind: 'unread', count: away > 0 ? away : setAside, at };
  return complete && Math.abs(now - at) < newForMs ? { kind: 'now' } : { kind: 'asOf', at };
}
