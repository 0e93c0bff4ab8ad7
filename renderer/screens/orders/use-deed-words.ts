import type { Deed } from '../../../shared/domain/acts.ts';
import { formatMoney } from '../../format/money.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { partOf } from '../queue/queue-view.ts';

/** Says what is known of a deed that is not settled: it waits to be sent, or nobody knows whether it was done. */
export function useDeedWords(): (deed: Deed) => string {
  const { t } = useTexts('orders');
  const language = useLanguage();
  return ({ act, amount, queueState }) => {
    const part = partOf(queueState);
    const values = { amount: amount === null ? '' : formatMoney(amount, language) };
    return part === 'waiting' || part === 'sending' ? t(`deedWaits.${act}`, values) : t(`deedUnknown.${act}`, values);
  };
}
