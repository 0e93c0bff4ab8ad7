import { useRef } from 'react';
import type { Tender } from '../../../shared/domain/acts.ts';
import type { Problem } from '../../../shared/errors.ts';
import type { Money } from '../../../shared/money.ts';
import { useAct } from '../../bridge/use-act.ts';
import { navigate } from '../../navigation/navigate.ts';
import { cartTotal, cartTrouble, orderOf } from './cart.ts';
import { contactOf, customerTroubles } from './customer.ts';
import { sellSession, startAfresh } from './session.ts';
import { changeOf } from './tender.ts';

interface SendSale {
  readonly send: () => void;
  readonly pending: boolean;
  readonly problem: Problem | undefined;
}

/**
 * Sends what is in the cart, once. Each call of the contract writes one sale, so a second press must find the door shut at once: a ref
 * shuts it, since the button is only greyed with the next render.
 * @param tender how the guest pays; null sends nothing. @param given cash over the counter, where it was typed.
 */
export function useSendSale(region: string, tender: Tender | null, given: Money | null): SendSale {
  const create = useAct('sales.create');
  const underWay = useRef(false);

  const send = () => {
    const { cart, customer } = sellSession.get();
    const troubles = customerTroubles(customer, region);
    if (underWay.current || tender === null || cartTrouble(cart) || troubles.email || troubles.phone) return;
    const total = cartTotal(cart);
    if (given !== null && total !== null && changeOf(given, total).kind === 'missing') return;
    underWay.current = true;
    create.mutate(
      { ...orderOf(cart), customer: contactOf(customer, region), ...(tender === 'link' ? {} : { tender }) },
      {
        onSuccess: (sale) => {
          startAfresh();
          navigate.to({ screen: 'pay', saleId: sale.id, ...(given === null ? {} : { given }) });
        },
        onSettled: () => {
          underWay.current = false;
        },
      },
    );
  };

  return { send, pending: create.isPending, problem: create.error?.problem };
}
