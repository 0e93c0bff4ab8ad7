import type { Cart } from './cart.ts';
import type { Vivenu } from './context.ts';
import { releaseSeats } from './stock.ts';

export type CheckoutStatus = 'NEW' | 'ABORTED' | 'COMPLETE';

/** As V26 to V28 show it. */
export interface Checkout {
  readonly _id: string;
  readonly secret: string;
  status: CheckoutStatus;
  readonly type: 'transaction';
  readonly sellerId: string;
  customerId?: string | undefined;
  readonly items: readonly object[];
  readonly realPrice: number;
  readonly currency: string;
  readonly preferredLanguage?: string | undefined;
  origin: string;
  channel: 'online' | 'internal' | 'pos';
  readonly salesChannelId: string;
  posId?: string | undefined;
  readonly userId?: string | undefined;
  readonly extraFields: object;
  readonly expiresAt: string;
  readonly createdAt: string;
  updatedAt: string;
}

/** A checkout with what it will become. */
export interface OpenCheckout {
  readonly checkout: Checkout;
  readonly eventId: string;
  readonly cart: Omit<Cart, 'paidPerPiece'>;
  readonly paidPerPiece: readonly (readonly [string, number])[];
}

export const cartOf = (open: OpenCheckout): Cart => ({ ...open.cart, paidPerPiece: new Map(open.paidPerPiece) });

export function addCheckout(
  ctx: Vivenu,
  open: OpenCheckout,
  held: readonly { typeId: string; amount: number }[],
): void {
  const { checkout } = open;
  const times = [Date.parse(checkout.expiresAt), Date.parse(checkout.createdAt), Date.parse(checkout.updatedAt)];
  ctx.store
    .sql('INSERT INTO checkouts VALUES (NULL, ?, ?, ?, ?, ?, ?, NULL, ?)')
    .run(checkout._id, checkout.sellerId, checkout.status, ...times, JSON.stringify(open));
  const hold = ctx.store.sql('INSERT INTO held VALUES (?, ?, ?)');
  for (const { typeId, amount } of held) hold.run(checkout._id, typeId, amount);
}

export function saveCheckout(ctx: Vivenu, open: OpenCheckout, transactionId?: string): void {
  const { checkout } = open;
  ctx.store
    .sql(
      'UPDATE checkouts SET status = ?, updated_ms = ?, transaction_id = COALESCE(?, transaction_id), doc = ? WHERE id = ?',
    )
    .run(
      ...[checkout.status, Date.parse(checkout.updatedAt), transactionId ?? null, JSON.stringify(open), checkout._id],
    );
}

export function findCheckout(ctx: Vivenu, id: string): OpenCheckout | undefined {
  const row = ctx.store.sql<{ doc: string }>('SELECT doc FROM checkouts WHERE id = ?').get(id);
  return row && (JSON.parse(row.doc) as OpenCheckout);
}

/** Ends a checkout without a sale: its places are free again. */
export function abortCheckout(ctx: Vivenu, open: OpenCheckout): void {
  open.checkout.status = 'ABORTED';
  open.checkout.updatedAt = new Date(ctx.clock.now()).toISOString();
  saveCheckout(ctx, open);
  releaseSeats(ctx, open.checkout._id);
  ctx.outbox.hook('checkout.aborted', { checkout: open.checkout });
}

/** Ends the checkouts that nobody finished in time. */
export function expireCheckouts(ctx: Vivenu): void {
  const due = ctx.store.sql<{ doc: string }>("SELECT doc FROM checkouts WHERE status = 'NEW' AND expires_ms <= ?");
  const rows = due.all(ctx.clock.now());
  if (rows.length === 0) return;
  ctx.store.write(() => {
    for (const row of rows) abortCheckout(ctx, JSON.parse(row.doc) as OpenCheckout);
  });
}
