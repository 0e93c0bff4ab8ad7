import { Button } from '@mantine/core';
import { IconShoppingCart } from '@tabler/icons-react';
import { accountOf, can, sells, useAccounts } from '../../bridge/use-accounts.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Loading } from '../../components/loading.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import type { RouteOf } from '../../navigation/routes.ts';
import { AdmissionPanel } from './admission-panel.tsx';
import classes from './guest.module.css';
import { GuestOrders } from './guest-orders.tsx';
import { OtherTickets } from './other-tickets.tsx';
import { TicketFacts } from './ticket-facts.tsx';
import { useGuestRefresh } from './use-guest-refresh.ts';

/** One guest: admission first, then the ticket, then what else they hold and paid. */
export function GuestScreen({ route }: { readonly route: RouteOf<'guest'> }) {
  const { t } = useTexts('guest');
  const { accountId, ticketKey } = route;
  const view = useCall('guests.open', { accountId, ticketKey });
  const account = accountOf(useAccounts(), accountId);
  const refresh = useGuestRefresh({ accountId, ticketKey }, view.data);
  const guest = view.data;
  const shared = can(account, 'tickets.scan');

  if (guest === undefined) {
    return (
      <Screen title={t('title')} back>
        {view.error === null ? (
          <Loading label={t('loading')} />
        ) : (
          <ProblemAlert problem={view.error.problem} onRetry={() => void view.refetch()} />
        )}
      </Screen>
    );
  }

  const { ticket } = guest;
  return (
    <Screen
      title={ticket.holder.name === '' ? t('common:noName') : ticket.holder.name}
      back
      big
      width={96}
      actions={
        sells(account) ? (
          <Button
            variant="default"
            leftSection={<IconShoppingCart size={20} aria-hidden />}
            onClick={() => navigate.to({ screen: 'sell', customer: ticket.holder })}
          >
            {t('sell')}
          </Button>
        ) : null
      }
    >
      <AdmissionPanel
        key={ticket.key}
        ticket={ticket}
        admission={guest.admission}
        shared={shared}
        justAdmitted={route.justAdmitted ?? false}
      />
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <TicketFacts ticket={ticket} />
          <OtherTickets guest={guest} shared={shared} />
        </div>
        <GuestOrders guest={guest} account={account} refresh={refresh} />
      </div>
    </Screen>
  );
}
