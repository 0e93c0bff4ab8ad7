import type { TFunction } from 'i18next';
import type { PayState, Sale } from '../../../shared/domain/acts.ts';
import { ticketPaidFor } from './pay-view.ts';

/** States in which a sale that was paid at this till is spoken of differently: there is no link to wait for. */
const here = ['waiting_for_network', 'sending', 'awaiting_payment', 'rejected'] as const satisfies readonly PayState[];

/** States in which a payment for a ticket is spoken of differently: it is started anew from the ticket. */
const forTicket = ['declined', 'expired', 'rejected'] as const satisfies readonly PayState[];

/** What stands on the Pay screen for the sale's state: a sentence, or what stands where no code can. */
export function stateText(
  t: TFunction<['pay', 'common', 'errors']>,
  sale: Pick<Sale, 'payState' | 'tender' | 'items' | 'cashNoted'>,
  what: 'text' | 'sign',
): string {
  const { payState, tender, cashNoted } = sale;
  const ofTicket = ticketPaidFor(sale) === null ? undefined : forTicket.find((one) => one === payState);
  if (ofTicket !== undefined) return t(`stateTicket.${ofTicket}.${what}`);
  // "Nothing was charged" would be wrong beside cash that was taken.
  const byLink = tender === 'link' && (payState !== 'rejected' || cashNoted === null);
  const state = byLink ? undefined : here.find((one) => one === payState);
  return state === undefined ? t(`state.${payState}.${what}`) : t(`stateHere.${state}.${what}`);
}
