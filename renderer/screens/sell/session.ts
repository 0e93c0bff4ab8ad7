import type { Tender } from '../../../shared/domain/acts.ts';
import type { Contact } from '../../../shared/domain/tickets.ts';
import type { AccountId } from '../../../shared/ids.ts';
import { makeStore } from '../../navigation/store.ts';
import { type Cart, type CartAct, cartAfter, emptyCart } from './cart.ts';
import type { Refused, Reopened } from './refused.ts';

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
  /** The refusal that is being mended; null for a new sale. */
  readonly refused: Refused | null;
}

const nobody: Contact = { name: '', email: '', phone: '' };

export const sellSession = makeStore<SellSession>({
  ...{ cart: emptyCart, customer: nobody, accountId: null, filter: '' },
  ...{ tender: null, cashGiven: '', refused: null },
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

const afresh = { cart: emptyCart, customer: nobody, filter: '', cashGiven: '', refused: null };

/** Ready for the next guest; the account and the way to pay stay, and nothing else. */
export function startAfresh(): void {
  sellSession.set((session) => ({ ...session, ...afresh }));
}

/** True while something of a sale is in the cart or in the guest's fields. */
export function isTouched({ cart, customer }: Pick<SellSession, 'cart' | 'customer'>): boolean {
  return cart.lines.length > 0 || Object.values(customer).some((text) => text !== '');
}

/** Takes up a refused sale again, in the place of what was in the cart. */
export function takeUp(accountId: AccountId, sale: Reopened): void {
  sellSession.set((session) => ({ ...session, ...afresh, ...sale, accountId }));
}
