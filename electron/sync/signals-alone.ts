import type { Sale } from '../../shared/domain/acts.ts';
import type { SaleId } from '../../shared/ids.ts';
import { lostOrder } from '../cache/lost-order.ts';
import type { Priority } from '../platforms/platform.ts';
import { ask } from './ask.ts';
import type { Line } from './context.ts';
import { heardOf, settle } from './settle.ts';

/** Sales younger than this are somebody's who may be standing at the door. */
const recentMs = 45 * 60_000;
/** Orders asked for one by one in a round, where the list tells most of them, and where there is no list. */
const besideTheListPerRound = 2;
const withoutListPerRound = 10;
/** How many times rarer than idle signals an old sale is asked for, and one that its system does not tell. */
const oldRarer = 5;
const lostRarer = 60;
const mostDoublings = 6;

/** True while the guest of a sale may still stand at the door. */
export function isRecent(sale: Sale, now: number): boolean {
  return Math.abs(now - sale.createdAtMs) < recentMs;
}

/** True for a sale whose order its system did not tell when last asked. */
export function isLost({ context, account }: Line, { orderId }: Sale): boolean {
  return orderId !== null && lostOrder(context.cache().facts, account.id, orderId) !== null;
}

/** True where one list tells of all open sales. */
export function listsOrders({ platform }: Line): boolean {
  return platform.capabilities.has('orders') && platform.capabilities.has('payments');
}

/**
 * Asks for open sales that no list shows, each by itself: the watched one first, then those never asked for, newest first, then in turn. An old
 * one is asked for rarely, and one that its system does not tell even more so: none may keep the others from being heard of.
 * @returns milliseconds until the next one is due; null when none is.
 * @throws ProblemError when one got no answer; it is then the last in turn.
 */
export async function readAlone(line: Line, watched: SaleId | null): Promise<number | null> {
  const { context, account, memory } = line;
  const listed = listsOrders(line);
  const wanted = context.ledger.sales
    .awaitingPayment(account.id)
    .filter(({ id }) => (listed ? memory.unlisted.has(id) : true));
  const dueAt = ({ id }: Sale): number => memory.looks.get(id)?.dueAt ?? Number.NEGATIVE_INFINITY;
  const rank = (sale: Sale): number => (sale.id === watched ? 0 : 1);
  const due = wanted
    .filter((sale) => dueAt(sale) <= context.steady())
    .sort((a, b) => rank(a) - rank(b) || (dueAt(a) < dueAt(b) ? -1 : dueAt(a) > dueAt(b) ? 1 : 0));
  const [perRound, priority] = listed
    ? ([besideTheListPerRound, 'aside'] as const)
    : ([withoutListPerRound, 'signals'] as const);
  for (const sale of due.slice(0, perRound)) await lookAt(line, sale, priority);
  const next = Math.min(...wanted.map(dueAt));
  return wanted.length === 0 ? null : Math.max(0, next - context.steady());
}

/** Asks for the order of the sale on the Pay screen, where there is no list that tells of it. */
export async function readWatched(line: Line, sale: Sale): Promise<void> {
  const due = line.memory.looks.get(sale.id)?.dueAt ?? 0;
  if (isLost(line, sale) && due > line.context.steady()) return;
  await lookAt(line, sale, 'signals');
}

async function lookAt(line: Line, sale: Sale, priority: Priority): Promise<void> {
  const { orderId } = sale;
  const { context, memory, platform, signal } = line;
  if (orderId === null) return;
  const failures = memory.looks.get(sale.id)?.failures ?? 0;
  try {
    const detail = await ask(line, () => platform.order(orderId, { priority, signal }));
    const cache = context.cache().orders;
    const changed = [...cache.upsertOrders([detail.order]), ...cache.upsertPayments(detail.payments)];
    if (changed.length > 0) context.notify('orders.changed', { accountId: line.account.id, orderIds: [orderId] });
    heardOf(line, orderId, null);
  } catch (error) {
    if (signal.aborted) throw error;
    const lost = heardOf(line, orderId, error);
    const pause = pauseOf(line, sale) * 2 ** Math.min(failures, mostDoublings);
    memory.looks.set(sale.id, { dueAt: context.steady() + pause, failures: lost ? 0 : failures + 1 });
    if (!lost) throw error;
    return;
  }
  memory.looks.set(sale.id, { dueAt: context.steady() + pauseOf(line, sale), failures: 0 });
  settle(line, [sale]);
}

function pauseOf(line: Line, sale: Sale): number {
  const { pace, now } = line.context;
  const recent = isRecent(sale, now());
  // A system may tell of an order a moment after it was made.
  if (isLost(line, sale)) return recent ? pace.signalsIdleMs : pace.signalsIdleMs * lostRarer;
  return recent ? pace.signalsRecentMs : pace.signalsIdleMs * oldRarer;
}
