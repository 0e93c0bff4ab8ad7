import type { Cancelled } from './cancel.ts';
import type { Vivenu } from './context.ts';
import type { Moment } from './history.ts';
import type { Party } from './lifecycle.ts';
import type { Transaction } from './model.ts';
import { presentTicket, presentTransaction } from './present.ts';
import { freeSeatsOf, releaseSeats } from './stock.ts';

export const partyOf = (ctx: Vivenu, doc: Transaction): Party => ({ doc, tickets: ctx.store.ticketsOf(doc._id) });

export function saveParty(ctx: Vivenu, { doc, tickets }: Party): void {
  ctx.store.saveTransaction(doc);
  for (const ticket of tickets) ctx.store.saveTicket(ticket);
}

const shown = ({ doc, tickets }: Party) => ({
  transaction: presentTransaction(doc),
  tickets: tickets.map(presentTicket),
});

/** What a completed transaction sends: both mails unless they are switched off, and webhooks. */
export function announceComplete(ctx: Vivenu, party: Party, mails = { ticket: true, order: true }): void {
  const { doc, tickets } = party;
  const to = { to: doc.email, transactionId: doc._id };
  if (mails.ticket) ctx.outbox.mail({ template: 'ticket', ...to, ticketIds: tickets.map((ticket) => ticket._id) });
  if (mails.order) ctx.outbox.mail({ template: 'order', ...to });
  ctx.outbox.hook('transaction.complete', shown(party));
  for (const ticket of tickets) ctx.outbox.hook('ticket.created', { ticket: presentTicket(ticket) });
}

export function announceReserved(ctx: Vivenu, party: Party): void {
  ctx.outbox.hook('transaction.reservedBySystem', shown(party));
}

/** Writes down a cancellation: the documents, the money, the seats that are free again, the webhooks. */
export function saveCancelled(ctx: Vivenu, party: Party, made: Cancelled, at: Moment): object {
  const { doc } = party;
  saveParty(ctx, party);
  if (made.whole) releaseSeats(ctx, doc._id);
  else freeSeatsOf(ctx, made.tickets);
  if (made.refund) {
    const { id, amountCents, target } = made.refund;
    ctx.store
      .sql('INSERT INTO refunds VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[id, doc.sellerId, doc._id, doc.eventId, amountCents, doc.currency, target, `psp_${id}`],
        ...[doc.paymentInfo?.gateway ?? 'local', at.ms],
      );
    if (target === 'voucher') ctx.outbox.mail({ template: 'voucher', to: doc.email, transactionId: doc._id });
  }
  const date = new Date(at.ms).toISOString();
  const cancellation = {
    ...{ transactionId: doc._id, sellerId: doc.sellerId, cancelledItems: made.items },
    ...(made.refund ? { refundId: made.refund.id, refundTarget: made.refund.target } : {}),
    ...{ createdAt: date, updatedAt: date },
  };
  const id = at.ids.object(at.ms);
  ctx.store
    .sql('INSERT INTO cancellations VALUES (NULL, ?, ?, ?, ?, ?)')
    .run(id, doc.sellerId, doc._id, at.ms, JSON.stringify({ _id: id, ...cancellation }));
  ctx.outbox.hook(made.whole ? 'transaction.canceled' : 'transaction.partiallyCanceled', shown(party));
  for (const ticket of made.tickets) ctx.outbox.hook('ticket.updated', { ticket: presentTicket(ticket) });
  return cancellation;
}
