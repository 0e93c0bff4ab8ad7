import type { Statistics } from '../../shared/domain/sync.ts';
import { problemOf } from '../../shared/errors.ts';
import { as, type EpochMs } from '../../shared/ids.ts';
import { ask } from './ask.ts';
import type { Line } from './context.ts';

/** The platform may be asked once a minute (T4). */
const askEveryMs = 60_000;
const lastAskedFact = 'statistics.askedAt';

/**
 * The statistics of a span of days: asked at most once a minute for all spans together, else from the cache with their age.
 * @throws ProblemError when the platform cannot be asked and the cache has none for this span.
 */
export async function readStatistics(line: Line, from: string, to: string): Promise<Statistics> {
  const { context, account } = line;
  const facts = context.cache().facts;
  const known = facts.statistics(account.id, from, to);
  const now = context.now();
  const askAgainAt = minuteAfter(now, Number(facts.get(account.id, lastAskedFact) ?? 0));
  if (known && (askAgainAt !== null || minuteAfter(now, known.fetchedAt) !== null)) {
    return aged(known, now, askAgainAt);
  }
  try {
    const answer = await ask(line, () =>
      line.platform.statistics(from, to, { priority: 'staff', signal: line.signal }),
    );
    const fetched: Statistics = { ...answer, stale: false, askAgainAt: as<EpochMs>(context.now() + askEveryMs) };
    facts.set(account.id, lastAskedFact, String(context.now()));
    facts.saveStatistics(fetched);
    return fetched;
  } catch (error) {
    if (!known) throw error;
    context.log.info('statistics could not be asked, showing older ones', { code: problemOf(error).code });
    return aged(known, now, askAgainAt);
  }
}

function aged(known: Statistics, now: number, askAgainAt: EpochMs | null): Statistics {
  return { ...known, stale: minuteAfter(now, known.fetchedAt) === null, askAgainAt };
}

/** When the minute after a moment is over; null once it is. A moment that is still to come was read from a clock that has been set back since. */
function minuteAfter(now: number, moment: number): EpochMs | null {
  const since = now - moment;
  return since >= 0 && since < askEveryMs ? as<EpochMs>(moment + askEveryMs) : null;
}
