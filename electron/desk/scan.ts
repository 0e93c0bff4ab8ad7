import type { ScanOutcome } from '../../shared/domain/orders.ts';
import type { AdmissionState, Ticket } from '../../shared/domain/tickets.ts';
import type { AccountId } from '../../shared/ids.ts';
import { dayInZone } from '../../shared/time.ts';
import { actNow, type DeskContext, tonightHere } from './context.ts';

/** Tickets that bear a code, in all accounts or in one. */
export function ticketsWithCode(context: DeskContext, code: string, accountId?: AccountId): readonly Ticket[] {
  return context
    .cache()
    .tickets.byBarcode(code)
    .filter((ticket) => accountId === undefined || ticket.accountId === accountId);
}

/** Why this laptop would not let a ticket in; null when it would. Pure. */
export function refusalOf(
  ticket: Pick<Ticket, 'entry' | 'eventDateMs'>,
  admission: Pick<AdmissionState, 'admitted'> | null,
  today: string,
): NonNullable<ScanOutcome['reason']> | null {
  if (ticket.entry === null || ticket.entry.status !== 'valid') return 'not_valid';
  if (dayInZone(ticket.eventDateMs) !== today) return 'other_event';
  return admission?.admitted ? 'already_inside' : null;
}

/**
 * The refusal of a valid ticket for a later evening; null for any other. The system is not asked: a door that serves all events would be granted it,
 * and the guest be kept out on the evening that was paid for.
 */
export function keptForLater(context: DeskContext, ticket: Ticket): ScanOutcome | null {
  const later = ticket.entry?.status === 'valid' && dayInZone(ticket.eventDateMs) > tonightHere(context);
  return later ? outcome(ticket, 'other_event', null, 'laptop') : null;
}

/**
 * Decides by this laptop's data alone, and admits when it may. Another laptop's admissions are not known here until the system tells: the
 * answer says that it is this laptop's. @param evenSo whichever evening the ticket is for.
 */
export function scanHere(context: DeskContext, ticket: Ticket, evenSo = false): ScanOutcome {
  const admission = context.ledger.admissions.state(ticket.accountId, ticket.key);
  const today = tonightHere(context);
  const reason = refusalOf(ticket, admission, evenSo ? dayInZone(ticket.eventDateMs) : today);
  if (reason === null) context.ledger.admissions.admit(ticket.accountId, ticket.key, actNow(context));
  return outcome(ticket, reason, reason === 'already_inside' ? (admission?.firstAt ?? null) : null, 'laptop');
}

/** Writes down what the system answered to a scan. @param granted the system's word, which counts. */
export function scanThere(context: DeskContext, ticket: Ticket, granted: boolean): ScanOutcome {
  const { admissions } = context.ledger;
  const before = admissions.state(ticket.accountId, ticket.key);
  if (!granted) {
    const reason = refusalOf(ticket, before, tonightHere(context)) ?? 'platform_refused';
    return outcome(ticket, reason, before?.firstAt ?? null, 'platform');
  }
  const act = actNow(context);
  const known = new Set(admissions.untold(ticket.accountId).map((step) => step.seq));
  admissions.admit(ticket.accountId, ticket.key, act);
  // The system has booked this one itself: it is not to be told again.
  admissions.markTold(
    admissions.untold(ticket.accountId).filter((step) => step.key === ticket.key && !known.has(step.seq)),
    act,
  );
  return outcome(ticket, null, null, 'platform');
}

/** A code that no ticket here bears. */
export function unknownCode(source: ScanOutcome['source']): ScanOutcome {
  return { access: 'denied', reason: 'unknown_code', ticket: null, firstAt: null, source };
}

function outcome(
  ticket: Ticket,
  reason: ScanOutcome['reason'],
  firstAt: ScanOutcome['firstAt'],
  source: ScanOutcome['source'],
): ScanOutcome {
  return {
    access: reason === null ? 'granted' : 'denied',
    reason,
    firstAt,
    source,
    ticket: {
      accountId: ticket.accountId,
      key: ticket.key,
      name: ticket.holder.name,
      ticketType: ticket.entry?.ticketType ?? null,
      seat: ticket.entry?.seat ?? null,
      eventName: ticket.eventName,
      eventDateMs: ticket.eventDateMs,
    },
  };
}
