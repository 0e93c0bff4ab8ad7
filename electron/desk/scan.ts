import { isForEvening } from '../../shared/domain/evening.ts';
import type { ScanOutcome } from '../../shared/domain/scans.ts';
import type { AdmissionState, Ticket } from '../../shared/domain/tickets.ts';
import type { AccountId, EpochMs, IsoDay } from '../../shared/ids.ts';
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
  ticket: Pick<Ticket, 'entry' | 'eventDateMs' | 'zone'>,
  admission: Pick<AdmissionState, 'admitted'> | null,
  evening: IsoDay,
): NonNullable<ScanOutcome['reason']> | null {
  if (ticket.entry === null || ticket.entry.status !== 'valid') return 'not_valid';
  if (!isForEvening(ticket, evening)) return 'other_event';
  return admission?.admitted ? 'already_inside' : null;
}

/**
 * The refusal of a valid ticket for another evening; null for any other. The system is not asked: a door that serves all events would be granted
 * it, yesterday's guest walk in, and tomorrow's be kept out on the evening that was paid for.
 */
export function keptForItsEvening(context: DeskContext, ticket: Ticket): ScanOutcome | null {
  const other = ticket.entry?.status === 'valid' && !isForEvening(ticket, tonightHere(context, ticket.zone));
  return other ? outcome(ticket, 'other_event', null, 'laptop') : null;
}

/** How a scan came to be decided on this laptop. */
interface DecidedHere {
  /** Whichever evening the ticket is for. */
  readonly evenSo: boolean;
  /** When the system had been asked, if its answer was lost: it may have booked the admission. */
  readonly askedAt: EpochMs | null;
}

/** The evening that a ticket is measured against: its own where that does not matter any more. */
function eveningOf(context: DeskContext, { eventDateMs, zone }: Ticket, evenSo: boolean): IsoDay {
  return evenSo ? dayInZone(eventDateMs, zone) : tonightHere(context, zone);
}

/**
 * Decides by this laptop's data alone, and admits when it may. Another laptop's admissions are not known here until the system tells: the
 * answer says that it is this laptop's.
 */
export function scanHere(context: DeskContext, ticket: Ticket, { evenSo, askedAt }: DecidedHere): ScanOutcome {
  const admission = context.ledger.admissions.state(ticket.accountId, ticket.key);
  const reason = refusalOf(ticket, admission, eveningOf(context, ticket, evenSo));
  if (reason === null) context.ledger.admissions.admit(ticket.accountId, ticket.key, actNow(context), askedAt);
  return outcome(ticket, reason, reason === 'already_inside' ? (admission?.firstAt ?? null) : null, 'laptop');
}

/**
 * Writes down what the system answered to a scan.
 * @param granted the system's word, which counts. @param evenSo whichever evening the ticket is for: then its day is not why it was refused.
 */
export function scanThere(context: DeskContext, ticket: Ticket, granted: boolean, evenSo: boolean): ScanOutcome {
  const { admissions } = context.ledger;
  const before = admissions.state(ticket.accountId, ticket.key);
  if (!granted) {
    const reason = refusalOf(ticket, before, eveningOf(context, ticket, evenSo)) ?? 'platform_refused';
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

/**
 * The answer to a code that no ticket here bears. @param asked true when every system that could know it said that it does not; false when one could
 * not be asked; null when no connected system reads codes.
 */
export function unknownCode(asked: boolean | null): ScanOutcome {
  const reason = asked === false ? 'unknown_here' : 'unknown_code';
  return { access: 'denied', reason, ticket: null, firstAt: null, source: asked === true ? 'platform' : 'laptop' };
}

/** What the system answered to the code of a ticket that it does not list: its word counts, and it has booked the admission itself. */
export function scanUnlisted(
  accountId: AccountId,
  answer: { readonly granted: boolean; readonly name: string | null; readonly ticketType: string | null },
): ScanOutcome {
  return {
    ...{ access: answer.granted ? 'granted' : 'denied', reason: answer.granted ? null : 'platform_refused' },
    ...{ firstAt: null, source: 'platform' },
    ticket: {
      ...{ accountId, key: null, name: answer.name ?? '', ticketType: answer.ticketType, seat: null },
      ...{ eventName: '', eventDateMs: null, eventZone: null },
    },
  };
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
      eventZone: ticket.zone,
    },
  };
}
