import type { LookupHit } from '../../../shared/domain/tickets.ts';
import type { Route } from '../../navigation/routes.ts';

/** A key of a hit that stays the same from one answer to the next. */
export function hitKey(hit: LookupHit): string {
  return hit.kind === 'ticket'
    ? `ticket ${hit.ticket.accountId} ${hit.ticket.key}`
    : `order ${hit.accountId} ${hit.orderId}`;
}

/** Where a hit leads. */
export function routeOfHit(hit: LookupHit): Route {
  return hit.kind === 'ticket'
    ? { screen: 'guest', accountId: hit.ticket.accountId, ticketKey: hit.ticket.key }
    : { screen: 'order', target: { accountId: hit.accountId, orderId: hit.orderId } };
}
