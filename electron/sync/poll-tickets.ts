import type { TicketRow } from '../../shared/domain/tickets.ts';
import { factNames } from '../cache/fact-names.ts';
import { factNow, type Line } from './context.ts';
import { pagesInOrder } from './pages.ts';
import { fetchTickets, noteSetAside } from './read-scope.ts';

/**
 * What a poll came to: the cache holds what the platform has; it holds another number, so that some of it must be read again; or the list never
 * held still, and the next poll will tell.
 */
export type Polled = 'whole' | 'differs' | 'moving';

const tries = 3;

/**
 * Reads what is newer than what is here, newest first, back to a purchase that was here when the last reading began. One request when nothing is
 * new.
 * @param sinceMs moment of that purchase, epoch ms; the last reading's own unless said.
 */
export async function pollTickets(line: Line, sinceMs?: number): Promise<Polled> {
  const { context, account } = line;
  const { tickets, facts } = context.cache();
  const since = sinceMs ?? Number(facts.get(account.id, factNames.watermark) ?? 0);
  const head = await readHead(line, since);
  if (head === null) return 'moving';
  const { rows, total } = head;
  const stored = tickets.storeNewest(account.id, rows);
  if (stored.added + stored.changed > 0) context.notify('tickets.changed', { accountId: account.id });
  facts.set(account.id, factNames.expectedTickets, String(total));
  line.board.touch();
  const missing = total - tickets.count(account.id);
  // Rows that cannot be read are counted by the platform and not by the cache.
  const setAside = tickets.setAsideCount(account.id);
  if (missing < 0 || missing > setAside) return 'differs';
  // Fewer are missing than were: one of them can be read by now, or a ticket that is here is gone there. A full reading tells.
  const unread = sinceMs === undefined ? Number(facts.get(account.id, factNames.unreadTickets) ?? 0) : 0;
  if (missing < unread) return 'differs';
  facts.set(account.id, factNames.unreadTickets, String(missing));
  // Nothing is missing: what could not be read once has been read since, and must not hide what goes missing later.
  if (missing === 0 && setAside > 0) tickets.forgetSetAside(account.id);
  const newest = rows.reduce((latest, row) => Math.max(latest, row.purchasedAtMs), since);
  facts.set(account.id, factNames.freshAt, String(factNow(line)));
  facts.set(account.id, factNames.watermark, String(newest));
  return 'whole';
}

/** The newest rows, down to what is known. Begins anew when the list moved between two pages: rows that moved down would count twice. */
async function readHead(
  line: Line,
  since: number,
): Promise<{ readonly rows: readonly TicketRow[]; readonly total: number } | null> {
  const { tickets } = line.context.cache();
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const rows: TicketRow[] = [];
    let total: number | null = null;
    let moved = false;
    for await (const { answer } of pagesInOrder((page) => fetchTickets(line, page, null), { from: 1, depth: 1 })) {
      moved = total !== null && answer.total !== total;
      if (moved) break;
      noteSetAside(line, answer);
      total = answer.total;
      rows.push(...answer.rows);
      if (!tickets.allKnown(line.account.id, answer.rows)) continue;
      const oldest = answer.rows.at(-1)?.purchasedAtMs ?? 0;
      if (tickets.count(line.account.id) === total || oldest < since) break;
    }
    if (!moved && total !== null) return { rows, total };
  }
  return null;
}
