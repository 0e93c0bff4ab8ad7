import { z } from 'zod';
import type { OrderStatus, Payment } from '../../shared/domain/orders.ts';
import { type ProblemCode, problemOf } from '../../shared/errors.ts';
import { as, type IsoTime, type OrderId } from '../../shared/ids.ts';
import { dayInZone } from '../../shared/time.ts';
import { factNames } from '../cache/fact-names.ts';
import { ask } from './ask.ts';
import { type Line, platformNow } from './context.ts';
import { refreshOrder } from './online.ts';
import { pagesInOrder } from './pages.ts';
import { ordersPerPage, raise, tellOrders } from './pull-orders.ts';
import { noteUnread } from './unread-rows.ts';

/** A change may be booked a little before it can be read, and two clocks are never the same. */
const overlapMs = 5 * 60_000;

/**
 * Reads what is new of orders and their money: by its change where the system can be asked for that (V9), else the new payments and the new orders,
 * back to the newest that was known. One request each when nothing is new. Orders whose money moved while their own row was not read are asked for
 * one by one: an order that was sold weeks ago may be paid today.
 */
export async function pollOrders(line: Line): Promise<void> {
  const { capabilities } = line.platform;
  if (capabilities.has('orders.since')) {
    await pollChangedOrders(line);
  } else {
    // Payments first: an order that is read after them stands at least where they say.
    const moved = capabilities.has('payments') ? await pollPayments(line) : [];
    const listed = await pollNewOrders(line);
    noteToAsk(
      line,
      moved.filter((payment) => !listed.has(payment.orderId) && saysMore(line, payment)).map((one) => one.orderId),
    );
    raise(line, factNames.paymentsWatermark, moved);
  }
  await askForNoted(line);
}

/** @returns those that are new since the last poll, whoever stored them: paid signals read the same list. */
async function pollPayments(line: Line): Promise<readonly Payment[]> {
  const { context, account, platform, signal } = line;
  const { facts, orders } = context.cache();
  const since = Number(facts.get(account.id, factNames.paymentsWatermark) ?? 0);
  const fromDay = dayInZone(since === 0 ? platformNow(line) - overlapMs : since);
  const moved: Payment[] = [];
  const pages = pagesInOrder(
    (page) => ask(line, () => platform.payments({ page, fromDay, priority: 'pull', signal })),
    { from: 1, depth: 1 },
  );
  for await (const { answer } of pages) {
    noteUnread(line, 'payments', answer);
    const changed = new Set(orders.upsertPayments(answer.rows));
    tellOrders(line, [...changed]);
    moved.push(...answer.rows.filter((row) => row.createdAtMs > since || changed.has(row.orderId)));
    if ((answer.rows.at(-1)?.createdAtMs ?? 0) < since) break;
  }
  return moved;
}

/** @returns the orders that were read. */
async function pollNewOrders(line: Line): Promise<ReadonlySet<OrderId>> {
  const { context, account, platform, signal } = line;
  const { facts, orders } = context.cache();
  const since = Number(facts.get(account.id, factNames.ordersWatermark) ?? 0);
  const listed = new Map<OrderId, { readonly createdAtMs: number }>();
  const pages = pagesInOrder(
    (page) => ask(line, () => platform.orders({ page, perPage: ordersPerPage, priority: 'pull', signal })),
    { from: 1, depth: 1 },
  );
  for await (const { answer } of pages) {
    noteUnread(line, 'orders', answer);
    tellOrders(line, orders.upsertOrders(answer.rows));
    for (const row of answer.rows) listed.set(row.id, row);
    if ((answer.rows.at(-1)?.createdAtMs ?? 0) < since) break;
  }
  // Only now: what lies between this head and the last one has been read.
  raise(line, factNames.ordersWatermark, [...listed.values()]);
  return new Set(listed.keys());
}

/** True when a payment tells of its order what the cache does not: it was paid, or its money went back. */
function saysMore(line: Line, payment: Payment): boolean {
  if (payment.status !== 'approved') return false;
  const status = line.context.cache().orders.order(line.account.id, payment.orderId)?.status;
  return status === undefined || (payment.amount.minor < 0 ? !over.has(status) : unpaid.has(status));
}

const unpaid: ReadonlySet<OrderStatus> = new Set(['draft', 'awaiting_payment', 'failed']);
const over: ReadonlySet<OrderStatus> = new Set(['cancelled', 'refunded']);

/** Reads the orders that changed since the last time. Money that went back is told by the order's own detail only. */
async function pollChangedOrders(line: Line): Promise<void> {
  const { context, account, platform, signal } = line;
  const { facts, orders } = context.cache();
  const startedAt = platformNow(line);
  const from = Number(facts.get(account.id, factNames.ordersChangedSince) ?? startedAt) - overlapMs;
  const since = as<IsoTime>(new Date(Math.max(0, from)).toISOString());
  const pages = pagesInOrder(
    (page) => ask(line, () => platform.ordersSince({ page, since, priority: 'pull', signal })),
    { from: 1, depth: 1 },
  );
  for await (const { answer } of pages) {
    noteUnread(line, 'orders', answer);
    const changed = new Set(orders.upsertOrders(answer.rows.map(({ order }) => order)));
    const returned = answer.rows.filter(({ order }) => changed.has(order.id) && moneyWentBack.has(order.status));
    noteToAsk(
      line,
      returned.map(({ order }) => order.id),
    );
    for (const id of orders.upsertPayments(answer.rows.flatMap(({ payment }) => payment ?? []))) changed.add(id);
    tellOrders(line, [...changed]);
  }
  facts.set(account.id, factNames.ordersChangedSince, String(startedAt));
}

const moneyWentBack: ReadonlySet<OrderStatus> = new Set(['partially_refunded', 'refunded']);

const idList = z.array(z.string().transform((text) => as<OrderId>(text)));

function noted(line: Line): readonly OrderId[] {
  const text = line.context.cache().facts.get(line.account.id, factNames.ordersToAsk);
  return text === null ? [] : idList.parse(JSON.parse(text));
}

/** Kept in the cache, so that none is lost when the network goes before it was asked for. */
function noteToAsk(line: Line, ids: readonly OrderId[]): void {
  if (ids.length > 0) keepNoted(line, [...new Set([...noted(line), ...ids])]);
}

function keepNoted(line: Line, ids: readonly OrderId[]): void {
  const text = ids.length === 0 ? null : JSON.stringify(ids);
  line.context.cache().facts.set(line.account.id, factNames.ordersToAsk, text);
}

async function askForNoted(line: Line): Promise<void> {
  for (const id of noted(line)) {
    try {
      await refreshOrder(line, id, 'pull');
    } catch (error) {
      const { code } = problemOf(error);
      if (!itsOwn.has(code)) throw error;
      line.context.log.warn('an order whose money moved cannot be read', { account: line.account.id, code });
    }
    keepNoted(
      line,
      noted(line).filter((other) => other !== id),
    );
  }
}

/** Problems of the one order: the others are asked for all the same, and the next reading of all orders tells of it. */
const itsOwn: ReadonlySet<ProblemCode> = new Set(['not_found', 'forbidden', 'refused', 'bad_response', 'server_error']);
