import type { Sale } from '../../shared/domain/acts.ts';
import type { OrderStatus } from '../../shared/domain/orders.ts';
import type { OrderDetail, OrderPage, OrderRow } from '../../shared/domain/views.ts';
import type { AccountId, EpochMs, OrderId, SaleId } from '../../shared/ids.ts';
import { lostOrder } from '../cache/lost-order.ts';
import type { DeskContext } from './context.ts';
import { saleOf } from './sales.ts';

/** What the Orders screen asks for; all optional. */
export interface OrderListInput {
  readonly search?: string | undefined;
  readonly status?: OrderStatus | undefined;
  readonly accountId?: AccountId | undefined;
  readonly sort?: 'created_at' | 'number' | 'total' | 'status' | undefined;
  readonly descending?: boolean | undefined;
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

/** As many as a page has where nobody says. */
export const ordersOnPage = 100;
/** Sales that no platform knows yet are few; more than this many are not looked through for one page. */
const localSalesLimit = 200;

/** What a platform said of one account's orders. */
interface Answer {
  readonly accountId: AccountId;
  readonly ids: readonly OrderId[];
  readonly total: number;
  readonly afterMs: EpochMs | null;
}

/** What platforms have said of a question: `now` to this very one, or (a search only) some time ago. */
export interface Told {
  readonly answers: readonly Answer[];
  readonly now: boolean;
}

/**
 * A page of orders from the cache, with what the platforms said of it. Sales that no platform knows yet stand on top of the first page.
 * @returns `whole`: all that the platforms know of it is stored here, so that it can be sorted by anything.
 */
export function listOrders(
  context: DeskContext,
  input: OrderListInput,
  { answers, now }: Told,
): Omit<OrderPage, 'source' | 'problem'> & { readonly whole: boolean } {
  const offset = input.offset ?? 0;
  const searched = (input.search?.trim() ?? '') !== '';
  const found = context.cache().orders.list({
    found: answers,
    // A search is answered by what the platform says and by what is found here, which reads more scripts; a status by the platform alone.
    told: now && !searched && input.status !== undefined ? answers : [],
    search: input.search,
    status: input.status,
    accountId: input.accountId,
    sort: input.sort ?? 'created_at',
    descending: input.descending ?? true,
    offset,
    limit: input.limit ?? ordersOnPage,
  });
  const local = unconfirmedSales(context, input);
  const rows: OrderRow[] = offset === 0 ? local.map((sale) => ({ order: null, sale })) : [];
  for (const order of found.rows) {
    rows.push({ order, sale: context.ledger.sales.byOrder(order.accountId, order.id) });
  }
  const known = now ? answers.reduce((sum, { total }) => sum + total, 0) : 0;
  return { rows, total: Math.max(found.total, known) + local.length, whole: found.total >= known };
}

function unconfirmedSales(context: DeskContext, input: OrderListInput): readonly Sale[] {
  if (input.status !== undefined && input.status !== 'draft') return [];
  const text = input.search?.trim() ?? '';
  const sales =
    text === '' ? context.ledger.sales.recent(localSalesLimit) : context.ledger.sales.search(text, localSalesLimit);
  return sales.filter(
    (sale) => sale.orderId === null && (input.accountId === undefined || sale.accountId === input.accountId),
  );
}

/** An order with its payments, refund requests, and what this door did with it. Nulls where nothing is known. */
export function orderDetail(context: DeskContext, accountId: AccountId, orderId: OrderId): OrderDetail {
  const cache = context.cache();
  const order = cache.orders.order(accountId, orderId);
  const sale = context.ledger.sales.byOrder(accountId, orderId);
  const payments = cache.orders.paymentsOf(accountId, orderId);
  return {
    order: order && sale && order.items === null ? { ...order, items: sale.items } : order,
    sale,
    payments,
    refundRequests: cache.orders.refundRequestsOf(
      accountId,
      payments.map((payment) => payment.id),
    ),
    refunds: context.ledger.refunds.ofOrder(accountId, orderId),
    openDeeds: context.ledger.deeds.openOf(accountId, orderId),
    refusedDeeds: context.ledger.deeds.lastRefused(accountId, orderId),
    contact: order?.contact ?? sale?.customer ?? null,
    history: cache.orders.history(accountId, orderId),
    acts: null,
    lost: lostOrder(cache.facts, accountId, orderId),
  };
}

/** The same for a sale, whether its platform knows it yet or not. @throws ProblemError `not_found`. */
export function saleDetail(context: DeskContext, saleId: SaleId): OrderDetail {
  const sale = saleOf(context, saleId);
  if (sale.orderId !== null) return orderDetail(context, sale.accountId, sale.orderId);
  return {
    order: null,
    sale,
    payments: [],
    refundRequests: [],
    refunds: [],
    openDeeds: [],
    refusedDeeds: [],
    contact: sale.customer,
    history: [],
    acts: null,
    lost: null,
  };
}
