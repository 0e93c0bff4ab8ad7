import { sameMoney } from '../money.ts';
import type { OrderItem } from './orders.ts';

/** True when both lists hold the same items, in any order: type, name, unit price, quantity, calendar id, date. */
export function sameItems(ours: readonly OrderItem[], theirs: readonly OrderItem[]): boolean {
  if (ours.length !== theirs.length) return false;
  const left = [...theirs];
  for (const item of ours) {
    const index = left.findIndex((other) => sameItem(item, other));
    if (index < 0) return false;
    left.splice(index, 1);
  }
  return true;
}

function sameItem(a: OrderItem, b: OrderItem): boolean {
  return (
    a.type === b.type &&
    a.quantity === b.quantity &&
    sameMoney(a.unitPrice, b.unitPrice) &&
    // An event's item is named by the platform.
    (a.type === 'event' || plainName(a.name) === plainName(b.name)) &&
    (a.calendarId === null || b.calendarId === null || a.calendarId === b.calendarId) &&
    (a.date === null || b.date === null || a.date === b.date)
  );
}

/** Platforms trim what is typed (Laravel does), and a name is no other for it. */
function plainName(name: string): string {
  return name.trim().replace(/\s+/g, ' ').normalize('NFC');
}
