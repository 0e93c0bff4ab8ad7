import { CURRENCIES } from '../data/places.ts';
import { dayStart } from '../time.ts';
import { invalid } from './errors.ts';
import { minorOf } from './money.ts';

export const ITEM_TYPES = ['event', 'unpublished_ticket', 'service', 'product'] as const;

export interface ItemRequest {
  type: (typeof ITEM_TYPES)[number];
  name: string | null;
  amountMinor: number;
  quantity: number;
  eventId: number | null;
  ticketId: number | null;
  eventDate: string | null;
  serviceDate: string | null;
  deliveryDate: string | null;
}

export interface OrderRequest {
  customer: { name: string | null; email: string | null; phone: string | null };
  items: ItemRequest[];
  currency: string;
  successUrl: string | null;
  failUrl: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown) => value === undefined || value === null || value === '';
/** Laravel's `numeric` takes numeric strings too. */
const numberOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : undefined;
};
const readable = (key: string) =>
  key.replace(/(^|\.)([a-z]+)_([a-z_]+)$/, (_m, dot, a, b) => `${dot}${a} ${b.replaceAll('_', ' ')}`);

class Rules {
  readonly errors: Record<string, string[]> = {};

  fail(key: string, sentence: string): void {
    const list = this.errors[key];
    const text = sentence.replace(':field', readable(key));
    if (list) list.push(text);
    else this.errors[key] = [text];
  }

  string(key: string, value: unknown, max = 255): string | null {
    if (isEmpty(value)) return null;
    if (typeof value !== 'string') this.fail(key, 'The :field field must be a string.');
    else if (value.length > max) this.fail(key, `The :field field must not be greater than ${max} characters.`);
    else return value;
    return null;
  }

  url(key: string, value: unknown): string | null {
    const text = this.string(key, value, 2048);
    if (text === null) return null;
    if (/^https?:\/\/[^\s/]+/i.test(text) && URL.canParse(text)) return text;
    this.fail(key, 'The :field field must be a valid URL.');
    return null;
  }

  date(key: string, value: unknown): string | null {
    const text = this.string(key, value);
    if (text === null) return null;
    const day = text.slice(0, 10);
    if (dayStart(day) !== undefined) return day;
    this.fail(key, 'The :field field must be a valid date.');
    return null;
  }

  integer(key: string, value: unknown): number | null {
    if (isEmpty(value)) return null;
    const number = numberOf(value);
    if (number !== undefined && Number.isSafeInteger(number)) return number;
    this.fail(key, 'The :field field must be an integer.');
    return null;
  }
}

/** Looks up ids the order names. */
export interface Known {
  readonly calendar: (id: number) => boolean;
  readonly ticketType: (id: number, calendarId: number | null) => boolean;
}

function item(rules: Rules, key: string, raw: unknown, known: Known): ItemRequest {
  // Strings, as the documents' `string[]` has it, have no fields at all (T-5).
  const fields: Fields = isObject(raw) ? raw : {};
  const at = (name: string) => `${key}.${name}`;
  const type = ITEM_TYPES.find((name) => name === fields['type']);
  if (isEmpty(fields['type'])) rules.fail(at('type'), 'The :field field is required.');
  else if (!type) rules.fail(at('type'), 'The selected :field is invalid.');

  const name = rules.string(at('name'), fields['name']);
  if (isEmpty(fields['name']) && type !== 'event') {
    rules.fail(at('name'), `The :field field is required unless ${key}.type is in event.`);
  }

  const amount = numberOf(fields['amount']);
  if (isEmpty(fields['amount'])) rules.fail(at('amount'), 'The :field field is required.');
  else if (amount === undefined) rules.fail(at('amount'), 'The :field field must be a number.');
  else if (amount < 0) rules.fail(at('amount'), 'The :field field must be at least 0.');
  else if (amount > 1e9) rules.fail(at('amount'), 'The :field field must not be greater than 1000000000.');

  const quantity = rules.integer(at('quantity'), fields['quantity']);
  if (isEmpty(fields['quantity'])) rules.fail(at('quantity'), 'The :field field is required.');
  else if (quantity !== null && quantity < 1) rules.fail(at('quantity'), 'The :field field must be at least 1.');
  else if (quantity !== null && quantity > 10_000) {
    rules.fail(at('quantity'), 'The :field field must not be greater than 10000.');
  }

  const eventId = rules.integer(at('event_id'), fields['event_id']);
  if (type === 'event') {
    if (isEmpty(fields['event_id']))
      rules.fail(at('event_id'), `The :field field is required when ${key}.type is event.`);
    else if (eventId !== null && !known.calendar(eventId))
      rules.fail(at('event_id'), 'The selected :field is invalid.');
  }
  const ticketId = rules.integer(at('ticket_id'), fields['ticket_id']);
  if (ticketId !== null && !known.ticketType(ticketId, type === 'event' ? eventId : null)) {
    rules.fail(at('ticket_id'), 'The selected :field is invalid.');
  }
  return {
    type: type ?? 'service',
    name,
    amountMinor: minorOf(amount ?? 0),
    quantity: quantity ?? 0,
    eventId,
    ticketId,
    eventDate: rules.date(at('event_date'), fields['event_date']),
    serviceDate: rules.date(at('service_date'), fields['service_date']),
    deliveryDate: rules.date(at('delivery_date'), fields['delivery_date']),
  };
}

/** Reads the body of T8; throws the 422 with all field errors, keys such as `items.0.name`. */
export function readOrder(body: unknown, known: Known): OrderRequest {
  const fields: Fields = isObject(body) ? body : {};
  const rules = new Rules();
  const raw = fields['customer'];
  if (!isEmpty(raw) && !isObject(raw)) rules.fail('customer', 'The :field field must be an array.');
  const customer: Fields = isObject(raw) ? raw : {};
  const email = rules.string('customer.email', customer['email']);
  if (email !== null && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/.test(email)) {
    rules.fail('customer.email', 'The :field field must be a valid email address.');
  }
  const list = fields['items'];
  if (isEmpty(list) || (Array.isArray(list) && list.length === 0)) rules.fail('items', 'The :field field is required.');
  else if (!Array.isArray(list)) rules.fail('items', 'The :field field must be an array.');
  const items = Array.isArray(list) ? list.map((entry, i) => item(rules, `items.${i}`, entry, known)) : [];
  const currency = rules.string('currency', fields['currency'])?.toUpperCase() ?? 'RSD';
  if (currency.length !== 3) rules.fail('currency', 'The :field field must be 3 characters.');
  else if (!CURRENCIES.has(currency)) rules.fail('currency', 'The selected :field is invalid.');
  const request = {
    customer: {
      name: rules.string('customer.name', customer['name']),
      email,
      phone: rules.string('customer.phone', customer['phone']),
    },
    items,
    currency,
    successUrl: rules.url('success_url', fields['success_url']),
    failUrl: rules.url('fail_url', fields['fail_url']),
  };
  if (Object.keys(rules.errors).length > 0) throw invalid(rules.errors);
  return request;
}
