import type { Order, ReconcileCandidate, Sale } from '../../../shared/domain/orders.ts';
import type { OrderRow } from '../../../shared/domain/views.ts';
import { sameMoney } from '../../../shared/money.ts';

/** An order of the platform that may be a sale whose answer was lost, as a person sees it. */
export interface Candidate extends ReconcileCandidate {
  readonly sameGuest: boolean;
  /** Minutes from the sale to the order; negative when the order is older. */
  readonly minutesAfter: number;
}

/** The platform's clock may differ, and an order made well before the sale cannot be it. */
const earliestMinutes = -10;

/**
 * Orders that a person may recognise as this sale, the likeliest first. An order that another sale of this laptop claims is none, and neither is
 * one in another currency or made well before the sale.
 * @param found what looking for the sale found: it comes first, whatever else it looks like.
 */
export function candidatesFor(
  sale: Sale,
  rows: readonly OrderRow[],
  found: readonly ReconcileCandidate[] = [],
): readonly Candidate[] {
  const known = new Set(found.map(({ order }) => order.id));
  const rest = rows
    .flatMap((row) => (row.order && (row.sale === null || row.sale.id === sale.id) ? [row.order] : []))
    .filter((order) => !known.has(order.id))
    .filter((order) => order.accountId === sale.accountId && order.total.currency === sale.total.currency)
    .map((order) => seen(sale, { order, sameTotal: sameMoney(order.total, sale.total), sameItems: null }))
    .filter((candidate) => candidate.minutesAfter >= earliestMinutes)
    .sort((a, b) => likeness(b) - likeness(a) || Math.abs(a.minutesAfter) - Math.abs(b.minutesAfter));
  return [...found.map((candidate) => seen(sale, candidate)), ...rest];
}

function seen(sale: Sale, candidate: ReconcileCandidate): Candidate {
  const { order } = candidate;
  return { ...candidate, sameGuest: isSameGuest(order, sale), minutesAfter: minutesAfter(order, sale) };
}

function minutesAfter(order: Order, sale: Sale): number {
  return Math.round((order.createdAtMs - sale.createdAtMs) / 60_000);
}

function likeness(candidate: Candidate): number {
  return (candidate.sameTotal ? 2 : 0) + (candidate.sameGuest ? 1 : 0);
}

function isSameGuest({ contact }: Order, { customer }: Sale): boolean {
  if (!contact) return false;
  const same = (a: string, b: string) => a !== '' && a.toLocaleLowerCase() === b.toLocaleLowerCase();
  return (
    same(contact.email, customer.email) || same(contact.phone, customer.phone) || same(contact.name, customer.name)
  );
}
