import { sameMoney } from '../money.ts';
import type { OrderItem } from './orders.ts';

/**
 * True when both lists hold the same pieces, in any order: type, name, unit price, quantity, what is sold, date. An item of two pieces and two
 * items of one are the same: vivenu makes one item of each seat.
 */
export function sameItems(ours: readonly OrderItem[], theirs: readonly OrderItem[]): boolean {
  return restOf(ours, theirs)?.every(({ quantity }) => quantity === 0) ?? false;
}

/** Equal for lists of the same pieces, in any order and however they are put together: for telling sales of this laptop apart, whose fields are all known. */
export function piecesOf(items: readonly OrderItem[]): string {
  const pieces = new Map<string, number>();
  for (const { quantity, name, ...rest } of items) {
    const { type, unitPrice, calendarId, ticketTypeId, date, ref } = rest;
    const key = JSON.stringify([
      type,
      plainName(name),
      unitPrice.minor,
      unitPrice.currency,
      calendarId,
      ticketTypeId,
      date,
      ref,
    ]);
    pieces.set(key, (pieces.get(key) ?? 0) + quantity);
  }
  return JSON.stringify([...pieces].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** True when their list holds all of our pieces, and perhaps more: a fee, a delivery. */
export function holdsItems(ours: readonly OrderItem[], theirs: readonly OrderItem[]): boolean {
  return restOf(ours, theirs) !== null;
}

/** What is left of their pieces without ours; null when they do not hold all of ours. */
function restOf(
  ours: readonly OrderItem[],
  theirs: readonly OrderItem[],
): readonly { readonly quantity: number }[] | null {
  const left = theirs.map((item) => ({ item, quantity: item.quantity }));
  for (const item of ours) {
    let wanted = item.quantity;
    for (const other of left) {
      if (wanted === 0) break;
      if (other.quantity === 0 || !samePiece(item, other.item)) continue;
      const taken = Math.min(wanted, other.quantity);
      wanted -= taken;
      other.quantity -= taken;
    }
    if (wanted > 0) return null;
  }
  return left;
}

function samePiece(a: OrderItem, b: OrderItem): boolean {
  return (
    a.type === b.type &&
    sameMoney(a.unitPrice, b.unitPrice) &&
    // An event's item is named by the platform.
    (a.type === 'event' || plainName(a.name) === plainName(b.name)) &&
    (a.calendarId === null || b.calendarId === null || a.calendarId === b.calendarId) &&
    (a.date === null || b.date === null || a.date === b.date) &&
    sameRef(a, b)
  );
}

/** Told by both, the ticket type must be the same; the event is its own. */
function sameRef({ ref: a }: OrderItem, { ref: b }: OrderItem): boolean {
  if (a?.kind === 'ticket_type' && b?.kind === 'ticket_type') return a.ticketTypeId === b.ticketTypeId;
  if (a?.kind === 'ticket_payment' && b?.kind === 'ticket_payment') return a.ticketId === b.ticketId;
  return true;
}

/** Platforms trim what is typed (Laravel does), and a name is no other for it. */
function plainName(name: string): string {
  return name.trim().replace(/\s+/g, ' ').normalize('NFC');
}
