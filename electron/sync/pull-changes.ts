import { as, type IsoTime } from '../../shared/ids.ts';
import { factNames } from '../cache/fact-names.ts';
import { ask } from './ask.ts';
import { factNow, type Line, platformNow } from './context.ts';
import { pagesInOrder } from './pages.ts';

/** A change may be booked a little before it can be read, and two clocks are never the same. */
const overlapMs = 5 * 60_000;
const sinceFact = 'tickets.changesSince';

/**
 * Reads the tickets that changed since the last time, on systems that can be asked for them (V23): new ones and such as were cancelled, moved
 * or given another holder. One request when nothing has changed.
 */
export async function pollChanges(line: Line): Promise<void> {
  const { context, account, platform, signal } = line;
  const { facts, tickets } = context.cache();
  const startedAt = platformNow(line);
  const complete = Number(facts.get(account.id, factNames.completeAt) ?? 0);
  const from = Number(facts.get(account.id, sinceFact) ?? complete) - overlapMs;
  const since = as<IsoTime>(new Date(Math.max(0, from)).toISOString());
  let touched = 0;
  const pages = pagesInOrder(
    (page) => ask(line, () => platform.ticketsSince({ page, since, priority: 'pull', signal })),
    { from: 1, depth: 1 },
  );
  for await (const { answer } of pages) {
    if (answer.setAside.length > 0) tickets.setAside(account.id, answer.setAside);
    const stored = tickets.storeNewest(account.id, answer.rows);
    touched += stored.added + stored.changed;
  }
  facts.set(account.id, sinceFact, String(startedAt));
  facts.set(account.id, factNames.freshAt, String(factNow(line)));
  facts.set(account.id, factNames.expectedTickets, String(tickets.count(account.id)));
  if (touched > 0) context.notify('tickets.changed', { accountId: account.id });
  line.board.touch();
}
