import type { Attempt } from '../../../shared/domain/acts.ts';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import classes from './queue.module.css';
import { noteOf } from './queue-view.ts';

interface AttemptStoryProps {
  readonly createdAtMs: number;
  readonly by: string;
  readonly attempts: readonly Attempt[];
}

/** What happened to an act, attempt by attempt, in plain words. */
export function AttemptStory({ createdAtMs, by, attempts }: AttemptStoryProps) {
  const { t } = useTexts('queue');
  const dates = useDates();
  const now = useNow(60_000);
  return (
    <ol className={classes['story']} aria-label={t('story')}>
      <li>
        <span className={classes['storyTime']}>{dates.exactMoment(createdAtMs, now)}</span>
        <span>{by === '' ? t('writtenDown') : t('writtenDownBy', { name: by })}</span>
      </li>
      {attempts.map((attempt) => (
        <li key={`${attempt.at} ${attempt.outcome} ${attempt.note}`}>
          <span className={classes['storyTime']}>{dates.exactMoment(attempt.at, now)}</span>
          <AttemptWords attempt={attempt} />
        </li>
      ))}
    </ol>
  );
}

function AttemptWords({ attempt }: { readonly attempt: Attempt }) {
  const { t } = useTexts('queue');
  const note = noteOf(attempt);
  if (note?.kind === 'choice') return <span>{t(`chosen.${note.choice}`)}</span>;
  if (note?.kind === 'doubt') return <span>{t(`doubt.${note.why}`)}</span>;
  const words = t(`attempt.${attempt.outcome}`);
  if (note === null) return <span>{words}</span>;
  if (note.kind === 'code') return <span>{`${words} ${t(`errors:${note.code}.what`)}`}</span>;
  return (
    <span>{`${words} ${note.kind === 'order' ? `${t('orderNumber', { number: note.number })}.` : `“${note.text}”`}`}</span>
  );
}
