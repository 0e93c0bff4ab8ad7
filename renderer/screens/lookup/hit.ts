import type { LookupHit } from '../../../shared/domain/tickets.ts';
import type { Route } from '../../navigation/routes.ts';

/** Where a hit leads. */
export function routeOfHit(hit: LookupHit): Route {
  return hit.kind === 'ticket'
    ? { screen: 'guest', accountId: hit.ticket.accountId, ticketKey: hit.ticket.key }
    : { screen: 'order', target: { accountId: hit.accountId, orderId: hit.orderId } };
}
