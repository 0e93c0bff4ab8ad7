import type { OrderId, RefundRequestId } from '../../shared/ids.ts';
import { dayInZone } from '../../shared/time.ts';
import { factNames } from '../cache/fact-names.ts';
import { ask } from './ask.ts';
import { factNow, type Line, platformNow } from './context.ts';
import { keepRefundRequests } from './keep-refund-requests.ts';
import { pagesInOrder } from './pages.ts';
import { waiting } from './pull-report.ts';
import { RateMeter } from './rate-meter.ts';
import { forgetUnread, noteUnread } from './unread-rows.ts';

/** How far back payments are pulled without being asked for. */
const paymentsBackMs = 30 * 86_400_000;
/** An order that was cancelled tells nobody on tic.rs: only a reading of all of them shows it. */
const readAgainAfterMs = 12 * 3_600_000;
const done = 'done';
export const ordersPerPage = 100;

/**
 * Reads all orders (resumable), and the payments and refund requests that staff are likely to be asked about: once, again after twelve hours, and
 * when asked to.
 * @param again reads them though they are here.
 */
export async function readAllOrders(line: Line, again: boolean): Promise<void> {
  const { context, account, platform, signal, board } = line;
  const { facts } = context.cache();
  const saved = facts.get(account.id, factNames.ordersNextPage);
  if (saved === done && !again && !isOld(line)) return;
  const from = saved === null || saved === done || again ? 1 : Number(saved);
  if (from === 1) {
    // Kept before the first page is here: a reading that was begun is brought to its end, whatever comes between.
    facts.set(account.id, factNames.ordersNextPage, '1');
    facts.set(account.id, factNames.ordersChangedSince, String(platformNow(line)));
    // Before the orders: one that is paid between the two would stand as unpaid beside a payment that no poll takes for a new one.
    forgetUnread(line, 'orders');
    if (platform.capabilities.has('payments')) await readPayments(line);
  }
  const meter = new RateMeter();
  let read = 0;
  try {
    const pages = pagesInOrder(
      (page) => ask(line, () => platform.orders({ page, perPage: ordersPerPage, priority: 'pull', signal })),
      { from, depth: 2 },
    );
    for await (const { page, answer } of pages) {
      noteUnread(line, 'orders', answer);
      const changed = context.cache().orders.upsertOrders(answer.rows);
      if (page === 1) raise(line, factNames.ordersWatermark, answer.rows);
      facts.set(account.id, factNames.ordersNextPage, String(page + 1));
      read += answer.rows.length;
      meter.note(read, context.now());
      const doneRows = Math.min(page * ordersPerPage, answer.total);
      board.setPull({
        what: 'orders',
        eventName: null,
        done: doneRows,
        total: answer.total,
        rate: meter.rate(context.now()),
        leftMs: meter.left(read + answer.total - doneRows, context.now()),
        waiting: waiting(board.connectivity, platform.budget().pullWaitsUntilMs),
      });
      tellOrders(line, changed);
    }
    if (platform.capabilities.has('refunds')) await pollRefundRequests(line, 'all');
    facts.set(account.id, factNames.ordersNextPage, done);
    facts.set(account.id, factNames.ordersReadAt, String(factNow(line)));
  } finally {
    board.setPull(null);
  }
}

function isOld(line: Line): boolean {
  const readAt = Number(line.context.cache().facts.get(line.account.id, factNames.ordersReadAt) ?? 0);
  return Math.abs(factNow(line) - readAt) > readAgainAfterMs;
}

async function readPayments(line: Line): Promise<void> {
  const { context, account, platform, signal } = line;
  const { facts } = context.cache();
  const fromDay = dayInZone(platformNow(line) - paymentsBackMs);
  forgetUnread(line, 'payments');
  const pages = pagesInOrder(
    (page) => ask(line, () => platform.payments({ page, fromDay, priority: 'pull', signal })),
    { from: 1, depth: 2 },
  );
  for await (const { page, answer } of pages) {
    noteUnread(line, 'payments', answer);
    if (page === 1) raise(line, factNames.paymentsWatermark, answer.rows);
    tellOrders(line, context.cache().orders.upsertPayments(answer.rows));
  }
  if (facts.get(account.id, factNames.paymentsSinceDay) === null) {
    facts.set(account.id, factNames.paymentsSinceDay, fromDay);
  }
}

/** Moves a watermark up to the newest of these rows. */
export function raise(line: Line, name: string, rows: readonly { readonly createdAtMs: number }[]): void {
  const { facts } = line.context.cache();
  const before = Number(facts.get(line.account.id, name) ?? 0);
  const newest = rows.reduce((latest, row) => Math.max(latest, row.createdAtMs), before);
  facts.set(line.account.id, name, String(newest));
}

/** How far back a reading of refund requests goes: the newest page, as far as one is still on its way, or to the end. */
export type RefundReach = 'newest' | 'open' | 'all';

/** Reads refund requests, newest first. */
export async function pollRefundRequests(line: Line, reach: RefundReach): Promise<void> {
  const { context, account, platform, signal } = line;
  const seen = new Set<RefundRequestId>();
  if (reach === 'all') forgetUnread(line, 'refunds');
  const pages = pagesInOrder((page) => ask(line, () => platform.refundRequests({ page, priority: 'pull', signal })), {
    from: 1,
    depth: 1,
  });
  for await (const { answer } of pages) {
    noteUnread(line, 'refunds', answer);
    if (await keepRefundRequests(line, answer.rows, 'pull')) {
      context.notify('refunds.changed', { accountId: account.id });
    }
    for (const row of answer.rows) seen.add(row.id);
    if (reach === 'newest') return;
    const left = context.cache().orders.openRefundRequests(account.id);
    if (reach === 'open' && left.every(({ id }) => seen.has(id))) return;
  }
}

/** Tells the screens which orders changed. */
export function tellOrders(line: Line, orderIds: readonly OrderId[]): void {
  if (orderIds.length > 0) line.context.notify('orders.changed', { accountId: line.account.id, orderIds });
}
