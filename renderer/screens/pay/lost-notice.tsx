import type { OrderDetail } from '../../../shared/domain/views.ts';
import { accountOf, useAccounts } from '../../bridge/use-accounts.ts';
import { Notice } from '../../components/notice.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useTexts } from '../../i18n/use-texts.ts';

/** That the system does not tell the order of this sale: a payment would not be heard of here. Nothing where it does. */
export function LostNotice({ detail }: { readonly detail: OrderDetail | undefined }) {
  const { t } = useTexts('pay');
  const accounts = useAccounts();
  const dates = useDates();
  const now = useNow();
  const sale = detail?.sale ?? null;
  if (!detail?.lost || sale === null) return null;
  const { why, at } = detail.lost;
  const demo = why === 'not_found' && accountOf(accounts, sale.accountId)?.demo === true;
  return (
    <Notice tone="warn" testId="order-lost">
      {demo ? t('lost.demo') : t(`lost.${why}`, { time: dates.moment(at, now) })}
    </Notice>
  );
}
