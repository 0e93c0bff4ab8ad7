import type { CatalogueItem } from '../../shared/domain/catalogue.ts';
import type { ItemRef, ItemType } from '../../shared/domain/orders.ts';
import { problem } from '../../shared/errors.ts';
import type { AccountId, CatalogueItemId } from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';
import { accountOf, type DeskContext } from './context.ts';

/** A catalogue item as the editor sends it; `id` null adds one. */
export interface CatalogueInput {
  readonly id: CatalogueItemId | null;
  readonly accountId: AccountId;
  readonly name: string;
  readonly type: ItemType;
  readonly unitPrice: Money | null;
  readonly currency: string;
  readonly calendarId: number | null;
  readonly ticketTypeId: number | null;
  readonly date: string | null;
  readonly ref?: ItemRef | undefined;
}

/** Why an item that was made by hand cannot be sold everywhere. */
export const notInCalendar = 'this system sells only what its calendar holds: import the item';

/** One confirmed line of an import. */
export interface ImportInput {
  readonly importKey: string;
  readonly name: string;
  readonly unitPrice: Money;
  readonly calendarId: number | null;
  readonly date: string | null;
  readonly ref?: ItemRef | undefined;
}

/**
 * Adds or changes an item.
 * @param importedOnly true where the system sells only what its calendar holds.
 * @throws ProblemError `invalid_input` at the field that does not fit the type.
 */
export function saveCatalogueItem(context: DeskContext, input: CatalogueInput, importedOnly = false): CatalogueItem {
  accountOf(context, input.accountId);
  if (importedOnly && input.ref === undefined) {
    throw problem('invalid_input', notInCalendar, { fields: { ref: [notInCalendar] } });
  }
  if (input.type === 'event' && input.calendarId === null && input.ref === undefined) {
    throw problem('invalid_input', 'an event item needs its EventCalendar id', {
      fields: { calendarId: ['needed for items of type event'] },
    });
  }
  if (input.unitPrice !== null && input.unitPrice.currency !== input.currency) {
    throw problem('invalid_input', 'the price is in another currency', { fields: { unitPrice: ['other currency'] } });
  }
  return context.ledger.catalogue.save(input);
}

/**
 * Stores calendar lines whose price a person confirmed (trap T-6). A line imported before is changed, not doubled. Lines without an EventCalendar
 * id are sold as unpublished tickets for their date, which the platform accepts without one (T8).
 */
export function importCatalogue(
  context: DeskContext,
  accountId: AccountId,
  items: readonly ImportInput[],
): readonly CatalogueItem[] {
  accountOf(context, accountId);
  const known = new Map(context.ledger.catalogue.list().map((item) => [item.importKey, item]));
  return items.map((item) => {
    const before = known.get(item.importKey);
    return context.ledger.catalogue.save({
      id: before && before.accountId === accountId ? before.id : null,
      accountId,
      name: item.name,
      type: item.calendarId === null && item.ref === undefined ? 'unpublished_ticket' : 'event',
      unitPrice: item.unitPrice,
      currency: item.unitPrice.currency,
      calendarId: item.calendarId,
      ticketTypeId: null,
      date: item.date,
      ref: item.ref,
      importKey: item.importKey,
    });
  });
}
