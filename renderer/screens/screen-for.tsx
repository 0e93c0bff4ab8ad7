import { lazy, type ReactNode } from 'react';
import type { Route } from '../navigation/routes.ts';
import { AccountsScreen } from './accounts/accounts-screen.tsx';
import { ConnectScreen } from './connect/connect-screen.tsx';
import { GuestScreen } from './guest/guest-screen.tsx';
import { LookupScreen } from './lookup/lookup-screen.tsx';
import { OrderScreen } from './orders/order-screen.tsx';
import { OrdersScreen } from './orders/orders-screen.tsx';
import { PayScreen } from './pay/pay-screen.tsx';
import { QueueScreen } from './queue/queue-screen.tsx';
import { RefundsScreen } from './refunds/refunds-screen.tsx';
import { CatalogueScreen } from './sell/catalogue/catalogue-screen.tsx';
import { SellScreen } from './sell/sell-screen.tsx';
import { SettingsScreen } from './settings/settings-screen.tsx';
import { TicketPaymentScreen } from './ticket-payment/ticket-payment-screen.tsx';

// The charts are most of the bundle's weight, and nobody at a door waits for them.
const InsightsScreen = lazy(() =>
  import('./insights/insights-screen.tsx').then((module) => ({ default: module.InsightsScreen })),
);

/** The screen that shows a route. */
export function screenFor(route: Route): ReactNode {
  switch (route.screen) {
    case 'lookup':
      return <LookupScreen />;
    case 'guest':
      return <GuestScreen route={route} />;
    case 'sell':
      return <SellScreen route={route} />;
    case 'catalogue':
      return <CatalogueScreen route={route} />;
    case 'pay':
      return <PayScreen route={route} />;
    case 'orders':
      return <OrdersScreen route={route} />;
    case 'order':
      return <OrderScreen route={route} />;
    case 'refunds':
      return <RefundsScreen route={route} />;
    case 'queue':
      return <QueueScreen route={route} />;
    case 'insights':
      return <InsightsScreen route={route} />;
    case 'accounts':
      return <AccountsScreen route={route} />;
    case 'connect':
      return <ConnectScreen />;
    case 'ticketPayment':
      return <TicketPaymentScreen route={route} />;
    case 'settings':
      return <SettingsScreen />;
  }
}
