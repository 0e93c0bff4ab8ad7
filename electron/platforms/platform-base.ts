import type { Capability, SystemId } from '../../shared/domain/accounts.ts';
import type { AccountId, EventId } from '../../shared/ids.ts';
import type { HostSign } from './http.ts';
import type { BudgetState, Platform, PlatformIdentity } from './platform.ts';
import { failure, type PlatformError } from './platform-error.ts';

/**
 * A platform that can do nothing yet: every ability answers `capability_missing` before anything is sent. A system overrides what it can do and
 * names it in `capabilities`; the conformance suite holds the two lists together.
 */
export abstract class PlatformBase implements Platform {
  abstract readonly system: SystemId;
  abstract readonly accountId: AccountId;
  abstract readonly capabilities: ReadonlySet<Capability>;

  abstract verify(...given: Parameters<Platform['verify']>): Promise<PlatformIdentity>;
  abstract budget(): BudgetState;
  abstract reach(signal: AbortSignal): Promise<HostSign>;

  signOut(..._given: Parameters<Platform['signOut']>): Promise<void> {
    return Promise.resolve();
  }
  eventsOnDay(..._given: Parameters<Platform['eventsOnDay']>): Promise<readonly EventId[]> {
    return Promise.resolve([]);
  }

  events(..._given: Parameters<Platform['events']>): ReturnType<Platform['events']> {
    return this.#cannot('events');
  }
  tickets(..._given: Parameters<Platform['tickets']>): ReturnType<Platform['tickets']> {
    return this.#cannot('tickets');
  }
  ticketsSince(..._given: Parameters<Platform['ticketsSince']>): ReturnType<Platform['ticketsSince']> {
    return this.#cannot('tickets.since');
  }
  orders(..._given: Parameters<Platform['orders']>): ReturnType<Platform['orders']> {
    return this.#cannot('orders');
  }
  ordersSince(..._given: Parameters<Platform['ordersSince']>): ReturnType<Platform['ordersSince']> {
    return this.#cannot('orders.since');
  }
  order(..._given: Parameters<Platform['order']>): ReturnType<Platform['order']> {
    return this.#cannot('orders');
  }
  createOrder(..._given: Parameters<Platform['createOrder']>): ReturnType<Platform['createOrder']> {
    return this.#cannot('orders.create');
  }
  payments(..._given: Parameters<Platform['payments']>): ReturnType<Platform['payments']> {
    return this.#cannot('payments');
  }
  refundPayment(..._given: Parameters<Platform['refundPayment']>): ReturnType<Platform['refundPayment']> {
    return this.#cannot('payments.refund');
  }
  refundOrder(..._given: Parameters<Platform['refundOrder']>): ReturnType<Platform['refundOrder']> {
    return this.#cannot('orders.refund');
  }
  refundRequest(..._given: Parameters<Platform['refundRequest']>): ReturnType<Platform['refundRequest']> {
    return this.#cannot('refunds');
  }
  refundRequests(..._given: Parameters<Platform['refundRequests']>): ReturnType<Platform['refundRequests']> {
    return this.#cannot('refunds');
  }
  cancellableItems(..._given: Parameters<Platform['cancellableItems']>): ReturnType<Platform['cancellableItems']> {
    return this.#cannot('orders.cancel_items');
  }
  cancelItems(..._given: Parameters<Platform['cancelItems']>): Promise<void> {
    return this.#cannot('orders.cancel_items');
  }
  completeOrder(..._given: Parameters<Platform['completeOrder']>): ReturnType<Platform['completeOrder']> {
    return this.#cannot('orders.complete');
  }
  markPaid(..._given: Parameters<Platform['markPaid']>): Promise<void> {
    return this.#cannot('orders.mark_paid');
  }
  mailTickets(..._given: Parameters<Platform['mailTickets']>): Promise<void> {
    return this.#cannot('orders.mail');
  }
  sendInvitation(..._given: Parameters<Platform['sendInvitation']>): Promise<void> {
    return this.#cannot('orders.invite');
  }
  scan(..._given: Parameters<Platform['scan']>): ReturnType<Platform['scan']> {
    return this.#cannot('tickets.scan');
  }
  uploadScans(..._given: Parameters<Platform['uploadScans']>): Promise<void> {
    return this.#cannot('tickets.scan');
  }
  scansOf(..._given: Parameters<Platform['scansOf']>): ReturnType<Platform['scansOf']> {
    return this.#cannot('tickets.scan');
  }
  paidTicketIds(..._given: Parameters<Platform['paidTicketIds']>): ReturnType<Platform['paidTicketIds']> {
    return this.#cannot('ticket_payments.ids');
  }
  paymentOptions(..._given: Parameters<Platform['paymentOptions']>): ReturnType<Platform['paymentOptions']> {
    return this.#cannot('ticket_payments.options');
  }
  ordersOfTicket(..._given: Parameters<Platform['ordersOfTicket']>): ReturnType<Platform['ordersOfTicket']> {
    return this.#cannot('ticket_payments');
  }
  catalogueCandidates(
    ..._given: Parameters<Platform['catalogueCandidates']>
  ): ReturnType<Platform['catalogueCandidates']> {
    return this.#cannot('catalogue.import');
  }
  statistics(..._given: Parameters<Platform['statistics']>): ReturnType<Platform['statistics']> {
    return this.#cannot('statistics');
  }

  #cannot(what: Capability | 'events'): Promise<never> {
    const error: PlatformError = failure('capability_missing', `${this.system} does not offer: ${what}`, {
      outcome: 'refused',
    });
    return Promise.reject(error);
  }
}
