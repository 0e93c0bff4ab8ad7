import { Text } from '@mantine/core';
import type { Refund } from '../../../shared/domain/acts.ts';
import type { Order, Payment, RefundRequest } from '../../../shared/domain/orders.ts';
import type { OrderDetail } from '../../../shared/domain/views.ts';
import { anyOnline, useSyncStatus } from '../../bridge/use-accounts.ts';
import { Loading } from '../../components/loading.tsx';
import { MoneyText } from '../../components/money-text.tsx';
import { OrderStatusWord } from '../../components/order-status.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { useOrder } from '../orders/use-order.ts';
import { RefundStandingWord } from '../refunds/refund-standing-word.tsx';
import { MatchWord } from './match-word.tsx';
import classes from './queue.module.css';
import { paymentsInQuestion } from './refund-doubt.ts';
import { useMinutesAfter } from './use-minutes-after.ts';

/** The refund as it was asked for here, beside what the platform shows of its order. */
export function RefundComparison({ refund }: { readonly refund: Refund }) {
  const { t } = useTexts('queue');
  const { t: ofRefunds } = useTexts('refunds');
  const dates = useDates();
  const { accountId, target } = refund;
  const answer = useOrder({ accountId, orderId: target.orderId }, anyOnline(useSyncStatus()));
  return (
    <div className={classes['sides']} data-testid="queue-comparison">
      <section className={classes['side']} aria-label={t('askedHere')}>
        <Text fw={650}>{t('askedHere')}</Text>
        <Text>{t('refundOf', { number: refund.orderNumber, what: ofRefunds(`of.${target.kind}`) })}</Text>
        <MoneyText money={refund.amount} fw={650} />
        {refund.guest === '' ? null : <Text>{refund.guest}</Text>}
        <Text c="dimmed">{dates.dateTime(refund.createdAtMs)}</Text>
      </section>
      <section className={classes['side']} aria-label={t('onPlatform')}>
        <Text fw={650}>{t('onPlatform')}</Text>
        {answer.detail === undefined ? (
          <Loading label={t('askingPlatform')} />
        ) : (
          <Platform refund={refund} detail={answer.detail} />
        )}
        {answer.platformProblem ? (
          <Text c="dimmed">{t(`errors:${answer.platformProblem.code}.what`)}</Text>
        ) : answer.confirmedAtMs === null && !answer.asking ? (
          <Text c="dimmed">{t('asKnownHere')}</Text>
        ) : null}
      </section>
    </div>
  );
}

function Platform({ refund, detail }: { readonly refund: Refund; readonly detail: OrderDetail }) {
  const { t } = useTexts('queue');
  const payments = paymentsInQuestion(refund, detail);
  return (
    <>
      {detail.order === null ? null : (
        <div className={classes['marks']}>
          <Text component="span" className="tabular" fw={600}>
            {t('orderNumber', { number: detail.order.number })}
          </Text>
          <OrderStatusWord status={detail.order.status} />
          {refund.target.kind === 'order' ? (
            isCancelled(detail.order) ? (
              <MatchWord match="same" />
            ) : (
              <MatchWord match="differs" why={t('notCancelled')} />
            )
          ) : null}
        </div>
      )}
      {payments.length === 0 ? <Text>{t('noPaymentThere')}</Text> : null}
      {payments.map(({ payment, requests }) => (
        <PaymentLine key={payment.id} refund={refund} payment={payment} requests={requests} />
      ))}
    </>
  );
}

/** A refund of the whole order would have cancelled it at once (T12). */
function isCancelled({ status }: Order): boolean {
  return status === 'cancelled' || status === 'refunded';
}

interface PaymentLineProps {
  readonly refund: Refund;
  readonly payment: Payment;
  readonly requests: readonly RefundRequest[];
}

function PaymentLine({ refund, payment, requests }: PaymentLineProps) {
  const { t } = useTexts('queue');
  const dates = useDates();
  const after = useMinutesAfter();
  return (
    <div className={classes['payment']} data-testid="queue-payment">
      <Text>
        {t('paymentOf', { time: dates.dateTime(payment.createdAtMs) })} <MoneyText money={payment.amount} fw={650} />
      </Text>
      {requests.length === 0 ? (
        <Text fw={600}>{t('notAskedBack')}</Text>
      ) : (
        requests.map((request) => (
          <div key={request.id} className={classes['marks']}>
            <RefundStandingWord standing={request.state} />
            <Text component="span">
              {dates.dateTime(request.createdAtMs)},{' '}
              {after(Math.round((request.createdAtMs - refund.createdAtMs) / 60_000))}
            </Text>
            {request.amount === null ? null : (
              <MatchWord
                match={Math.abs(request.amount.minor) === Math.abs(refund.amount.minor) ? 'same' : 'differs'}
              />
            )}
          </div>
        ))
      )}
    </div>
  );
}
