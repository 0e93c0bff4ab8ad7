import { StatusWord, type Tone } from '../../components/status-word.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { RefundStanding } from './refund-way.ts';

const tones: Readonly<Record<RefundStanding, Tone>> = {
  waiting: 'warn',
  sending: 'busy',
  doubt: 'warn',
  refused: 'bad',
  given_up: 'quiet',
  order_cancelled: 'good',
  items_cancelled: 'good',
  requested: 'busy',
  approved: 'busy',
  rejected: 'bad',
  completed: 'good',
  failed: 'bad',
};

/** Where a refund stands, by word, shape and colour. */
export function RefundStandingWord({ standing }: { readonly standing: RefundStanding }) {
  const { t } = useTexts('refunds');
  return (
    <StatusWord tone={tones[standing]} testId="refund-standing">
      {t(`standing.${standing}`)}
    </StatusWord>
  );
}
