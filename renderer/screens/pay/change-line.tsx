import type { Sale } from '../../../shared/domain/acts.ts';
import type { Money } from '../../../shared/money.ts';
import { formatMoney } from '../../format/money.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { changeOf } from '../sell/tender.ts';
import classes from './pay.module.css';

/** The change to give over the counter; nothing where no cash was typed. */
export function ChangeLine({ sale, given }: { readonly sale: Sale; readonly given: Money | undefined }) {
  const { t } = useTexts('pay');
  const language = useLanguage();
  if (sale.tender !== 'cash' || given === undefined || given.currency !== sale.total.currency) return null;
  const change = changeOf(given, sale.total);
  if (change.kind === 'missing') return null;
  return (
    <p className={classes['change']} data-testid="pay-change">
      {t('change', { amount: formatMoney(change.amount, language) })}
    </p>
  );
}
