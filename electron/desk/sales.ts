import type { Sale, Tender } from '../../shared/domain/acts.ts';
import type { OrderItem } from '../../shared/domain/orders.ts';
import type { Contact } from '../../shared/domain/tickets.ts';
import { problem } from '../../shared/errors.ts';
import type { AccountId, SaleId } from '../../shared/ids.ts';
import { type Money, sumMoney, timesMoney } from '../../shared/money.ts';
import { canonicalContact } from '../ledger/canonical-contact.ts';
import { notInCalendar } from './catalogue.ts';
import { accountOf, actNow, type DeskContext } from './context.ts';

/** What staff put together on the Sell screen. */
export interface NewSaleInput {
  readonly accountId: AccountId;
  readonly customer: Contact;
  readonly items: readonly OrderItem[];
  readonly currency: string;
  readonly tender?: Tender | undefined;
}

/**
 * Writes a sale to the ledger, where the queue takes it from. Once this returns, the sale survives anything.
 * @param importedOnly true where the system sells only what its calendar holds.
 * @throws ProblemError `invalid_input` naming the item's field when an item cannot be sold as it is.
 */
export function sell(context: DeskContext, input: NewSaleInput, importedOnly = false): Sale {
  accountOf(context, input.accountId);
  const fields: Record<string, string[]> = {};
  input.items.forEach((item, index) => {
    if (importedOnly && item.ref === undefined) fields[`items.${index}.ref`] = [notInCalendar];
    if (item.type === 'event' && item.calendarId === null && item.ref === undefined) {
      fields[`items.${index}.calendarId`] = ['an event item needs its EventCalendar id'];
    }
    if (item.unitPrice.currency !== input.currency) {
      fields[`items.${index}.unitPrice`] = [`is in ${item.unitPrice.currency}, the order in ${input.currency}`];
    }
  });
  if (Object.keys(fields).length > 0) throw problem('invalid_input', 'some items cannot be sold like this', { fields });
  const total = sumMoney(
    input.items.map((item) => timesMoney(item.unitPrice, item.quantity)),
    input.currency,
  );
  const { accountId, items, tender = 'link' } = input;
  return context.ledger.sales.create(
    { accountId, customer: canonicalContact(input.customer), items, total, tender },
    actNow(context),
  );
}

/** A sale of this door. @throws ProblemError `not_found`. */
export function saleOf(context: DeskContext, id: SaleId): Sale {
  const sale = context.ledger.sales.get(id);
  if (!sale) throw problem('not_found', 'no such sale on this laptop');
  return sale;
}

/** Notes cash that was taken outside the platform, which never learns of it. */
export function noteCash(context: DeskContext, id: SaleId, amount: Money): Sale {
  const sale = saleOf(context, id);
  if (amount.currency !== sale.total.currency || amount.minor <= 0) {
    throw problem('invalid_input', 'the amount must be more than zero and in the currency of the sale', {
      fields: { amount: ['must be more than zero and in the currency of the sale'] },
    });
  }
  return context.ledger.sales.noteCash(id, amount, actNow(context));
}

/**
 * Takes a sale out of the queue before it was ever sent.
 * @throws ProblemError `already_sent` when it has left: then the order is cancelled through a refund.
 */
export function cancelSale(context: DeskContext, id: SaleId): Sale {
  saleOf(context, id);
  const moved = context.ledger.queue.move({ kind: 'sale', id }, 'queued', 'cancelled', {}, actNow(context));
  if (!moved) throw problem('already_sent', 'the order has left this laptop: cancel it from its order page');
  return saleOf(context, id);
}

/**
 * The payment link of a sale, for a clipboard or a browser: never one that holds a secret, which is only shown (docs/decisions/0040).
 * @throws ProblemError `not_found` while the platform has not confirmed the order, `refused` when it has, and no link is known here.
 */
export function paymentLinkOf(context: DeskContext, id: SaleId): string {
  const { paymentLink, orderId } = saleOf(context, id);
  if (paymentLink !== null) return paymentLink;
  if (orderId !== null) throw problem('refused', 'this payment has no link that may leave the screen');
  throw problem('not_found', 'the payment link comes when the platform has the order');
}
