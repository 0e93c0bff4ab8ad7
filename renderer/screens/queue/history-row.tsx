import { Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { QueueEntry } from '../../../shared/domain/acts.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { AttemptStory } from './attempt-story.tsx';
import { OpenAct } from './open-act.tsx';
import classes from './queue.module.css';
import { QueueStateWord } from './queue-state-word.tsx';
import { viewOf } from './queue-view.ts';

interface HistoryRowProps {
  readonly entry: QueueEntry;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
}

/** One act in one line; its story opens below. */
export function HistoryRow({ entry, open, onToggle }: HistoryRowProps) {
  const { t } = useTexts('queue');
  const dates = useDates();
  const now = useNow(60_000);
  const view = viewOf(entry);
  return (
    <li data-testid="history-row" data-state={view.state} data-kind={view.kind}>
      <details
        className={classes['line']}
        open={open}
        onToggle={(event) => {
          if (event.currentTarget.open !== open) onToggle(event.currentTarget.open);
        }}
      >
        <summary>
          <span className={classes['when']}>{dates.moment(view.createdAtMs, now)}</span>
          <span className={classes['what']}>
            <Text component="span" fw={650} className="tabular">
              {t(`kind.${view.kind}`)} {view.label}
            </Text>
            <Text component="span" c="dimmed">
              {view.guest || t('common:noName')}
            </Text>
          </span>
          <span className={classes['how']}>
            <QueueStateWord state={view.state} />
            {view.settledBy === null ? null : (
              <Text component="span" size="sm" c="dimmed">
                {t(`settledBy.${view.settledBy}`)}
              </Text>
            )}
          </span>
          <span className={classes['sum']}>
            {view.amount === null ? null : <MoneyText money={view.amount} fw={650} />}
          </span>
          <IconChevronDown aria-hidden className={classes['chevron']} />
        </summary>
        <div className={classes['below']}>
          <Text>{t(`state.${view.state}.text`)}</Text>
          <AttemptStory createdAtMs={view.createdAtMs} by={view.by} attempts={view.attempts} />
          <div>
            <OpenAct entry={entry} />
          </div>
        </div>
      </details>
    </li>
  );
}
