/** Rows of the Orders screen: the platform's answer and what this laptop knows, laid over each other. */
import type { PayState } from '../../../shared/domain/acts.ts';
import type { OrderStatus } from '../../../shared/domain/orders.ts';
import type { OrderPage, OrderRow } from '../../../shared/domain/views.ts';
import type { Money } from '../../../shared/money.ts';
import type { RouteOf } from '../../navigation/routes.ts';

/** One key for an order, or for a sale that no platform knows yet. */
export function rowKey(row: OrderRow): string {
  if (row.order) return `order ${row.order.accountId} ${row.order.id}`;
  return row.sale ? `sale ${row.sale.id}` : 'nothing';
}

/**
 * The platform's page with each row in its newest known form, under the sales that it cannot know yet and those that it took after it answered.
 * What this laptop hears later (a paid signal, a sale in the queue) comes through the stored page, so the platform is asked once and not at each
 * change.
 */
export function laidOver(platform: OrderPage | undefined, stored: OrderPage | undefined): readonly OrderRow[] {
  if (!platform || platform.source === 'cache') return stored?.rows ?? platform?.rows ?? [];
  const newest = new Map((stored?.rows ?? []).map((row) => [rowKey(row), row]));
  const listed = new Set(platform.rows.map(rowKey));
  const latest = Math.max(...platform.rows.map((row) => row.order?.createdAtMs ?? 0));
  // The same moment counts as later: a platform may tell whole seconds only, and two sales fit into one.
  const ahead = (stored?.rows ?? platform.rows).filter(
    ({ order, sale }) =>
      order === null || (sale !== null && order.createdAtMs >= latest && !listed.has(rowKey({ order, sale }))),
  );
  const known = platform.rows.filter((row) => row.order !== null).map((row) => newest.get(rowKey(row)) ?? row);
  return [...ahead, ...known];
}

/** Where a row leads. */
export function routeOfRow(row: OrderRow): RouteOf<'order'> | null {
  if (row.order) return { screen: 'order', target: { accountId: row.order.accountId, orderId: row.order.id } };
  return row.sale ? { screen: 'order', target: { saleId: row.sale.id } } : null;
}

/** What the columns say. */
export interface OrderCells {
  readonly number: string | null;
  readonly reference: string | null;
  readonly createdAtMs: number;
  readonly guest: string;
  readonly total: Money | null;
  readonly status:
    | { readonly kind: 'order'; readonly status: OrderStatus }
    | { readonly kind: 'sale'; readonly state: PayState };
  /** The platform's own word, which stands beside ours (trap T-11). */
  readonly platformWord: string | null;
}

/** Reads a row for its columns: the order where there is one, else the sale. */
export function cellsOf({ order, sale }: OrderRow): OrderCells {
  const contact = order?.contact ?? sale?.customer ?? null;
  return {
    number: order?.number ?? sale?.orderNumber ?? null,
    reference: sale?.reference ?? null,
    createdAtMs: order?.createdAtMs ?? sale?.createdAtMs ?? 0,
    guest: contact?.name || contact?.email || contact?.phone || '',
    total: order?.total ?? sale?.total ?? null,
    status: order
      ? { kind: 'order', status: order.status }
      : { kind: 'sale', state: sale?.payState ?? 'waiting_for_network' },
    platformWord: order?.platformStatus.name || null,
  };
}
