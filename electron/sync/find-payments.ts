import { dayInZone } from '../../shared/time.ts';
import { factNames } from '../cache/fact-names.ts';
import { ask } from './ask.ts';
import type { Line } from './context.ts';
import { pagesInOrder } from './pages.ts';
import { tellOrders } from './pull-orders.ts';

/** Older payments are read between polls, which are not to wait long for them. */
const pagesAtOnce = 10;
const all = 'all';

/**
 * Reads payments further back while refund requests name some that are not here: a request tells neither its order nor its sum (trap T-23), and T10
 * cannot be asked for one payment. Goes on where it was, and ends where all of them are here or there are none older.
 */
export async function findPaymentsOfRefunds(line: Line): Promise<void> {
  const { context, account, platform, signal } = line;
  const { facts, orders } = context.cache();
  const toDay = facts.get(account.id, factNames.paymentsSinceDay);
  const missing = (): number => orders.missingPayments(account.id).length;
  const before = missing();
  if (toDay === null || toDay === all || before === 0) return;
  let read = 0;
  for await (const { page, answer } of pagesInOrder(
    (page) => ask(line, () => platform.payments({ page, toDay, priority: 'pull', signal })),
    { from: 1, depth: 1 },
  )) {
    tellOrders(line, orders.upsertPayments(answer.rows));
    const oldest = answer.rows.at(-1)?.createdAtMs;
    const ended = page >= answer.pages;
    if (ended) facts.set(account.id, factNames.paymentsSinceDay, all);
    // A whole day on one page and more would be read again and again by its day alone.
    else if (oldest !== undefined && dayInZone(oldest) !== toDay) {
      facts.set(account.id, factNames.paymentsSinceDay, dayInZone(oldest));
    }
    read += 1;
    if (missing() === 0 || (read >= pagesAtOnce && facts.get(account.id, factNames.paymentsSinceDay) !== toDay)) break;
  }
  if (missing() < before) context.notify('refunds.changed', { accountId: account.id });
}
