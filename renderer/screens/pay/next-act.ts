import type { Sale } from '../../../shared/domain/orders.ts';
import { navigate } from '../../navigation/navigate.ts';

/** Where the next guest is served: where this one was. */
export function nextAct(sale: Pick<Sale, 'items'>): {
  readonly text: 'nextSale' | 'anotherTicket';
  readonly go: () => void;
} {
  const forTicket = sale.items.some((item) => item.ref?.kind === 'ticket_payment');
  return forTicket
    ? { text: 'anotherTicket', go: () => navigate.main('ticketPayment') }
    : { text: 'nextSale', go: () => navigate.main('sell') };
}
