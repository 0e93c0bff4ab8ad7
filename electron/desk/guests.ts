import type { Order, Payment, RefundRequest } from '../../shared/domain/orders.ts';
import type { AdmissionState, Ticket } from '../../shared/domain/tickets.ts';
import type { AdmitOutcome, GuestView } from '../../shared/domain/views.ts';
import { problem } from '../../shared/errors.ts';
import { type AccountId, as, type EpochMs, type TicketKey } from '../../shared/ids.ts';
import { guestAskedFact } from '../cache/contact-fact.ts';
import { actNow, type DeskContext } from './context.ts';
import { admissionKey } from './lookup.ts';

const otherTicketsLimit = 100;

/** All that is known of one ticket's guest. @throws ProblemError `not_found` when the ticket is no longer in the cache. */
export function openGuest(context: DeskContext, accountId: AccountId, key: TicketKey): GuestView {
  const cache = context.cache();
  const ticket = ticketOf(context, accountId, key);
  const others = cache.tickets
    .ofContact(accountId, ticket.holder, otherTicketsLimit + 1)
    .filter((other) => other.key !== key)
    .slice(0, otherTicketsLimit);
  const states = context.ledger.admissions.states([ticket, ...others]);
  const admission = (of: Ticket): AdmissionState | null => states.get(admissionKey(accountId, of.key)) ?? null;
  const orders = ordersOfGuest(context, ticket);
  const payments: Payment[] = [];
  for (const order of orders) payments.push(...cache.orders.paymentsOf(accountId, order.id));
  const refundRequests: readonly RefundRequest[] = cache.orders.refundRequestsOf(
    accountId,
    payments.map((payment) => payment.id),
  );
  const askedAt = cache.facts.get(accountId, guestAskedFact(ticket));
  return {
    ticket,
    admission: admission(ticket),
    otherTickets: others.map((other) => ({ ticket: other, admission: admission(other) })),
    orders,
    payments,
    refundRequests,
    refunds: orders.flatMap((order) => context.ledger.refunds.ofOrder(accountId, order.id)),
    ordersFetchedAt: askedAt === null ? null : as<EpochMs>(Number(askedAt)),
  };
}

/** The order that the ticket names first, whoever bought it, then those of its holder's e-mail or phone. */
function ordersOfGuest(context: DeskContext, { accountId, holder, entry }: Ticket): readonly Order[] {
  const cache = context.cache().orders;
  const ofContact = cache.ofContact(accountId, holder);
  const named = entry?.orderId ? cache.order(accountId, entry.orderId) : null;
  return named ? [named, ...ofContact.filter((order) => order.id !== named.id)] : ofContact;
}

/**
 * Lets a guest in. A guest who is inside already is not counted twice unless `again` says that the warning was seen.
 * Kept on this laptop only: tic.rs cannot be told (trap T-9).
 */
export function admit(context: DeskContext, accountId: AccountId, key: TicketKey, again: boolean): AdmitOutcome {
  ticketOf(context, accountId, key);
  const known = context.ledger.admissions.state(accountId, key);
  if (known?.admitted && !again) return { outcome: 'already_admitted', state: known };
  return { outcome: 'admitted', state: context.ledger.admissions.admit(accountId, key, actNow(context)) };
}

/** Takes the newest admission back. @returns the state that is left, null when none is. */
export function undoAdmission(context: DeskContext, accountId: AccountId, key: TicketKey): AdmissionState | null {
  return context.ledger.admissions.undo(accountId, key, actNow(context));
}

/** A ticket of the cache. @throws ProblemError `not_found`. */
export function ticketOf(context: DeskContext, accountId: AccountId, key: TicketKey): Ticket {
  const ticket = context.cache().tickets.get(accountId, key);
  if (!ticket) throw problem('not_found', 'this ticket is no longer in the data of this laptop');
  return ticket;
}
