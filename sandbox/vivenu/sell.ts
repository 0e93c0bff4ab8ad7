import { type Buyer, makeTickets, makeTransaction } from './assemble.ts';
import type { Cart } from './cart.ts';
import type { Vivenu } from './context.ts';
import type { Event } from './event-model.ts';
import { type Moment, note } from './history.ts';
import type { Party } from './lifecycle.ts';
import type { Customer, PaymentStatus, Ticket, Transaction } from './model.ts';

export interface Sale {
  readonly event: Event;
  readonly cart: Cart;
  readonly buyer: Buyer;
  readonly paymentStatus: PaymentStatus;
  readonly origin: 'yourticket' | 'pos';
  readonly salesChannelId: string;
  readonly more?: Partial<Transaction> | undefined;
  readonly ticketMore?: Partial<Ticket> | undefined;
}

export function buyerOf(customer: Customer | undefined, language?: string): Buyer {
  if (!customer) return { language };
  const { _id, prename, lastname, primaryEmail, phone, company, country, preferredLanguage } = customer;
  const facts = { customerId: _id, prename, lastname, email: primaryEmail, phone, company, country };
  return { ...facts, language: language ?? preferredLanguage };
}

/** A transaction NEW with its tickets RESERVED, written down; whoever sells moves it on and saves it again. */
export function openTransaction(ctx: Vivenu, at: Moment, sale: Sale): Party {
  const { event, cart } = sale;
  const doc = makeTransaction({ ...sale, ids: at.ids, ms: at.ms, status: 'NEW' });
  note(doc, at, 'created');
  const tickets = makeTickets({
    ...{ ids: at.ids, ms: at.ms, event, doc, paidPerPiece: cart.paidPerPiece, status: () => 'RESERVED' },
    more: sale.ticketMore,
  });
  ctx.store.addTransaction(doc, 'api');
  for (const ticket of tickets) ctx.store.addTicket(ticket);
  return { doc, tickets };
}
