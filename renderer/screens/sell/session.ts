import type { Tender } from '../../../shared/domain/orders.ts';
import type { Contact } from '../../../shared/domain/tickets.ts';
import type { AccountId } from '../../../shared/ids.ts';
import { makeStore } from '../../navigation/store.ts';
import { type Cart, type CartAct, cartAfter, emptyCart } from './cart.ts';

/** What is being put together for one guest. It outlives the screen: looking something up in between loses nothing that was typed. */
export interface SellSession {
  readonly cart: Cart;
  /** The guest's fields as typed. */
  readonly customer: Contact;
  /** The account whose catalogue is shown; null for the first that can sell. */
  readonly accountId: AccountId | null;
  readonly filter: string;
  /** How the guest pays, where somebody chose; it stays for the next guest. */
  readonly tender: Tender | null;
  /** Text of the field for the cash given. */
  readonly cashGiven: string;
}

const nobody: Contact = { name: '', email: '', phone: '' };

export const sellSession = makeStore<SellSession>({
  ...{ cart: emptyCart, customer: nobody, accountId: null, filter: '' },
  ...{ tender: null, cashGiven: '' },
});

/** Does one act on the cart. */
export function actOnCart(act: CartAct): void {
  sellSession.set((session) => {
    const cart = cartAfter(session.cart, act);
    return cart === session.cart ? session : { ...session, cart };
  });
}

/** Types into the guest's fields. */
export function setCustomer(change: Partial<Contact>): void {
  sellSession.set((session) => ({ ...session, customer: { ...session.customer, ...change } }));
}

/** Ready for the next guest; the account and the way to pay stay, and nothing else. */
export function startAfresh(): void {
  sellSession.set((session) => ({ ...session, cart: emptyCart, customer: nobody, filter: '', cashGiven: '' }));
}
