import type { Deed, QueueEntry, Refund, Sale } from './acts.ts';

/** What an entry of the queue holds, for what all kinds of acts share. */
export function actOf(entry: QueueEntry): Sale | Refund | Deed {
  switch (entry.kind) {
    case 'sale':
      return entry.sale;
    case 'refund':
      return entry.refund;
    case 'deed':
      return entry.deed;
  }
}
