import type { CatalogueCandidate } from '../../shared/domain/catalogue.ts';
import type { Order } from '../../shared/domain/orders.ts';
import type { Contact, Ticket } from '../../shared/domain/tickets.ts';
import type { OrderId } from '../../shared/ids.ts';
import { guestAskedFact } from '../cache/contact-fact.ts';
import type { OrderDetailAnswer, OrderQuery, Priority } from '../platforms/platform.ts';
import { ask } from './ask.ts';
import type { Line } from './context.ts';
import { keepRefundRequests } from './keep-refund-requests.ts';
import { heardOf, settle } from './settle.ts';

/** A guest with more orders than this is no guest: their details are left to the Orders screen. Unasked, the newest must do. */
const detailsAtMost = { staff: 10, aside: 2 } as const;
const guestPage = 100;

/** A page of what a platform's order list found; `total` and `pages` by its own word. */
export interface FoundPage {
  readonly orders: readonly Order[];
  readonly total: number;
  readonly pages: number;
}

/** Asks the platform's order list and keeps what it knows. */
export async function searchOrders(
  line: Line,
  query: Pick<OrderQuery, 'search' | 'status' | 'page' | 'perPage'> & { readonly priority?: Priority },
): Promise<FoundPage> {
  const { rows, total, pages } = await ask(line, () =>
    line.platform.orders({ priority: 'staff', ...query, signal: line.signal }),
  );
  tellOrders(line, line.context.cache().orders.upsertOrders(rows));
  return { orders: rows, total, pages };
}

/**
 * Asks for one order with its items and payments, keeps it, and writes down what it says of a sale of this door.
 * @returns it as the platform told it.
 */
export async function refreshOrder(
  line: Line,
  orderId: OrderId,
  priority: Priority = 'staff',
): Promise<OrderDetailAnswer> {
  const { context, platform, signal } = line;
  let detail: OrderDetailAnswer;
  try {
    detail = await ask(line, () => platform.order(orderId, { priority, signal }));
  } catch (error) {
    heardOf(line, orderId, error);
    throw error;
  }
  heardOf(line, orderId, null);
  const cache = context.cache().orders;
  const history = detail.history !== undefined && cache.saveHistory(line.account.id, orderId, detail.history);
  tellOrders(line, [
    ...cache.upsertOrders([detail.order]),
    ...cache.upsertPayments(detail.payments),
    ...(history ? [orderId] : []),
  ]);
  const sale = context.ledger.sales.byOrder(line.account.id, orderId);
  if (sale?.queueState === 'confirmed') settle(line, [sale]);
  return detail;
}

/**
 * Asks for a guest's orders: the one that the ticket names, then those that a search by e-mail, else by phone finds, with the details of the
 * newest, and their refund requests. Where the platform names no customer on an order (trap T-18), one counts as this guest's because the search
 * by their contact found it.
 * @param priority `aside` when nobody pressed for it: then refund requests are left to the poll, and the details to the newest orders.
 */
export async function refreshGuest(
  line: Line,
  ticket: Pick<Ticket, 'holder' | 'entry'>,
  priority: 'staff' | 'aside',
): Promise<void> {
  const { context, account, platform, signal } = line;
  const named = ticket.entry?.orderId ?? null;
  const found = await searchGuest(line, ticket.holder, priority);
  if (named === null && found === null) return;
  const ids = new Set<OrderId>(named === null ? [] : [named]);
  for (const order of (found ?? []).slice(0, detailsAtMost[priority])) ids.add(order.id);
  for (const id of ids) await refreshOrder(line, id, priority);
  if (priority === 'staff' && platform.capabilities.has('refunds') && ids.size > 0) {
    const requests = await ask(line, () => platform.refundRequests({ page: 1, priority, signal }));
    if (await keepRefundRequests(line, requests.rows, priority)) {
      context.notify('refunds.changed', { accountId: account.id });
    }
  }
  context.cache().facts.set(account.id, guestAskedFact(ticket), String(context.now()));
}

/** Null for a guest who cannot be searched for. */
async function searchGuest(line: Line, contact: Contact, priority: Priority): Promise<readonly Order[] | null> {
  const search = contact.email || contact.phone;
  if (search === '' || !line.platform.capabilities.has('orders.search')) return null;
  const { orders } = await searchOrders(line, { search, page: 1, perPage: guestPage, priority });
  const ids = orders.map((order) => order.id);
  line.context.cache().orders.claimContact(line.account.id, ids, contact);
  return orders;
}

/** Reads the calendar from the platform; nothing is stored. */
export function catalogueCandidates(line: Line): Promise<readonly CatalogueCandidate[]> {
  return ask(line, () => line.platform.catalogueCandidates({ priority: 'staff', signal: line.signal }));
}

function tellOrders(line: Line, orderIds: readonly OrderId[]): void {
  if (orderIds.length > 0) line.context.notify('orders.changed', { accountId: line.account.id, orderIds });
}
