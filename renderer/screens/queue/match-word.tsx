import { IconEqual, IconEqualNot, IconQuestionMark } from '@tabler/icons-react';
import { StatusWord } from '../../components/status-word.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { Match } from './candidates.ts';

const looks = {
  same: { tone: 'good', icon: IconEqual },
  differs: { tone: 'bad', icon: IconEqualNot },
  unknown: { tone: 'quiet', icon: IconQuestionMark },
} as const;

/** Whether the platform's side says the same as ours, by word, shape and colour. */
export function MatchWord({ match }: { readonly match: Match }) {
  const { t } = useTexts('queue');
  const { tone, icon } = looks[match];
  return (
    <StatusWord tone={tone} icon={icon} plain>
      {t(`match.${match}`)}
    </StatusWord>
  );
}
