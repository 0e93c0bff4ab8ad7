import { Text } from '@mantine/core';
import type { OrderDetail } from '../../../shared/domain/views.ts';
import { Notice } from '../../components/notice.tsx';
import { formatMoney } from '../../format/money.ts';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { refusalOf, refusalSays } from '../pay/pay-view.ts';
import { stillRefused } from './order-acts.ts';

/** What was done here with an order and the platform refused: in its words, and what to do now. */
export function RefusedDeeds({ detail }: { readonly detail: OrderDetail }) {
  const { t } = useTexts('orders');
  const language = useLanguage();
  const dates = useDates();
  const now = useNow(60_000);
  if (detail.order === null) return null;
  return stillRefused(detail.order, detail.refusedDeeds).map(({ id, act, amount, attempts }) => {
    const at = attempts.findLast(({ outcome }) => outcome === 'rejected')?.at;
    return (
      <Notice
        key={id}
        tone="bad"
        title={t(`deedRefused.${act}`, { amount: amount === null ? '' : formatMoney(amount, language) })}
        testId={`refused-deed-${act}`}
      >
        <Text>{t(`deedRefusedNext.${act}`)}</Text>
        {refusalSays(refusalOf(attempts) ?? { message: '', fields: {} }).map((says) => (
          <Text key={says}>
            {t('deedRefusedWords', { time: at === undefined ? '' : dates.moment(at, now), words: says })}
          </Text>
        ))}
      </Notice>
    );
  });
}
