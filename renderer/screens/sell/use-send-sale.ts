import { useRef } from 'react';
import type { Problem } from '../../../shared/errors.ts';
import { useAct } from '../../bridge/use-act.ts';
import { navigate } from '../../navigation/navigate.ts';
import { cartTrouble, orderOf } from './cart.ts';
import { contactOf, customerTroubles } from './customer.ts';
import { sellSession, startAfresh } from './session.ts';

interface SendSale {
  readonly send: () => void;
  readonly pending: boolean;
  readonly problem: Problem | undefined;
}

/**
 * Sends what is in the cart, once. Each call of the contract writes one sale, so a second press must find the door shut at once: a ref
 * shuts it, since the button is only greyed with the next render.
 */
export function useSendSale(region: string): SendSale {
  const create = useAct('sales.create');
  const underWay = useRef(false);

  const send = () => {
    const { cart, customer } = sellSession.get();
    const troubles = customerTroubles(customer, region);
    if (underWay.current || cartTrouble(cart) || troubles.email || troubles.phone) return;
    underWay.current = true;
    create.mutate(
      { ...orderOf(cart), customer: contactOf(customer, region) },
      {
        onSuccess: (sale) => {
          startAfresh();
          navigate.to({ screen: 'pay', saleId: sale.id });
        },
        onSettled: () => {
          underWay.current = false;
        },
      },
    );
  };

  return { send, pending: create.isPending, problem: create.error?.problem };
}
