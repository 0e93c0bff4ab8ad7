import type { Sale } from '../../../shared/domain/acts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { ticketPaidFor } from './pay-view.ts';

/** Where the next guest is served: where this one was. */
export function nextAct(sale: Pick<Sale, 'items'>): {
  readonly text: 'nextSale' | 'anotherTicket';
  readonly go: () => void;
} {
  return ticketPaidFor(sale) !== null
    ? { text: 'anotherTicket', go: () => navigate.main('ticketPayment') }
    : { text: 'nextSale', go: () => navigate.main('sell') };
}
