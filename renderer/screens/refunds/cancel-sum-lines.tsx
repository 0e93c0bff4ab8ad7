import { MoneyText } from '../../components/money-text.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { CancelSums } from './cancel-items.ts';
import classes from './refunds.module.css';

/** What a choice of items comes to: cancelled, kept as a fee, back in total. */
export function CancelSumLines({ sums, keepMoney }: { readonly sums: CancelSums; readonly keepMoney: boolean }) {
  const { t } = useTexts('refunds');
  return (
    <dl className={classes['sums']} aria-live="polite">
      <dt>{t('sumPrice')}</dt>
      <dd>
        <MoneyText money={sums.price} />
      </dd>
      {keepMoney || sums.fee.minor === 0 ? null : (
        <>
          <dt>{t('sumFee')}</dt>
          <dd>
            <MoneyText money={sums.fee} />
          </dd>
        </>
      )}
      <dt className={classes['sumBack']}>{t('sumBack')}</dt>
      <dd className={classes['sumBack']} data-testid="partial-cancel-back">
        <MoneyText money={sums.back} fw={700} />
      </dd>
    </dl>
  );
}
