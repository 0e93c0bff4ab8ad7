/** A sale that the platform refused, back in the cart: what was typed, and what the platform said of which field. */
import type { Sale } from '../../../shared/domain/acts.ts';
import type { CatalogueItem } from '../../../shared/domain/catalogue.ts';
import type { OrderItem } from '../../../shared/domain/orders.ts';
import type { Refusal } from '../../../shared/domain/refusal.ts';
import type { Contact } from '../../../shared/domain/tickets.ts';
import { as, type CatalogueItemId } from '../../../shared/ids.ts';
import { majorText } from '../../../shared/money.ts';
import { amountForField, type Separators } from './amount.ts';
import type { Cart, CartLine } from './cart.ts';

/** Fields of a cart's line that a platform can refuse. */
export const lineFields = ['calendarId', 'ticketTypeId', 'name', 'unitPrice', 'quantity', 'date'] as const;
export type LineField = (typeof lineFields)[number];
const guestFields = ['name', 'email', 'phone'] as const satisfies readonly (keyof Contact)[];

/** What the platform said of one field. */
export interface FieldRefusal<Field> {
  readonly field: Field;
  readonly says: string;
}

/** The refusal as the Sell screen shows it, until each field is mended or the order is made again. */
export interface Refused {
  readonly reference: string;
  /** What stands at no field. */
  readonly says: readonly string[];
  /** The guest and the lines as they were sent: what is said of a field goes once the field is another. */
  readonly customer: Contact;
  readonly guest: readonly FieldRefusal<keyof Contact>[];
  readonly lines: readonly { readonly line: CartLine; readonly refusals: readonly FieldRefusal<LineField>[] }[];
}

/** What the Sell screen takes up again. */
export interface Reopened {
  readonly cart: Cart;
  readonly customer: Contact;
  readonly refused: Refused;
}

/**
 * Puts a refused sale back into the cart. Lines take today's item of the catalogue, so that one mended since is not refused again; an item that
 * was removed from it stays as it was sold.
 */
export function reopened(
  sale: Pick<Sale, 'accountId' | 'reference' | 'customer' | 'items'>,
  refusal: Refusal,
  catalogue: readonly CatalogueItem[],
  separators: Separators,
): Reopened {
  const lines = sale.items.map((item, index) => {
    const { quantity, unitPrice } = item;
    const sold = catalogueItemOf(item, sale, index, catalogue);
    const byHand = sold.unitPrice === null;
    const amountText = byHand ? amountForField(majorText(unitPrice), separators) : '';
    return { key: index + 1, item: sold, quantity, amountText, unitPrice: sold.unitPrice ?? unitPrice };
  });
  const guest = guestFields.flatMap((field) => said(refusal, `customer.${field}`, field));
  const ofLines = lines.map((line, index) => ({
    line,
    refusals: lineFields.flatMap((field) => said(refusal, `items.${index}.${field}`, field)),
  }));
  const placed = new Set([...guest, ...ofLines.flatMap(({ refusals }) => refusals)].map(({ says }) => says));
  const rest = Object.values(refusal.fields).map((says) => says.join(' '));
  return {
    cart: { lines, nextKey: lines.length + 1 },
    customer: sale.customer,
    refused: {
      reference: sale.reference,
      // The message repeats the first field's; where fields are marked, they say it all.
      says: [...(placed.size === 0 ? [refusal.message] : []), ...rest].filter(
        (says, index, all) => says !== '' && !placed.has(says) && all.indexOf(says) === index,
      ),
      customer: sale.customer,
      guest,
      lines: ofLines,
    },
  };
}

function said<Field>(refusal: Refusal, path: string, field: Field): FieldRefusal<Field>[] {
  const says = refusal.fields[path];
  return says === undefined ? [] : [{ field, says: says.join(' ') }];
}

function catalogueItemOf(
  item: OrderItem,
  { accountId }: Pick<Sale, 'accountId'>,
  index: number,
  catalogue: readonly CatalogueItem[],
): CatalogueItem {
  const alike = catalogue.filter(
    (one) =>
      one.accountId === accountId &&
      one.type === item.type &&
      one.name === item.name &&
      one.currency === item.unitPrice.currency,
  );
  const fits = (one: CatalogueItem): number =>
    Number(one.calendarId === item.calendarId) +
    Number(one.date === item.date) +
    Number(one.ticketTypeId === item.ticketTypeId) +
    Number(one.unitPrice?.minor === item.unitPrice.minor);
  const [best] = [...alike].sort((a, b) => fits(b) - fits(a));
  if (best) return best;
  const { type, name, unitPrice, calendarId, ticketTypeId, date, ref } = item;
  return {
    id: as<CatalogueItemId>(`sold ${index}`),
    accountId,
    name,
    type: type as CatalogueItem['type'],
    unitPrice,
    currency: unitPrice.currency,
    calendarId,
    ticketTypeId,
    date,
    ...(ref === undefined ? {} : { ref }),
    position: index,
    importKey: null,
  };
}

/** What the platform said of a field of the guest, while it stands as it was sent. */
export function guestRefusal(refused: Refused | null, customer: Contact, field: keyof Contact): string | null {
  if (refused === null || customer[field] !== refused.customer[field]) return null;
  return refused.guest.find((one) => one.field === field)?.says ?? null;
}

/** What the platform said of a line, while it is as it was sent. */
export function lineRefusals(refused: Refused | null, line: CartLine): readonly FieldRefusal<LineField>[] {
  const sent = refused?.lines.find((one) => one.line.key === line.key);
  if (sent === undefined || JSON.stringify(sent.line) !== JSON.stringify(line)) return [];
  return sent.refusals;
}
