/** A catalogue item as it stands in the form: texts, until all of them can be read. */
import type { CallInput } from '../../../../shared/contract/index.ts';
import type { CatalogueItem } from '../../../../shared/domain/catalogue.ts';
import type { ItemRef, ItemType } from '../../../../shared/domain/orders.ts';
import type { AccountId } from '../../../../shared/ids.ts';
import { majorText } from '../../../../shared/money.ts';
import { type AmountTrouble, amountForField, readAmount, type Separators } from '../amount.ts';
import { readCalendarId } from './import-choices.ts';

export interface ItemDraft {
  readonly accountId: AccountId;
  readonly name: string;
  readonly type: ItemType;
  /** True when the amount is typed at each sale. */
  readonly byHand: boolean;
  readonly priceText: string;
  readonly currency: string;
  readonly calendarIdText: string;
  readonly ticketTypeIdText: string;
  /** `YYYY-MM-DD` or empty. */
  readonly date: string;
  /** The system's own ids of an imported item; not edited, and not lost. */
  readonly ref?: ItemRef | undefined;
}

/** What is wrong, by field; a field without an entry is right. */
export interface DraftTroubles {
  readonly name?: 'missing';
  readonly price?: AmountTrouble | 'missing';
  readonly currency?: 'not_a_currency';
  readonly calendarId?: 'missing' | 'wrong';
  readonly ticketTypeId?: 'wrong';
  readonly date?: 'missing' | 'wrong';
}

export type DraftReading =
  | { readonly kind: 'item'; readonly input: CallInput<'catalogue.save'> }
  | { readonly kind: 'troubles'; readonly troubles: DraftTroubles };

/** An empty form. */
export function newDraft(accountId: AccountId, currency: string): ItemDraft {
  return {
    accountId,
    name: '',
    type: 'unpublished_ticket',
    byHand: false,
    priceText: '',
    currency,
    calendarIdText: '',
    ticketTypeIdText: '',
    date: '',
  };
}

/** The form of an item that exists. */
export function draftOf(item: CatalogueItem, separators: Separators): ItemDraft {
  return {
    accountId: item.accountId,
    name: item.name,
    type: item.type,
    byHand: item.unitPrice === null,
    priceText: item.unitPrice === null ? '' : amountForField(majorText(item.unitPrice), separators),
    currency: item.currency,
    calendarIdText: item.calendarId === null ? '' : String(item.calendarId),
    ticketTypeIdText: item.ticketTypeId === null ? '' : String(item.ticketTypeId),
    date: item.date ?? '',
    ref: item.ref,
  };
}

/** Which further fields a type has (T8): only events are known by an EventCalendar id; an unpublished ticket is for a day. */
export function fieldsOf(type: ItemType): {
  readonly calendarId: boolean;
  readonly date: 'needed' | 'optional' | 'none';
} {
  switch (type) {
    case 'event':
      return { calendarId: true, date: 'optional' };
    case 'unpublished_ticket':
      return { calendarId: false, date: 'needed' };
    case 'service':
    case 'product':
      return { calendarId: false, date: 'optional' };
  }
}

/** Reads the form; `id` is that of the item being changed, or null for a new one. */
export function readDraft(draft: ItemDraft, id: CatalogueItem['id'] | null, separators: Separators): DraftReading {
  const fields = fieldsOf(draft.type);
  const currency = draft.currency.trim().toUpperCase();
  const price = readAmount(draft.priceText, currency, separators);
  const calendarId = fields.calendarId ? readCalendarId(draft.calendarIdText) : null;
  const ticketTypeId = fields.calendarId ? readCalendarId(draft.ticketTypeIdText) : null;
  const priceTrouble = price.kind === 'wrong' ? price.reason : price.kind === 'empty' ? 'missing' : null;
  const dateTrouble =
    draft.date === '' ? (fields.date === 'needed' ? 'missing' : null) : isDay(draft.date) ? null : 'wrong';
  const troubles: DraftTroubles = {
    ...(draft.name.trim() === '' ? { name: 'missing' } : {}),
    ...(!draft.byHand && priceTrouble ? { price: priceTrouble } : {}),
    ...(/^[A-Z]{3}$/.test(currency) ? {} : { currency: 'not_a_currency' }),
    ...(calendarId === 'wrong'
      ? { calendarId: 'wrong' as const }
      : fields.calendarId && calendarId === null && draft.ref === undefined
        ? { calendarId: 'missing' as const }
        : {}),
    ...(ticketTypeId === 'wrong' ? { ticketTypeId: 'wrong' } : {}),
    ...(dateTrouble ? { date: dateTrouble } : {}),
  };
  if (Object.keys(troubles).length > 0 || calendarId === 'wrong' || ticketTypeId === 'wrong') {
    return { kind: 'troubles', troubles };
  }
  return {
    kind: 'item',
    input: {
      id,
      accountId: draft.accountId,
      name: draft.name.trim().slice(0, 300),
      type: draft.type,
      unitPrice: !draft.byHand && price.kind === 'money' ? price.money : null,
      currency,
      calendarId,
      ticketTypeId,
      date: draft.date === '' ? null : draft.date,
      ...(draft.ref === undefined ? {} : { ref: draft.ref }),
    },
  };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T12:00:00Z`).toJSON()?.slice(0, 10) === text;
}

/** The ids with one item moved by a place; null when it stands at that end already. */
export function movedIds<Id>(ids: readonly Id[], id: Id, by: -1 | 1): Id[] | null {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from === -1 || to < 0 || to >= ids.length) return null;
  const moved = ids.filter((one) => one !== id);
  moved.splice(to, 0, id);
  return moved;
}
