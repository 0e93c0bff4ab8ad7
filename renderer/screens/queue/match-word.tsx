import { IconEqual, IconEqualNot, IconQuestionMark, IconSearch } from '@tabler/icons-react';
import { StatusWord } from '../../components/status-word.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { Match } from './candidates.ts';

const looks = {
  same: { tone: 'good', icon: IconEqual },
  found: { tone: 'good', icon: IconSearch },
  differs: { tone: 'bad', icon: IconEqualNot },
  unknown: { tone: 'quiet', icon: IconQuestionMark, IconSearch },
} as const;

/** Whether the platform's side says the same as ours, by word, shape and colour. @param why what exactly. */
export function MatchWord({ match, why }: { readonly match: Match; readonly why?: string | undefined }) {
  const { t } = useTexts('queue');
  const { tone, icon } = looks[match];
  return (
    <StatusWord tone={tone} icon={icon} plain>
      {t(`match.${match}`)}
      {why === undefined ? null : `: ${why}`}
    </StatusWord>
  );
}
