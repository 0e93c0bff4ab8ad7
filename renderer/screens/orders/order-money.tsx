import { Table, Text, Title } from '@mantine/core';
import type { Payment } from '../../../shared/domain/orders.ts';
import type { OrderDetail } from '../../../shared/domain/views.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { RefundCard } from '../refunds/refund-card.tsx';
import { rowsOfOrder } from '../refunds/refund-rows.ts';
import classes from './orders.module.css';

/** Payments of the order, failed ones and money that went back among them, and the way of each refund. */
export function OrderMoney({ detail }: { readonly detail: OrderDetail }) {
  const { t } = useTexts('orders');
  const dates = useDates();
  const refunds = rowsOfOrder(detail.refunds, detail.refundRequests);
  return (
    <>
      <section className={classes['part']} aria-labelledby="order-payments">
        <Title order={2} id="order-payments">
          {t('payments')}
        </Title>
        {detail.payments.length === 0 ? (
          <Text c="dimmed">{t('noPayments')}</Text>
        ) : (
          <div className={classes['scrollX']}>
            <Table verticalSpacing="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('time')}</Table.Th>
                  <Table.Th>{t('common:status')}</Table.Th>
                  <Table.Th ta="right">{t('common:amount')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {detail.payments.map((payment) => (
                  <Table.Tr key={payment.id} data-testid="payment-row">
                    <Table.Td className="tabular">{dates.dateTime(payment.createdAtMs)}</Table.Td>
                    <Table.Td>
                      <PaymentWord payment={payment} />
                    </Table.Td>
                    <Table.Td ta="right">
                      <MoneyText money={payment.amount} fw={650} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </section>
      {refunds.length === 0 ? null : (
        <section className={classes['part']} aria-labelledby="order-refunds">
          <Title order={2} id="order-refunds" mb="sm">
            {t('refunds')}
          </Title>
          {refunds.map((row) => (
            <RefundCard key={row.request?.id ?? row.refund?.id} row={row} />
          ))}
        </section>
      )}
    </>
  );
}

/** Approved, failed, or money that went back; a word of the platform that is neither stays as it is. */
function PaymentWord({ payment }: { readonly payment: Payment }) {
  const { t } = useTexts('orders');
  if (payment.status === 'failed') return <StatusWord tone="bad">{t('paymentFailed')}</StatusWord>;
  if (payment.status !== 'approved') return <StatusWord tone="quiet">{payment.status}</StatusWord>;
  return payment.amount.minor < 0 ? (
    <StatusWord tone="warn">{t('paymentBack')}</StatusWord>
  ) : (
    <StatusWord tone="good">{t('paymentApproved')}</StatusWord>
  );
}
