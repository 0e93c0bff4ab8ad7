import { type Money, majorText, sameMoney, sumMoney, timesMoney } from '../../../shared/money.ts';
import type { OrderDraft } from '../platform.ts';
import { failure } from '../platform-error.ts';

/** A sale as V26 takes it. */
export interface CheckoutDraft {
  readonly eventId: string;
  readonly items: readonly { readonly type: 'ticket'; readonly ticketTypeId: string; readonly amount: number }[];
  /** What the guest was told at this door. */
  readonly total: Money;
}

/**
 * Reads a draft as a checkout: ticket types of one event, paid here.
 * @throws PlatformError `invalid_input` (refused) naming the fields, for what the platform could only refuse.
 */
export function checkoutDraft(draft: OrderDraft): CheckoutDraft {
  const fields: Record<string, readonly string[]> = draft.items.length === 0 ? { items: ['at least one'] } : {};
  if (draft.tender === 'link') fields['tender'] = ['this system gives no payment link: cash or terminal'];
  let eventId: string | null = null;
  const items: CheckoutDraft['items'][number][] = [];
  draft.items.forEach((item, index) => {
    const at = `items.${index}`;
    if (item.ref?.kind !== 'ticket_type') {
      fields[`${at}.ref`] = ['a ticket type of the calendar is needed'];
      return;
    }
    eventId ??= item.ref.eventId;
    if (item.ref.eventId !== eventId) fields[`${at}.ref`] = ['one sale holds tickets of one event only'];
    if (item.unitPrice.currency !== draft.currency) fields[`${at}.unitPrice`] = [`not in ${draft.currency}`];
    if (!Number.isSafeInteger(item.quantity) || item.quantity < 1) fields[`${at}.quantity`] = ['at least one, whole'];
    items.push({ type: 'ticket', ticketTypeId: item.ref.ticketTypeId, amount: item.quantity });
  });
  if (eventId === null || Object.keys(fields).length > 0) {
    throw failure('invalid_input', 'the sale cannot be sent as it is', { outcome: 'refused', fields });
  }
  const amounts = draft.items.map((item) => timesMoney(item.unitPrice, item.quantity));
  return { eventId, items, total: sumMoney(amounts, draft.currency) };
}

/**
 * The platform makes its own price. What the guest was told at this door must be it, or the till is wrong.
 * @throws PlatformError `refused` saying both.
 */
export function checkPrice(ours: Money, theirs: Money, endpoint: string): void {
  if (sameMoney(ours, theirs)) return;
  const say = (money: Money) => `${majorText(money)} ${money.currency}`;
  const message = `the platform asks ${say(theirs)} for this, not ${say(ours)}: import the calendar again`;
  throw failure('refused', message, { outcome: 'refused', endpoint });
}
