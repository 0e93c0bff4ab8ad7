import { grantedStatus } from './assemble.ts';
import type { Event } from './event-model.ts';
import { type Moment, note } from './history.ts';
import type { PaymentStatus, Ticket, TicketStatus, Transaction } from './model.ts';

/** A move that the state machines of platform-spec 6.2 forbid: 400 over the API, 409 on the control plane. */
export class Forbidden extends Error {}

/** A transaction with its tickets, changed together. */
export interface Party {
  readonly doc: Transaction;
  readonly tickets: Ticket[];
}

/** Money has come in. */
const PAID: ReadonlySet<PaymentStatus> = new Set(['RECEIVED', 'LOCAL-RECEIVED', 'POS-RECEIVED', 'EXTERNAL']);
export const isPaid = (doc: Transaction): boolean => PAID.has(doc.paymentStatus);

/** Guards a move by the transaction's status. @throws Forbidden */
export function only(doc: Transaction, ...allowed: readonly Transaction['status'][]): void {
  if (!allowed.includes(doc.status)) throw new Forbidden(`Transaction has the wrong status: ${doc.status}`);
}

export function setTicket(ticket: Ticket, status: TicketStatus, at: Moment, type: string): void {
  const date = new Date(at.ms).toISOString();
  ticket.status = status;
  ticket.updatedAt = date;
  ticket.__v++;
  if (status === 'VALID' || status === 'DETAILSREQUIRED') ticket.completed = true;
  ticket.history.push({ type, date, _id: at.ids.object(at.ms) });
}

function grant({ doc, tickets }: Party, event: Event, at: Moment): void {
  for (const ticket of tickets) {
    if (ticket.status !== 'RESERVED' && ticket.status !== 'BLANK') continue;
    const type = event.tickets.find((candidate) => candidate._id === ticket.ticketTypeId);
    setTicket(ticket, type ? grantedStatus(type) : 'VALID', at, 'completed');
  }
  doc.status = 'COMPLETE';
  doc.ticketMailSend = true;
  doc.orderMailSend = true;
}

/** NEW to COMPLETE by hand (V5): what was paid is another matter. Seats are checked by the caller. @throws Forbidden */
export function completeManually(party: Party, event: Event, at: Moment): void {
  only(party.doc, 'NEW');
  grant(party, event, at);
  note(party.doc, at, 'completed.manually');
  note(party.doc, at, 'tickets.booked', { tickets: party.tickets.length });
}

/** A guest paid online: NEW to COMPLETE with the money received. @throws Forbidden */
export function payOnline(party: Party, event: Event, at: Moment): void {
  const { doc } = party;
  only(doc, 'NEW');
  doc.paymentStatus = 'RECEIVED';
  doc.paymentMethod ??= 'vivenu-payments';
  const psp = `psp_${at.ids.object(at.ms)}`;
  doc.paymentInfo ??= {
    ...{
      _id: at.ids.object(at.ms),
      psp,
      gateway: 'managed',
      providerType: 'vivenu',
      providerId: 'prov_1',
      method: 'card',
    },
    ...{ locale: doc.preferredLanguage, riskLevel: 'normal', riskScore: 12, collectedApplicationFee: doc.innerCharge },
  };
  doc.psp ??= doc.paymentInfo.psp;
  note(doc, at, 'payment.succeeded', { amount: doc.realPrice });
  grant(party, event, at);
  note(doc, at, 'completed');
}

/** @throws Forbidden */
export function failPayment({ doc }: Party, at: Moment): void {
  only(doc, 'NEW');
  doc.paymentStatus = 'FAILED';
  note(doc, at, 'payment.failed');
}

/** Nobody paid in time. @throws Forbidden */
export function expire({ doc, tickets }: Party, at: Moment): void {
  only(doc, 'NEW', 'RESERVED-BY-SYSTEM');
  doc.status = 'ABORTED';
  for (const ticket of tickets) setTicket(ticket, 'INVALID', at, 'aborted');
  note(doc, at, 'aborted');
}

/** @throws Forbidden */
export function reserve({ doc }: Party, at: Moment): void {
  only(doc, 'NEW');
  doc.status = 'RESERVED-BY-SYSTEM';
  note(doc, at, 'reserved');
}

/** The guest accepts a reservation: it can be paid or completed again. @throws Forbidden */
export function acceptReservation({ doc }: Party, at: Moment): void {
  only(doc, 'RESERVED-BY-SYSTEM');
  doc.status = 'NEW';
  doc.updatedAt = new Date(at.ms).toISOString();
}

/** The bank asks back: RECEIVED to DISPUTE; a lost dispute is a chargeback, a won one is the money again. @throws Forbidden */
export function dispute({ doc }: Party, at: Moment, step: 'created' | 'won' | 'lost'): void {
  const from: PaymentStatus = step === 'created' ? 'RECEIVED' : 'DISPUTE';
  if (doc.paymentStatus !== from) throw new Forbidden(`Transaction has the wrong payment status: ${doc.paymentStatus}`);
  doc.paymentStatus = step === 'created' ? 'DISPUTE' : step === 'won' ? 'RECEIVED' : 'CHARGEBACK';
  note(doc, at, `dispute.${step}`);
  if (step === 'lost') note(doc, at, 'payment.chargeback');
}

/** Cash or card was taken at the box office (V8). Independent of V5: either may come first. @throws Forbidden */
export function receiveLocal({ doc }: Party, at: Moment): void {
  only(doc, 'NEW', 'RESERVED-BY-SYSTEM', 'COMPLETE');
  if (!['LOCAL-AWAITING', 'LOCAL-PENDING', 'AWAITING'].includes(doc.paymentStatus)) {
    throw new Forbidden(`Transaction has the wrong payment status: ${doc.paymentStatus}`);
  }
  doc.paymentStatus = 'LOCAL-RECEIVED';
  doc.paymentMethod = 'local';
  note(doc, at, 'payment.localReceived', { amount: doc.realPrice });
}
