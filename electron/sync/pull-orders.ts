import type { OrderId, RefundRequestId } from '../../shared/ids.ts';
import { dayInZone } from '../../shared/time.ts';
import { factNames } from '../cache/fact-names.ts';
import { ask } from './ask.ts';
import { type Line, platformNow } from './context.ts';
import { keepRefundRequests } from './keep-refund-requests.ts';
import { pagesInOrder } from './pages.ts';
import { waiting } from './pull-report.ts';
import { RateMeter } from './rate-meter.ts';

/** How far back payments are pulled without being asked for. */
const paymentsBackMs = 30 * 86_400_000;
const perPage = 100;

/** Reads all orders once (resumable), and the payments and refund requests that staff are likely to be asked about. */
export async function readAllOrders(line: Line): Promise<void> {
  const { context, account, platform, signal, board } = line;
  const facts = context.cache().facts;
  const saved = facts.get(account.id, factNames.ordersNextPage);
  if (saved === 'done') return;
  const meter = new RateMeter();
  let read = 0;
  try {
    const pages = pagesInOrder(
      (page) => ask(line, () => platform.orders({ page, perPage, priority: 'pull', signal })),
      { from: saved === null ? 1 : Number(saved), depth: 2 },
    );
    for await (const { page, answer } of pages) {
      const changed = context.cache().orders.upsertOrders(answer.rows);
      facts.set(account.id, factNames.ordersNextPage, String(page + 1));
      read += answer.rows.length;
      meter.note(read, context.now());
      const done = Math.min(page * perPage, answer.total);
      board.setPull({
        what: 'orders',
        eventName: null,
        done,
        total: answer.total,
        rate: meter.rate(context.now()),
        leftMs: meter.left(read + answer.total - done, context.now()),
        waiting: waiting(board.connectivity, platform.budget().pullWaitsUntilMs),
      });
      tellOrders(line, changed);
    }
    if (platform.capabilities.has('payments')) await readPayments(line);
    if (platform.capabilities.has('refunds')) await pollRefundRequests(line, 'all');
    facts.set(account.id, factNames.ordersNextPage, 'done');
  } finally {
    board.setPull(null);
  }
}

async function readPayments(line: Line): Promise<void> {
  const { context, platform, signal } = line;
  const fromDay = dayInZone(platformNow(line) - paymentsBackMs);
  const pages = pagesInOrder(
    (page) => ask(line, () => platform.payments({ page, fromDay, priority: 'pull', signal })),
    { from: 1, depth: 2 },
  );
  for await (const { answer } of pages) {
    tellOrders(line, context.cache().orders.upsertPayments(answer.rows));
  }
}

/** Reads new and changed orders, newest first, until a page tells nothing new. One request when nothing is new. */
export async function pollOrders(line: Line): Promise<void> {
  const { context, platform, signal } = line;
  const pages = pagesInOrder((page) => ask(line, () => platform.orders({ page, perPage, priority: 'pull', signal })), {
    from: 1,
    depth: 1,
  });
  for await (const { answer } of pages) {
    const changed = context.cache().orders.upsertOrders(answer.rows);
    tellOrders(line, changed);
    if (changed.length < answer.rows.length) return;
  }
}

/** How far back a reading of refund requests goes: the newest page, as far as one is still on its way, or to the end. */
export type RefundReach = 'newest' | 'open' | 'all';

/** Reads refund requests, newest first. */
export async function pollRefundRequests(line: Line, reach: RefundReach): Promise<void> {
  const { context, account, platform, signal } = line;
  const seen = new Set<RefundRequestId>();
  const pages = pagesInOrder((page) => ask(line, () => platform.refundRequests({ page, priority: 'pull', signal })), {
    from: 1,
    depth: 1,
  });
  for await (const { answer } of pages) {
    if (await keepRefundRequests(line, answer.rows, 'pull')) {
      context.notify('refunds.changed', { accountId: account.id });
    }
    for (const row of answer.rows) seen.add(row.id);
    if (reach === 'newest') return;
    const left = context.cache().orders.openRefundRequests(account.id);
    if (reach === 'open' && left.every(({ id }) => seen.has(id))) return;
  }
}

function tellOrders(line: Line, orderIds: readonly OrderId[]): void {
  if (orderIds.length > 0) line.context.notify('orders.changed', { accountId: line.account.id, orderIds });
}
