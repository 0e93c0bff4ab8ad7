import type { TicketRow } from '../../shared/domain/tickets.ts';
import type { EventId } from '../../shared/ids.ts';
import type { Page } from '../platforms/platform.ts';
import { ask } from './ask.ts';
import type { Line } from './context.ts';
import { pagesInGroups } from './pages.ts';
import type { PullReport } from './pull-report.ts';

/** Pages on their way at once; the rate budget decides when each may start. */
const depth = 6;
/** A scope that does not come out even is read again this often before it is left for the next round. */
const tries = 4;

/**
 * Reads all tickets of one event (or of the account) until what was seen is what the platform has. An interrupted pass goes on where it was.
 * @returns false when the list never held still long enough.
 */
export async function readScope(line: Line, eventId: EventId | null, report: PullReport): Promise<boolean> {
  const { context, account } = line;
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const { tickets } = context.cache();
    const pass = tickets.openPass(account.id, eventId) ?? tickets.beginPass(account.id, eventId, null, context.now());
    report.again(-tickets.seen(account.id, pass));
    // Pages that are asked for at once may be answered in another order than the list moved: after a failure one at a time.
    const groups = pagesInGroups((page) => fetchTickets(line, page, eventId), {
      from: pass.nextPage,
      depth: attempt === 1 ? depth : 1,
      between: () => context.cache().tickets.carryLog(),
    });
    for await (const group of groups) {
      for (const { answer } of group) noteSetAside(line, answer);
      const pages = group.map(({ page, answer: { rows, total, setAside } }) => {
        return { rows, nextPage: page + 1, total, setAside: setAside.length };
      });
      const stored = tickets.storePages(account.id, pass, pages);
      report.pages(pages.map(({ rows, setAside }) => rows.length + setAside));
      if (stored.added + stored.changed > 0) report.changed();
    }
    const result = tickets.finishPass(account.id, pass, context.now());
    if (result.swept > 0) report.changed();
    if (result.settled) return true;
    context.log.info('the list moved while it was read, reading again', {
      account: account.id,
      total: result.total,
      seen: result.seen,
      attempt,
    });
    report.again(result.seen);
  }
  return false;
}

/** One page of tickets, for the pull. */
export function fetchTickets(line: Line, page: number, eventId: EventId | null): Promise<Page<TicketRow>> {
  return ask(line, () =>
    line.platform.tickets({ page, priority: 'pull', signal: line.signal, eventId: eventId ?? undefined }),
  );
}

/** Keeps what could not be read of a page, so that it is counted and shown. */
export function noteSetAside(line: Line, answer: Page<TicketRow>): void {
  if (answer.setAside.length > 0) line.context.cache().tickets.setAside(line.account.id, answer.setAside);
}
