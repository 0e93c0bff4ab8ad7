import { Button, Group } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Sale } from '../../../shared/domain/acts.ts';
import type { Money } from '../../../shared/money.ts';
import { useCall } from '../../bridge/use-call.ts';
import { formatMoney } from '../../format/money.ts';
import { useDates } from '../../format/use-dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { ChangeLine } from './change-line.tsx';
import { nextAct } from './next-act.ts';
import classes from './pay.module.css';
import { otherTotal, paidAt } from './pay-view.ts';

/** Paid, so that it is seen from two metres: one colour, one shape, one word, the amount. */
export function PaidSign({ sale, given }: { readonly sale: Sale; readonly given: Money | undefined }) {
  const { t } = useTexts('pay');
  const language = useLanguage();
  const dates = useDates();
  const nextButton = useRef<HTMLButtonElement>(null);
  const next = nextAct(sale);
  const detail = useCall('orders.get', { saleId: sale.id });
  const differs = otherTotal(sale, detail.data?.order ?? null);
  const invoice = detail.data?.order?.documentNumber;
  const at = paidAt(detail.data?.payments ?? []);

  useEffect(() => nextButton.current?.focus(), []);

  return (
    <section className={classes['paid']} aria-labelledby="paid-word">
      <IconCheck className={classes['paidCheck']} stroke={3} aria-hidden />
      <div role="status" className={classes['paidWords']}>
        <h1
          id="paid-word"
          className={classes['paidWord']}
          data-testid="pay-state"
          data-state="paid"
          data-screen-heading
          tabIndex={-1}
        >
          {sale.tender === 'link' ? t('state.paid.word') : t('sold')}
        </h1>
        <p className={classes['paidAmount']} data-testid="pay-amount">
          {formatMoney(differs ?? sale.total, language)}
        </p>
        <p className={classes['paidSmall']}>
          {[
            sale.orderNumber,
            sale.reference,
            at === null ? null : t('paidAt', { time: dates.time(at) }),
            sale.customer.name,
            sale.tender === 'link' ? null : t(`paidHere.${sale.tender}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {differs === null ? null : (
          <p className={classes['paidCash']}>{t('otherTotal', { amount: formatMoney(differs, language) })}</p>
        )}
        <ChangeLine sale={sale} given={given} />
        {sale.tender === 'link' ? null : (
          <p className={classes['paidTickets']} data-testid="pay-tickets">
            {sale.customer.email === '' ? t('ticketsNoMail') : t('ticketsTo', { email: sale.customer.email })}
          </p>
        )}
        {invoice === undefined ? null : (
          <p className={classes['paidTickets']} data-testid="pay-invoice">
            {t('invoice', { number: invoice })}
          </p>
        )}
        {sale.cashNoted ? (
          <p className={classes['paidCash']}>{t('paidAndCash', { amount: formatMoney(sale.cashNoted, language) })}</p>
        ) : null}
      </div>
      <Group justify="center">
        <Button ref={nextButton} size="lg" className={classes['paidNext'] ?? ''} onClick={next.go}>
          {t(next.text)}
        </Button>
        <Button
          size="lg"
          variant="outline"
          className={classes['paidOrder'] ?? ''}
          onClick={() => navigate.to({ screen: 'order', target: { saleId: sale.id } })}
        >
          {t('openOrder')}
        </Button>
      </Group>
    </section>
  );
}
