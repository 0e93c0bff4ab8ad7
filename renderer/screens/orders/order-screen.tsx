import { Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconQrcode, IconReceiptOff, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { OrderDetail } from '../../../shared/domain/views.ts';
import { accountOf, anyOnline, can, useAccounts, useSyncStatus } from '../../bridge/use-accounts.ts';
import { Age } from '../../components/age.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import type { RouteOf } from '../../navigation/routes.ts';
import { LostNotice } from '../pay/lost-notice.tsx';
import { refundOptions } from '../refunds/refund-actions.ts';
import { RefundDialog } from '../refunds/refund-dialog.tsx';
import { OrderActList } from './order-act-list.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderHistory } from './order-history.tsx';
import { OrderItems } from './order-items.tsx';
import { OrderMoney } from './order-money.tsx';
import classes from './orders.module.css';
import { RefusedDeeds } from './refused-deeds.tsx';
import { type OrderAnswer, useOrder } from './use-order.ts';

/** One order with its items, payments, refunds and payment link. */
export function OrderScreen({ route }: { readonly route: RouteOf<'order'> }) {
  const { t } = useTexts('orders');
  const answer = useOrder(route.target, anyOnline(useSyncStatus()));
  const { detail } = answer;
  const number = detail?.order?.number ?? detail?.sale?.orderNumber ?? detail?.sale?.reference;

  return (
    <Screen
      title={number === undefined ? t('common:order') : t('orderTitle', { number })}
      back
      width={90}
      actions={detail ? <Acts detail={detail} /> : null}
    >
      {answer.problem ? (
        <ProblemAlert problem={answer.problem} />
      ) : detail === undefined ? (
        <Loading />
      ) : detail.order === null && detail.sale === null ? (
        answer.asking ? (
          <Loading label={t('asking')} />
        ) : (
          <>
            {answer.platformProblem ? (
              <ProblemAlert problem={answer.platformProblem} onRetry={answer.askAgain} />
            ) : null}
            <EmptyState icon={IconReceiptOff} title={t('unknownOrder')}>
              {t('unknownOrderHint')}
            </EmptyState>
          </>
        )
      ) : (
        <>
          <Freshness answer={answer} />
          <LostNotice detail={detail} />
          <RefusedDeeds detail={detail} />
          <div className={classes['detail']}>
            <div className={classes['column']}>
              <Items detail={detail} />
              <OrderMoney detail={detail} />
              <OrderHistory history={detail.history} />
            </div>
            <div className={classes['column']}>
              <OrderFacts detail={detail} />
              <OrderActList detail={detail} />
            </div>
          </div>
        </>
      )}
    </Screen>
  );
}

/** Systems that only take payments tell of no items, and nobody waits for them. */
function Items({ detail }: { readonly detail: OrderDetail }) {
  const accounts = useAccounts();
  const items = detail.order?.items ?? detail.sale?.items ?? null;
  const account = detail.order ? accountOf(accounts, detail.order.accountId) : undefined;
  return items === null && can(account, 'ticket_payments') ? null : <OrderItems items={items} />;
}

function Freshness({ answer }: { readonly answer: OrderAnswer }) {
  const { t } = useTexts('orders');
  if (answer.detail?.order === null) return <Text c="dimmed">{t('notOnPlatformYet')}</Text>;
  return (
    <Group gap="sm">
      <Text c="dimmed">
        {answer.confirmedAtMs === null ? (
          t('fromHereText')
        ) : (
          <>
            {t('confirmedByPlatform')} <Age ms={answer.confirmedAtMs} />
          </>
        )}
      </Text>
      <Button
        variant="subtle"
        leftSection={<IconRefresh aria-hidden size={20} />}
        loading={answer.asking}
        onClick={answer.askAgain}
      >
        {t('askPlatform')}
      </Button>
      {answer.platformProblem && !answer.asking ? (
        <Text c="dimmed" role="alert">
          {t(`errors:${answer.platformProblem.code}.what`)}
        </Text>
      ) : null}
    </Group>
  );
}

function Acts({ detail }: { readonly detail: OrderDetail }) {
  const { t } = useTexts('orders');
  const accounts = useAccounts();
  const [refunding, setRefunding] = useState(false);
  const { order, sale } = detail;
  const account = order ? accountOf(accounts, order.accountId) : undefined;
  const able = can(account, 'payments.refund') || can(account, 'orders.refund') || can(account, 'orders.cancel');
  const options = order ? refundOptions(order, detail.payments, detail.refundRequests, detail.refunds) : null;
  const guest = detail.contact?.name || detail.contact?.email || detail.contact?.phone || '';

  return (
    <Group>
      {sale && sale.payState !== 'paid' ? (
        <Button
          id="order-show-payment"
          variant="default"
          leftSection={<IconQrcode aria-hidden size={20} />}
          onClick={() => navigate.to({ screen: 'pay', saleId: sale.id })}
        >
          {t('showPayment')}
        </Button>
      ) : null}
      {order && options && able ? (
        <>
          <Button
            variant="default"
            leftSection={<IconArrowBackUp aria-hidden size={20} />}
            onClick={() => setRefunding(true)}
          >
            {options.order.unpaid ? t('cancelOrder') : t('refund')}
          </Button>
          <RefundDialog
            accountId={order.accountId}
            order={order}
            payments={detail.payments}
            guest={guest}
            opened={refunding}
            onClose={() => setRefunding(false)}
          />
        </>
      ) : null}
    </Group>
  );
}
