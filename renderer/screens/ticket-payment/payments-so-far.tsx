import { Text, Title, UnstyledButton } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import type { Order } from '../../../shared/domain/orders.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { Notice } from '../../components/notice.tsx';
import { formatMoney } from '../../format/money.ts';
import { useDates } from '../../format/use-dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { OrderStatusWords } from '../orders/order-status-words.tsx';
import classes from './ticket-payment.module.css';

/** Paid already: as loud as a second admission, for it costs the guest as much as that costs the house. */
export function AlreadyPaid({ ticketId, order }: { readonly ticketId: number; readonly order: Order }) {
  const { t } = useTexts('ticketPayment');
  const language = useLanguage();
  const dates = useDates();
  return (
    <div className={classes['paid']} role="alert" data-testid="ticket-payment-paid">
      <IconAlertOctagon size={64} stroke={2} aria-hidden className={classes['paidIcon']} />
      <div>
        <div className={classes['paidTitle']}>{t('paidTitle')}</div>
        <Text size="xl" fw={600}>
          {t('paidText', {
            number: ticketId,
            amount: formatMoney(order.total, language),
            time: dates.dateTime(order.createdAtMs),
          })}
        </Text>
        {order.documentNumber === undefined ? null : (
          <Text fw={600}>{t('paidInvoice', { number: order.documentNumber })}</Text>
        )}
      </div>
    </div>
  );
}

/** A payment that the guest may still finish: a second one beside it could be paid as well. */
export function OpenPayment({ order }: { readonly order: Order }) {
  const { t } = useTexts('ticketPayment');
  const language = useLanguage();
  return (
    <Notice tone="warn" title={t('openTitle')} testId="ticket-payment-open">
      {t('openText', { number: order.number, amount: formatMoney(order.total, language) })}
    </Notice>
  );
}

/** The ticket's payments, newest first, each leading to its page. */
export function PaymentList({ orders }: { readonly orders: readonly Order[] }) {
  const { t } = useTexts('ticketPayment');
  const dates = useDates();
  const newest = orders.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  return (
    <section className={classes['part']} aria-labelledby="ticket-payments">
      <Title order={2} id="ticket-payments">
        {t('soFar')}
      </Title>
      {newest.length === 0 ? <Text c="dimmed">{t('noneSoFar')}</Text> : null}
      <ul className={classes['list']}>
        {newest.map((order) => (
          <li key={order.id} className={classes['row']} data-testid="ticket-payment-row">
            <UnstyledButton
              id={`ticket-payment-${order.id}`}
              className={classes['link'] ?? ''}
              onClick={() =>
                navigate.to({ screen: 'order', target: { accountId: order.accountId, orderId: order.id } })
              }
            >
              {order.number}
            </UnstyledButton>
            <span>
              <OrderStatusWords status={order.status} platformWord={order.platformStatus.name || null} />
            </span>
            <Text span c="dimmed" className={classes['grow'] ?? ''}>
              {dates.dateTime(order.createdAtMs)}
              {order.documentNumber === undefined ? '' : ` · ${t('paidInvoice', { number: order.documentNumber })}`}
            </Text>
            <MoneyText money={order.total} fw={650} />
          </li>
        ))}
      </ul>
    </section>
  );
}
