import type { QueueState } from '../../../shared/domain/acts.ts';
import { StatusWord, type Tone } from '../../components/status-word.tsx';
import { useTexts } from '../../i18n/use-texts.ts';

const tones: Readonly<Record<QueueState, Tone>> = {
  queued: 'warn',
  sending: 'busy',
  confirmed: 'good',
  rejected: 'bad',
  unknown: 'warn',
  reconciling: 'busy',
  needs_person: 'bad',
  cancelled: 'quiet',
};

/** Where an act of the queue stands, by word, shape and colour. */
export function QueueStateWord({ state }: { readonly state: QueueState }) {
  const { t } = useTexts('queue');
  return <StatusWord tone={tones[state]}>{t(`state.${state}.word`)}</StatusWord>;
}
