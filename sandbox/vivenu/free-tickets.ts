import { type Call, email, fields, flag, type Route, requiredText, text } from './call.ts';
import { makeCart } from './cart.ts';
import { momentOf, type Vivenu } from './context.ts';
import { customerOf } from './customers.ts';
import { CHANNELS } from './data/fixtures.ts';
import { badRequest } from './errors.ts';
import { completeManually } from './lifecycle.ts';
import { takePlaces, wishesOf } from './order-lines.ts';
import { announceComplete, saveParty } from './parties.ts';
import { presentTicket } from './present.ts';
import { buyerOf, openTransaction } from './sell.ts';
import { passSeats } from './stock.ts';

function create(ctx: Vivenu, call: Call) {
  const body = fields(call);
  const { sellerId, userId } = call.caller;
  const event = ctx.store.event(requiredText(body, 'eventId'));
  if (!event || event.sellerId !== sellerId) throw badRequest('Event not found');
  const wishes = wishesOf(body, event);
  const customerId = text(body, 'customerId');
  const customer = customerId === undefined ? undefined : customerOf(ctx, customerId, sellerId);
  if (customerId !== undefined && !customer) throw badRequest('Customer not found');
  const personal = { prename: text(body, 'prename'), lastname: text(body, 'lastname'), email: email(body, 'email') };
  if (!customer && (!personal.prename || !personal.lastname || !personal.email)) {
    throw badRequest('"customerId" or "prename", "lastname" and "email" are required');
  }
  const batch = text(body, 'batchId');
  const sendMail = flag(body, 'sendMail') ?? false;
  return ctx.store.write(() => {
    const at = momentOf(ctx, call.caller);
    const hold = `free_${at.ids.object(at.ms)}`;
    const lines = takePlaces(ctx, event, wishes, hold);
    const cart = makeCart(at.ids, at.ms, lines, { outerFees: false, cancellationFeeCents: 0, free: true });
    const buyer = customer ? buyerOf(customer) : { ...personal, phone: text(body, 'phone') };
    const party = openTransaction(ctx, at, {
      ...{ event, cart, buyer, paymentStatus: 'EXTERNAL', origin: 'yourticket' },
      salesChannelId: text(body, 'salesChannelId') ?? CHANNELS.internal,
      more: { channel: 'internal', userId },
      ticketMore: { customMessage: text(body, 'customMessage'), batch },
    });
    if (batch !== undefined) for (const [i, ticket] of party.tickets.entries()) ticket.batchCounter = i + 1;
    passSeats(ctx, hold, party.doc._id);
    completeManually(party, event, at);
    party.doc.ticketMailSend = sendMail;
    party.doc.orderMailSend = false;
    saveParty(ctx, party);
    announceComplete(ctx, party, { ticket: sendMail, order: false });
    return { status: 201, body: party.tickets.map(presentTicket) };
  });
}

/** V25: complimentary tickets, each with a transaction over nothing. */
export function freeTicketRoutes(ctx: Vivenu): Route[] {
  return [{ method: 'POST', path: '/api/tickets/free', access: 'key-or-jwt', handle: (call) => create(ctx, call) }];
}
