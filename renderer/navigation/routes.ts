/**
 * Where one can be. Routes live in memory only (no URL: nothing of a guest may end in a history), are typed, and are
 * opened with `navigate.to(route)`; `navigate.back()` goes one step back and `navigate.main(screen)` starts afresh from a main screen.
 */
import type { Contact } from '../../shared/domain/tickets.ts';
import type { AccountId, CatalogueItemId, OrderId, SaleId, TicketKey } from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';

export type Route =
  | { readonly screen: 'lookup' }
  | {
      readonly screen: 'guest';
      readonly accountId: AccountId;
      readonly ticketKey: TicketKey;
      /** A scan has just let this guest in, so that "inside" is no surprise. */
      readonly justAdmitted?: boolean | undefined;
    }
  | { readonly screen: 'sell'; readonly customer?: Contact | undefined }
  /** `edit` opens the form of that item at once, and comes back when it is closed. */
  | { readonly screen: 'catalogue'; readonly edit?: CatalogueItemId | undefined }
  /** `given` is cash that was given over the counter for this sale. */
  | { readonly screen: 'pay'; readonly saleId: SaleId; readonly given?: Money | undefined }
  /** `of` opens a ticket’s payments at once. */
  | {
      readonly screen: 'ticketPayment';
      readonly of?: { readonly accountId: AccountId; readonly ticketId: number } | undefined;
    }
  | { readonly screen: 'orders' }
  | {
      readonly screen: 'order';
      readonly target: { readonly accountId: AccountId; readonly orderId: OrderId } | { readonly saleId: SaleId };
    }
  | { readonly screen: 'refunds' }
  | { readonly screen: 'queue' }
  | { readonly screen: 'insights' }
  /** `replaceFor` opens the form for a new key of that account at once. */
  | { readonly screen: 'accounts'; readonly replaceFor?: AccountId | undefined }
  | { readonly screen: 'connect' }
  | { readonly screen: 'settings' };

export type ScreenName = Route['screen'];
export type RouteOf<Name extends ScreenName> = Extract<Route, { screen: Name }>;

/** The screens of the side navigation in their order: the nth has the key Fn and Alt+n. Some stand there only while an account offers them. */
export const mainScreens = [
  'lookup',
  'sell',
  'orders',
  'refunds',
  'queue',
  'insights',
  'accounts',
  'settings',
  'ticketPayment',
] as const satisfies readonly ScreenName[];

export type MainScreen = (typeof mainScreens)[number];

/** The main screen under which a screen is shown in the side navigation. */
export const mainOf: Readonly<Record<ScreenName, MainScreen>> = {
  lookup: 'lookup',
  guest: 'lookup',
  sell: 'sell',
  catalogue: 'sell',
  pay: 'sell',
  ticketPayment: 'ticketPayment',
  orders: 'orders',
  order: 'orders',
  refunds: 'refunds',
  queue: 'queue',
  insights: 'insights',
  accounts: 'accounts',
  connect: 'accounts',
  settings: 'settings',
};
