import { Text, UnstyledButton } from '@mantine/core';
import type { RefundRow } from '../../../shared/domain/views.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { createdAt } from './refund-rows.ts';
import { RefundStandingWord } from './refund-standing-word.tsx';
import { RefundSteps } from './refund-steps.tsx';
import { amountOfRow, standingOf } from './refund-way.ts';
import classes from './refunds.module.css';

interface RefundCardProps {
  readonly row: RefundRow;
  /** Leads to the order; left out on the order's own page. */
  readonly linksToOrder?: boolean | undefined;
}

/** One refund: whose, how much, where it stands, and its way. */
export function RefundCard({ row, linksToOrder = false }: RefundCardProps) {
  const { t } = useTexts('refunds');
  const dates = useDates();
  const now = useNow(60_000);
  const { refund, request } = row;
  const number = refund?.orderNumber || request?.orderNumber || null;
  // The account that asked may have been removed, and its platform connected anew: the order is with the one that knows the request.
  const accountId = request?.accountId ?? refund?.accountId;
  const orderId = refund?.target.orderId ?? request?.orderId ?? null;
  const amount = amountOfRow(row);
  const what = refund ? t(`of.${refund.target.kind}`) : t('askedElsewhere');
  return (
    <article className={classes['card']} data-testid="refund-row" aria-label={number ?? t('orderUnknown')}>
      <div className={classes['head']}>
        {linksToOrder && orderId !== null && accountId !== undefined ? (
          <UnstyledButton
            id={`refund-${refund?.id ?? ''}-${request?.id ?? ''}`}
            className={classes['number'] ?? ''}
            onClick={() => navigate.to({ screen: 'order', target: { accountId, orderId } })}
          >
            {number ?? t('openOrder')}
          </UnstyledButton>
        ) : (
          <Text fw={650} className="tabular">
            {number ?? t('orderUnknown')}
          </Text>
        )}
        <RefundStandingWord standing={standingOf(row)} />
        <span className={classes['amount']}>
          {amount === null ? (
            <Text span size="sm" c="dimmed">
              {t('amountUnknown')}
            </Text>
          ) : (
            <MoneyText money={amount} fw={650} />
          )}
        </span>
      </div>
      <Text size="sm" c="dimmed">
        {[row.guest ?? refund?.guest, what, dates.moment(createdAt(row), now), refund?.by].filter(Boolean).join(' · ')}
      </Text>
      <RefundSteps row={row} />
    </article>
  );
}
