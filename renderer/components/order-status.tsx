import type { OrderStatus } from '../../shared/domain/orders.ts';
import { foldForIndex } from '../../shared/fold.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { StatusWord, type Tone } from './status-word.tsx';

const tones: Readonly<Record<OrderStatus, Tone>> = {
  draft: 'quiet',
  awaiting_payment: 'busy',
  paid: 'good',
  in_fulfilment: 'good',
  completed: 'good',
  cancelled: 'quiet',
  partially_refunded: 'warn',
  refunded: 'warn',
  failed: 'bad',
};

/** The status of an order in our words. The platform's own word, where it says more, belongs beside it (trap T-11). */
export function OrderStatusWord({ status }: { readonly status: OrderStatus }) {
  const { t } = useTexts('common');
  return <StatusWord tone={tones[status]}>{t(`orderStatuses.${status}`)}</StatusWord>;
}

/** The platform's own word where it says more than ours; null where it is the same word in whatever script, or none. */
export function otherWord(ours: string, theirs: string): string | null {
  return theirs === '' || foldForIndex(ours) === foldForIndex(theirs) ? null : theirs;
}
