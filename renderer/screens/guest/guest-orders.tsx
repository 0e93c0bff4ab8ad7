import { ActionIcon, Button, Group, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account } from '../../../shared/domain/accounts.ts';
import type { GuestView } from '../../../shared/domain/views.ts';
import { can } from '../../bridge/use-accounts.ts';
import { Age } from '../../components/age.tsx';
import { MoneyText } from '../../components/money-text.tsx';
import { OrderStatusWord, otherWord } from '../../components/order-status.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { RefundDialog } from '../refunds/refund-dialog.tsx';
import classes from './guest.module.css';
import { type OrderWithMoney, ordersWithMoney } from './guest-money.ts';
import { MoneyLines } from './money-lines.tsx';
import type { GuestRefresh } from './use-guest-refresh.ts';

interface GuestOrdersProps {
  readonly guest: GuestView;
  readonly account: Account | undefined;
  readonly refresh: GuestRefresh;
}

/** The guest's orders with their payments and refunds, and how old that knowledge is. */
export function GuestOrders({ guest, account, refresh }: GuestOrdersProps) {
  const { t } = useTexts('guest');
  const orders = ordersWithMoney(guest);
  return (
    <section className={classes['card']} aria-labelledby="orders-title" data-testid="guest-orders">
      <Group justify="space-between">
        <Title order={2} id="orders-title">
          {t('ordersAndMoney')}
        </Title>
        <RefreshLine fetchedAt={guest.ordersFetchedAt} refresh={refresh} />
      </Group>
      {refresh.problem === null ? null : (
        <Text c="var(--wc-warn)" role="status">
          {t(`errors:${refresh.problem.code}.what`)} {t('refreshOffline')}
        </Text>
      )}
      {orders.length > 0 ? (
        orders.map((one) => <GuestOrder key={one.order.id} one={one} guest={guest} account={account} />)
      ) : (
        <Text c="dimmed">
          {refresh.asking ? t('refreshing') : guest.ordersFetchedAt === null ? t('noOrdersNeverAsked') : t('noOrders')}
        </Text>
      )}
    </section>
  );
}

function RefreshLine({ fetchedAt, refresh }: { readonly fetchedAt: number | null; readonly refresh: GuestRefresh }) {
  const { t } = useTexts('guest');
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {refresh.asking ? (
          t('refreshing')
        ) : fetchedAt === null ? (
          t('ordersNever')
        ) : (
          <>
            {t('ordersAge')} <Age ms={fetchedAt} />
          </>
        )}
      </Text>
      {refresh.possible === 'yes' ? (
        <ActionIcon aria-label={t('refresh')} title={t('refresh')} loading={refresh.pressed} onClick={refresh.ask}>
          <IconRefresh size={22} aria-hidden />
        </ActionIcon>
      ) : null}
      {refresh.possible === 'offline' ? (
        <Text size="sm" c="dimmed">
          {t('refreshOffline')}
        </Text>
      ) : null}
    </Group>
  );
}

interface GuestOrderProps {
  readonly one: OrderWithMoney;
  readonly guest: GuestView;
  readonly account: Account | undefined;
}

function GuestOrder({ one, guest, account }: GuestOrderProps) {
  const { t } = useTexts('guest');
  const dates = useDates();
  const [refunding, setRefunding] = useState(false);
  const { order, payments, refunds } = one;
  const refundable = can(account, 'payments.refund') || can(account, 'orders.refund');
  const { holder, zone } = guest.ticket;
  const { name, email, phone } = holder;
  const word = otherWord(t(`common:orderStatuses.${order.status}`), order.platformStatus.name);
  return (
    <article className={classes['order']} aria-label={`${t('common:order')} ${order.number}`}>
      <div className={classes['orderHead']}>
        <Text fw={650} className="tabular">
          {order.number}
        </Text>
        <OrderStatusWord status={order.status} />
        <Text ms="auto" size="lg">
          <MoneyText money={order.total} fw={650} />
        </Text>
      </div>
      <Text size="sm" c="dimmed">
        {[dates.dateTime(order.createdAtMs, zone), word].filter((part) => part !== null).join(' · ')}
      </Text>
      <MoneyLines payments={payments} refunds={refunds} zone={zone} />
      <Group gap="xs" mt={4}>
        <Button
          variant="default"
          aria-label={t('openOrder', { number: order.number })}
          onClick={() => navigate.to({ screen: 'order', target: { accountId: order.accountId, orderId: order.id } })}
        >
          {t('common:details')}
        </Button>
        {refundable ? (
          <Button
            variant="subtle"
            color="red"
            aria-label={t('refundOf', { number: order.number })}
            onClick={() => setRefunding(true)}
          >
            {t('refund')}
          </Button>
        ) : null}
      </Group>
      <RefundDialog
        accountId={order.accountId}
        order={order}
        payments={payments}
        guest={name || email || phone}
        opened={refunding}
        onClose={() => setRefunding(false)}
      />
    </article>
  );
}
