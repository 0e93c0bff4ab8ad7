/** Paying for a ticket that exists already: what is read from the fields, and what is sent. Pure. */
import type { CallInput } from '../../../shared/contract/index.ts';
import {
  type Billing,
  type BillingField,
  billingFields,
  type Order,
  transferCurrencies,
} from '../../../shared/domain/orders.ts';
import type { AccountId } from '../../../shared/ids.ts';
import type { Money } from '../../../shared/money.ts';
import { readAmount, type Separators } from '../sell/amount.ts';

/** A ticket's number as typed; null for what is none. A scanner's or a pasted `#31090` is one as well. */
export function readTicketNumber(text: string): number | null {
  const [, digits] = /^#?0*([1-9]\d{0,14})$/.exec(text.trim()) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** A typed payment code with the currency that it names; null for what is none. */
export function readCode(text: string): { readonly code: string; readonly currency: string } | null {
  const code = text.trim().toUpperCase();
  const [, currency] = /^[A-Z0-9][A-Z0-9-]*-([A-Z]{3})-[A-Z0-9-]+$/.exec(code) ?? [];
  return currency === undefined ? null : { code, currency };
}

/** Prices after a transfer as they stand in their fields. */
export type TransferTexts = Readonly<Partial<Record<(typeof transferCurrencies)[number], string>>>;

/** Reads the prices that were typed; one currency is enough, and a field that holds no price is named. */
export function readTransfer(
  texts: TransferTexts,
  separators: Separators,
): { readonly prices: readonly Money[]; readonly wrong: readonly string[] } {
  const filled = transferCurrencies.filter((currency) => (texts[currency] ?? '').trim() !== '');
  const readings = filled.map((currency) => ({
    currency,
    reading: readAmount(texts[currency] ?? '', currency, separators),
  }));
  const prices = readings.flatMap(({ reading }) =>
    reading.kind === 'money' && reading.money.minor > 0 ? [reading.money] : [],
  );
  const wrong = filled.filter((currency) => !prices.some((price) => price.currency === currency));
  return { prices, wrong };
}

/** Where the payments of a ticket stand as a whole: paid once is paid. */
export type TicketStanding =
  | { readonly kind: 'paid'; readonly order: Order }
  | { readonly kind: 'open'; readonly order: Order }
  | { readonly kind: 'nothing' };

/** Reads a ticket's payments, the newest of each kind first. */
export function standingOf(orders: readonly Order[]): TicketStanding {
  const newest = orders.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  const paid = newest.find((order) => order.status === 'paid' || order.status === 'completed');
  if (paid !== undefined) return { kind: 'paid', order: paid };
  const open = newest.find((order) => order.status === 'awaiting_payment');
  return open === undefined ? { kind: 'nothing' } : { kind: 'open', order: open };
}

/** The way of paying that was chosen or typed. */
export interface ChosenWay {
  readonly code: string;
  readonly title: string;
  readonly amount: Money;
}

/** What stands in the fields for the invoice. */
export type BillingDraft = Readonly<Record<BillingField, string>>;

export const emptyBilling: BillingDraft = { name: '', address: '', city: '', country: '', postcode: '', vat: '' };

/** The fields that were filled in; undefined when none was. */
export function billingOf(draft: BillingDraft): Billing | undefined {
  const filled = billingFields.flatMap((field) => {
    const value = draft[field].trim();
    return value === '' ? [] : [[field, value] as const];
  });
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}

/** The sale that starts the payment. @param name what the ticket is called on the till. */
export function saleInput(
  accountId: AccountId,
  ticketId: number,
  way: ChosenWay,
  billing: BillingDraft,
  name: string,
): CallInput<'sales.create'> {
  const filled = billingOf(billing);
  return {
    accountId,
    customer: { name: billing.name.trim(), email: '', phone: '' },
    currency: way.amount.currency,
    items: [
      {
        ...{ type: 'service', name: name.slice(0, 300), unitPrice: way.amount, quantity: 1 },
        ...{ calendarId: null, ticketTypeId: null, date: null },
        ref: { kind: 'ticket_payment', ticketId, code: way.code, ...(filled === undefined ? {} : { billing: filled }) },
      },
    ],
    tender: 'link',
  };
}
