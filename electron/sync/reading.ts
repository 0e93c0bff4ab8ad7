import { z } from 'zod';
import type { AccountId, EventId } from '../../shared/ids.ts';
import { as } from '../../shared/ids.ts';
import type { Cache } from '../cache/cache.ts';

/** One reading of all tickets, as far as it has come; kept in the cache so that a killed process goes on with it. */
export interface Reading {
  readonly startedAt: number;
  /** Newest purchase when it began: what came later is the poll's. */
  readonly watermark: number;
  /** Events that are read to their end. */
  readonly done: EventId[];
}

const factName = 'tickets.reading';

const schema = z.object({
  startedAt: z.number(),
  watermark: z.number(),
  done: z.array(z.string().transform((text) => as<EventId>(text))),
});

/** The interrupted reading, if there is one that can be read. */
export function loadReading(cache: Cache, accountId: AccountId): Reading | null {
  const text = cache.facts.get(accountId, factName);
  if (text === null) return null;
  const parsed = schema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

export function saveReading(cache: Cache, accountId: AccountId, reading: Reading): void {
  cache.facts.set(accountId, factName, JSON.stringify(reading));
}

export function clearReading(cache: Cache, accountId: AccountId): void {
  cache.facts.set(accountId, factName, null);
}
