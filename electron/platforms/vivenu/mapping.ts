import type { z } from 'zod';
import type { Order, OrderEvent, OrderItem } from '../../../shared/domain/orders.ts';
import type { TicketRow } from '../../../shared/domain/tickets.ts';
import { type AccountId, as, type EpochMs, type EventId, type IsoTime, type OrderId } from '../../../shared/ids.ts';
import { isoInZone, venueZone, zoneOf } from '../../../shared/time.ts';
import { moneyOf } from '../money-of.ts';
import type { PlatformEvent } from '../platform.ts';
import { shownEmail } from './guest.ts';
import type * as schemas from './schemas.ts';
import { orderStatusOf, statusWords, ticketStatusOf } from './status.ts';

export type RawTransaction = z.infer<typeof schemas.transaction>;
export type RawTicket = z.infer<typeof schemas.ticket>;
export type RawEvent = z.infer<typeof schemas.event>;

/** Epoch milliseconds of a time that the schema has read. */
export function epoch(iso: string): EpochMs {
  return as<EpochMs>(Date.parse(iso));
}

/** Blank is absent. */
export function orNull(text: string | null | undefined): string | null {
  return text === undefined || text === null || text.trim() === '' ? null : text.trim();
}

/** The first name that somebody can be called by: the whole, the parts, the company. */
function nameOf(raw: {
  readonly name?: string | null | undefined;
  readonly first?: string | null | undefined;
  readonly last?: string | null | undefined;
  readonly company?: string | null | undefined;
}): string {
  const parts = [orNull(raw.first), orNull(raw.last)].filter((part) => part !== null).join(' ');
  return orNull(raw.name) ?? (parts === '' ? (orNull(raw.company) ?? '') : parts);
}

/**
 * What staff call an order by. vivenu has no order numbers, so it is the end of the transaction's id, in two groups: `1C9D-501F`. Made of the id
 * alone, so that a ticket, which knows only its transaction's id, names its order the same way.
 */
export function orderNumberOf(id: string): string {
  const end = id
    .replace(/[^\da-z]/gi, '')
    .slice(-8)
    .toUpperCase();
  return end.length > 4 ? `${end.slice(0, -4)}-${end.slice(-4)}` : end;
}

/** What a ticket must be told of its event, which it names by id only. */
export interface EventFacts {
  readonly name: string;
  /** Null where the event names none that is known. */
  readonly zone: string | null;
  readonly start: IsoTime;
  readonly end: IsoTime;
}

/** Section, row and seat in one line; null for general admission (`_type` 7). */
export function seatOf(raw: Pick<RawTicket, 'seatingInfo'> & Partial<Pick<RawTicket, 'seat'>>): string | null {
  const info = raw.seatingInfo;
  if (info?._type === 7) return null;
  const parts = [info?.sectionName, info?.groupName, info?.rowName, info?.seatName].map(orNull);
  const line = parts.filter((part) => part !== null).join(' · ');
  return line === '' ? (orNull(info?.name) ?? orNull(raw.seat)) : line;
}

/**
 * V23: a ticket. Tickets of a POS have no guest, transferred ones no transaction [public: VF]; neither is lost. An event that cannot be read any
 * more leaves the ticket its own name and day of purchase.
 */
export function toTicketRow(raw: RawTicket, event: EventFacts | undefined, now: number = Date.now()): TicketRow {
  // Expired tickets keep their VALID; scanners decline them all the same (platform-spec 6.2).
  const expired = raw.expired === true || Date.parse(raw.expiresAt ?? '') <= now;
  const slot = orNull(raw.slotStartTime);
  const eventDate = slot ?? event?.start ?? raw.createdAt;
  const starts = epoch(Number.isNaN(Date.parse(eventDate)) ? (event?.start ?? raw.createdAt) : eventDate);
  const orderId = orNull(raw.transactionId);
  const seat = seatOf(raw);
  const gate = orNull(raw.seatingInfo?.gate);
  const secret = orNull(raw.secret);
  return {
    identity: raw._id,
    eventId: as<EventId>(raw.eventId),
    eventName: event?.name ?? raw.ticketName,
    // vivenu tells times in UTC; an evening has the day of its own place.
    eventDate: as<IsoTime>(isoInZone(starts, event?.zone ?? venueZone)),
    eventDateMs: starts,
    zone: event?.zone ?? null,
    holder: {
      name: nameOf({ name: raw.name, first: raw.firstname, last: raw.lastname, company: raw.company }),
      email: shownEmail(raw.email),
      phone: '',
    },
    price: moneyOf(raw.realPrice ?? 0, raw.currency, 'realPrice'),
    promoCode: null,
    purchasedAt: as<IsoTime>(raw.createdAt),
    purchasedAtMs: epoch(raw.createdAt),
    orderNumber: orderId === null ? null : orderNumberOf(orderId),
    language: null,
    country: orNull(raw.country)?.toUpperCase() ?? null,
    ...(secret === null ? {} : { secret }),
    entry: {
      barcode: raw.barcode,
      status: expired ? 'invalid' : ticketStatusOf(raw.status),
      platformStatus: expired ? `${raw.status}, expired` : raw.status,
      ticketType: orNull(raw.ticketName),
      category: orNull(raw.categoryName),
      seat: seat === null || gate === null ? seat : `${seat} · ${gate}`,
      orderId: orderId === null ? null : as<OrderId>(orderId),
      endsMs: slot === null && event !== undefined ? epoch(event.end) : null,
    },
  };
}

/** V20. */
export function toEvent(raw: RawEvent): PlatformEvent {
  return {
    id: as<EventId>(raw._id),
    name: raw.name,
    place: orNull(raw.locationName),
    city: orNull(raw.locationCity),
    currency: raw.currency?.toUpperCase() ?? null,
    zone: zoneOf(raw.timezone),
  };
}

/** Items of a transaction that are cancelled, wherever it tells of them. */
export function cancelledItems(raw: RawTransaction): readonly z.infer<typeof schemas.cancellable>[] {
  return (raw.cancellationInfo?.cancellableItems ?? []).filter((item) => orNull(item.cancelledAt) !== null);
}

/** V1, V9: a transaction as an order. Its secret is its public token: guests' links carry it, so it must be found by it. */
export function toOrder(raw: RawTransaction, accountId: AccountId): Order {
  const total = moneyOf(raw.realPrice, raw.currency, 'realPrice');
  const paymentStatus = orNull(raw.paymentStatus);
  const billingNo = orNull(raw.posInfo?.billingNo);
  return {
    accountId,
    id: as<OrderId>(raw._id),
    number: orderNumberOf(raw._id),
    publicToken: raw.secret,
    status: orderStatusOf({
      status: raw.status,
      paymentStatus,
      free: total.minor === 0,
      partlyCancelled: cancelledItems(raw).length > 0,
    }),
    platformStatus: statusWords(raw.status, paymentStatus),
    total,
    createdAt: as<IsoTime>(raw.createdAt),
    createdAtMs: epoch(raw.createdAt),
    contact: {
      name: nameOf({ name: raw.name, first: raw.prename, last: raw.lastname, company: raw.company }),
      email: shownEmail(raw.email),
      phone: orNull(raw.phone) ?? '',
    },
    items: itemsOf(raw),
    paymentLink: null,
    ...(billingNo === null ? {} : { documentNumber: billingNo }),
  };
}

/** What an item of the cart is called, with its seat: two seats of one category are told apart by nothing else. */
export function nameWithSeat(name: string, item: Pick<RawTicket, 'seatingInfo'>): string {
  const seat = seatOf(item);
  if (seat === null) return name;
  // A section is often called as the category is.
  return seat === name || seat.startsWith(`${name} `) ? seat : `${name}, ${seat}`;
}

/** Tickets, products and what else was bought (bundles, shipping); fees are in the total only. */
function itemsOf(raw: RawTransaction): readonly OrderItem[] {
  const common = { calendarId: null, ticketTypeId: null, date: null } as const;
  const price = (amount: number, field: string) => moneyOf(amount, raw.currency, field);
  return [
    ...(raw.tickets ?? []).map(
      (item): OrderItem => ({
        ...common,
        type: 'event',
        name: nameWithSeat(orNull(item.name) ?? '', item),
        unitPrice: price(item.price, 'tickets.price'),
        quantity: item.amount,
        ref: item.ticketTypeId
          ? { kind: 'ticket_type', eventId: raw.eventId, ticketTypeId: item.ticketTypeId }
          : undefined,
      }),
    ),
    ...(raw.products ?? []).map((item): OrderItem => {
      const unitPrice = price(item.price, 'products.price');
      return { ...common, type: 'product', name: orNull(item.name) ?? '', unitPrice, quantity: item.amount };
    }),
    ...(raw.additionalItems ?? []).map((item): OrderItem => {
      const unitPrice = price(item.price, 'additionalItems.price');
      return { ...common, type: item.type, name: orNull(item.name) ?? item.type, unitPrice, quantity: 1 };
    }),
  ];
}

/** A transaction's past, oldest first. */
export function historyOf(raw: RawTransaction): readonly OrderEvent[] {
  const entries = (raw.historyEntries ?? []).map((entry) => ({ ...entry, what: entry.type, email: entry.data?.email }));
  const older = (raw.history ?? []).map((entry) => ({ ...entry, what: orNull(entry.title) ?? '', email: null }));
  return (entries.length > 0 ? entries : older)
    .map((entry) => ({
      at: as<IsoTime>(entry.date),
      atMs: epoch(entry.date),
      what: entry.what,
      risk: riskOf(entry.risk),
      email: orNull(entry.email) ?? undefined,
    }))
    .sort((a, b) => a.atMs - b.atMs);
}

function riskOf(risk: string | null | undefined): OrderEvent['risk'] {
  if (risk === 'GOOD') return 'good';
  return risk === 'DANGER' ? 'danger' : 'neutral';
}
