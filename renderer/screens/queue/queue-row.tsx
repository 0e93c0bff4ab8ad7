import { Text } from '@mantine/core';
import type { QueueEntry } from '../../../shared/domain/acts.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { AttemptStory } from './attempt-story.tsx';
import { Decision } from './decision.tsx';
import { OpenAct } from './open-act.tsx';
import classes from './queue.module.css';
import { QueueStateWord } from './queue-state-word.tsx';
import { viewOf } from './queue-view.ts';
import { TakeBack } from './take-back.tsx';

/** One act: what it is, whose, how much, where it stands, its story, and the decision where a person has to make one. */
export function QueueRow({ entry }: { readonly entry: QueueEntry }) {
  const { t } = useTexts('queue');
  const dates = useDates();
  const now = useNow();
  const view = viewOf(entry);
  const next = view.part === 'waiting' ? 'nextTry' : view.part === 'in_doubt' ? 'nextLook' : null;

  return (
    <article className={classes['row']} data-testid="queue-row" data-state={view.state} aria-label={view.label}>
      <div className={classes['head']}>
        <Text fw={650} className="tabular">
          {t(`kind.${view.kind}`)} {view.label}
        </Text>
        <QueueStateWord state={view.state} />
        <div className={classes['acts']}>
          <span className={classes['amount']}>
            {view.amount === null ? null : <MoneyText money={view.amount} fw={650} />}
          </span>
          {view.state === 'queued' ? <TakeBack entry={entry} /> : null}
          <OpenAct entry={entry} />
        </div>
      </div>
      <Text c="dimmed">{[view.guest, dates.moment(view.createdAtMs, now)].filter(Boolean).join(' · ')}</Text>
      <Text>
        {t(`state.${view.state}.text`)}
        {next !== null && view.nextAttemptMs !== null && view.nextAttemptMs > now
          ? ` ${t(next, { time: dates.exactMoment(view.nextAttemptMs, now) })}`
          : null}
      </Text>
      {view.state === 'needs_person' ? <Decision entry={entry} /> : null}
      <details className={classes['details']} open={view.part === 'needs_person' || undefined}>
        <summary>{t('storyOf', { count: 1 + view.attempts.length })}</summary>
        <AttemptStory createdAtMs={view.createdAtMs} by={view.by} attempts={view.attempts} />
      </details>
    </article>
  );
}
