import type { OrderItem } from '../../../shared/domain/orders.ts';
import { majorNumber } from '../../../shared/money.ts';
import type { OrderDraft } from '../platform.ts';
import { failure, PlatformError } from '../platform-error.ts';

const dateFields: Readonly<Record<string, string>> = {
  unpublished_ticket: 'event_date',
  service: 'service_date',
  product: 'delivery_date',
};

function itemBody(item: OrderItem): Record<string, unknown> {
  const dateField = dateFields[item.type];
  return {
    type: item.type,
    ...(item.name === '' ? {} : { name: item.name }),
    amount: majorNumber(item.unitPrice),
    quantity: item.quantity,
    ...(item.type === 'event' ? { event_id: item.calendarId } : {}),
    // T-8: what it means is open, so it goes only where somebody configured it.
    ...(item.ticketTypeId === null ? {} : { ticket_id: item.ticketTypeId }),
    ...(dateField !== undefined && item.date !== null ? { [dateField]: item.date } : {}),
  };
}

function problemsOf(draft: OrderDraft): Record<string, readonly string[]> {
  const fields: Record<string, readonly string[]> = draft.items.length === 0 ? { items: ['at least one'] } : {};
  draft.items.forEach((item, index) => {
    const at = `items.${index}`;
    if (item.type === 'event' && item.calendarId === null) fields[`${at}.calendarId`] = ['an event item needs it'];
    if (item.type !== 'event' && item.name.trim() === '') fields[`${at}.name`] = ['needed'];
    if (item.unitPrice.currency !== draft.currency) fields[`${at}.unitPrice`] = [`not in ${draft.currency}`];
    if (item.unitPrice.minor < 0) fields[`${at}.unitPrice`] = ['less than nothing'];
    if (!Number.isSafeInteger(item.quantity) || item.quantity < 1) fields[`${at}.quantity`] = ['at least one, whole'];
  });
  return fields;
}

/**
 * The body of T8: items as objects (T-5), amounts in major units, dates under the name that the item's type has.
 * @throws PlatformError `invalid_input` (refused) naming the fields, for what the platform could only refuse.
 */
export function orderBody(draft: OrderDraft): Record<string, unknown> {
  const fields = problemsOf(draft);
  if (Object.keys(fields).length > 0) {
    throw failure('invalid_input', 'the order cannot be sent as it is', { outcome: 'refused', fields });
  }
  const customer = Object.fromEntries(Object.entries(draft.customer).filter(([, value]) => value !== ''));
  return {
    ...(Object.keys(customer).length > 0 ? { customer } : {}),
    items: draft.items.map(itemBody),
    currency: draft.currency,
  };
}

/** tic.rs's names of an item's fields, as the laptop calls them. */
const ourNames: Readonly<Record<string, string>> = {
  event_id: 'calendarId',
  ticket_id: 'ticketTypeId',
  amount: 'unitPrice',
  event_date: 'date',
  service_date: 'date',
  delivery_date: 'date',
};

/** A refusal of T8 with its fields under the names that they have in the draft; anything else as it is. */
export function inOurNames(error: unknown): unknown {
  if (!(error instanceof PlatformError) || error.problem.fields === undefined) return error;
  const fields: Record<string, string[]> = {};
  for (const [field, says] of Object.entries(error.problem.fields)) {
    const name = field.replace(
      /^(items\.\d+\.)(\w+)$/,
      (_all, item: string, own: string) => item + (ourNames[own] ?? own),
    );
    fields[name] = [...(fields[name] ?? []), ...says];
  }
  return new PlatformError({ ...error.problem, fields }, error, { cause: error.cause });
}
