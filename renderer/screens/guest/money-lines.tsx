import { Text } from '@mantine/core';
import type { Payment } from '../../../shared/domain/orders.ts';
import type { RefundRow } from '../../../shared/domain/views.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { StatusWord, type Tone } from '../../components/status-word.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { amountOfRow, type RefundStanding, standingOf } from '../refunds/refund-way.ts';
import classes from './guest.module.css';

const tones: Readonly<Record<RefundStanding, Tone>> = {
  waiting: 'busy',
  sending: 'busy',
  refused: 'bad',
  given_up: 'quiet',
  doubt: 'warn',
  order_cancelled: 'good',
  items_cancelled: 'good',
  requested: 'busy',
  approved: 'busy',
  rejected: 'bad',
  completed: 'good',
  failed: 'bad',
};

interface MoneyLinesProps {
  readonly payments: readonly Payment[];
  readonly refunds: readonly RefundRow[];
  /** Of the guest's event. */
  readonly zone: string;
}

/** What was paid and what goes back, one line each. */
export function MoneyLines({ payments, refunds, zone }: MoneyLinesProps) {
  const { t } = useTexts('guest');
  const dates = useDates();
  if (payments.length === 0 && refunds.length === 0) return null;
  return (
    <div className={classes['money']}>
      {payments.map((payment) => (
        <PaymentLine key={payment.id} payment={payment} zone={zone} />
      ))}
      {refunds.map((row) => {
        const standing = standingOf(row);
        const amount = amountOfRow(row);
        const reason = row.request?.rejectionReason ?? null;
        const since = row.request?.createdAtMs ?? row.refund?.createdAtMs;
        return [
          <div key={`${row.request?.id ?? row.refund?.id} words`}>
            {row.request === null ? t('refundHere') : t('refundRequest')}{' '}
            <StatusWord tone={tones[standing]} plain>
              {t(`standings.${standing}`)}
            </StatusWord>
            <Text size="sm" c="dimmed">
              {since === undefined ? null : dates.dateTime(since, zone)}
              {reason === null || reason === '' ? null : ` · ${reason}`}
            </Text>
          </div>,
          <div key={`${row.request?.id ?? row.refund?.id} amount`}>
            {amount === null || amount.minor === 0 ? null : (
              <MoneyText money={{ minor: -Math.abs(amount.minor), currency: amount.currency }} />
            )}
          </div>,
        ];
      })}
    </div>
  );
}

function PaymentLine({ payment, zone }: { readonly payment: Payment; readonly zone: string }) {
  const { t } = useTexts('guest');
  const dates = useDates();
  const status =
    payment.status === 'approved'
      ? ({ tone: 'good', word: t('paymentApproved') } as const)
      : payment.status === 'failed'
        ? ({ tone: 'bad', word: t('paymentFailed') } as const)
        : ({ tone: 'quiet', word: payment.status } as const);
  return (
    <>
      <div>
        {payment.amount.minor < 0 ? t('paidBack') : t('payment')}{' '}
        <StatusWord tone={status.tone} plain>
          {status.word}
        </StatusWord>
        <Text size="sm" c="dimmed">
          {dates.dateTime(payment.createdAtMs, zone)}
        </Text>
      </div>
      <div>
        <MoneyText money={payment.amount} />
      </div>
    </>
  );
}
