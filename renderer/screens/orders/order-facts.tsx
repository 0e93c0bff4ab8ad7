import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OrderDetail } from '../../../shared/domain/views.ts';
import { accountOf, can, useAccounts } from '../../bridge/use-accounts.ts';
import { formatMoney } from '../../format/money.ts';
import { useDates } from '../../format/use-dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { CashNotedWord, PayStateWord } from '../pay/pay-state-word.tsx';
import { QrCode } from '../pay/qr-code.tsx';
import { OrderStatusWords } from './order-status-words.tsx';
import classes from './orders.module.css';

/** Sum, status, guest, numbers and payment link of an order. */
export function OrderFacts({ detail }: { readonly detail: OrderDetail }) {
  const { t } = useTexts('orders');
  const language = useLanguage();
  const dates = useDates();
  const accounts = useAccounts();
  const { order, sale, contact } = detail;
  const total = order?.total ?? sale?.total;
  const createdAtMs = order?.createdAtMs ?? sale?.createdAtMs;
  const accountId = order?.accountId ?? sale?.accountId;
  const link = order?.paymentLink ?? sale?.paymentLink ?? null;
  const unpaid = order ? order.status === 'awaiting_payment' || order.status === 'failed' : false;
  // Where the guest pays by a link at all.
  const account = accountId === undefined ? undefined : accountOf(accounts, accountId);
  const open = unpaid && can(account, 'payments.link');
  const guest = [contact?.name, contact?.email, contact?.phone].filter(Boolean);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('common:guest'), guest.length > 0 ? guest.map((line) => <div key={line}>{line}</div>) : t('guestUnknown')],
    [t('time'), createdAtMs === undefined ? '' : dates.dateTime(createdAtMs)],
    [t('reference'), sale?.reference ?? ''],
    [t('soldBy'), sale?.by ?? ''],
    [t('documentNumber'), order?.documentNumber ?? ''],
    [
      t(can(account, 'ticket_payments') ? 'ticketNumber' : 'publicToken'),
      order?.publicToken ?? sale?.publicToken ?? '',
    ],
    [t('common:account'), accounts.length > 1 && accountId ? (accountOf(accounts, accountId)?.label ?? '') : ''],
  ];

  return (
    <aside className={classes['part']} aria-label={t('common:details')}>
      {total === undefined ? null : <p className={classes['big']}>{formatMoney(total, language)}</p>}
      <div className={classes['status']}>
        {order ? (
          <OrderStatusWords status={order.status} platformWord={order.platformStatus.name || null} />
        ) : sale ? (
          <PayStateWord state={sale.payState} />
        ) : null}
        {sale?.cashNoted ? (
          <CashNotedWord>{t('cashNoted', { amount: formatMoney(sale.cashNoted, language) })}</CashNotedWord>
        ) : null}
      </div>
      <dl className={classes['facts']}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        {link === null ? null : (
          <div>
            <dt>{t('paymentLink')}</dt>
            <dd>
              {link}
              {open && sale === null ? (
                <div className={classes['linkCode']}>
                  <QrCode text={link} label={t('paymentLink')} />
                </div>
              ) : null}
            </dd>
          </div>
        )}
        {link === null && open ? (
          <Text c="dimmed" size="sm">
            {t('linkUnknown')}
          </Text>
        ) : null}
      </dl>
    </aside>
  );
}
