import { Text, Title } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useSyncStatus } from '../../bridge/use-accounts.ts';
import { useCall } from '../../bridge/use-call.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useKept } from '../../navigation/navigate.ts';
import { summarize } from '../../shell/summary.ts';
import { Pager } from '../orders/pager.tsx';
import { pageSpan } from '../orders/pages.ts';
import classes from './queue.module.css';
import { QueueRow } from './queue-row.tsx';
import { byPart, viewOf } from './queue-view.ts';

const most = 500;
const pageSize = 50;

/** What must still reach the platform; what needs a person stands first. */
export function OpenQueue() {
  const { t } = useTexts('queue');
  const [offset, setOffset] = useKept('offset', 0);
  const queue = useCall('queue.list', { settled: false, limit: most }, { keepPrevious: true });
  const { waiting, needsPerson } = summarize(useSyncStatus());
  if (queue.error) return <ProblemAlert problem={queue.error.problem} onRetry={() => void queue.refetch()} />;
  if (queue.data === undefined) return <Loading />;
  const entries = queue.data;
  if (entries.length === 0) {
    return (
      <EmptyState icon={IconListCheck} title={t('empty')}>
        {t('emptyHint')}
      </EmptyState>
    );
  }
  const parts = byPart(entries);
  const span = pageSpan(offset, pageSize, entries.length);
  const page = new Set([...parts.values()].flat().slice(span.first - 1, span.last));
  const more = waiting + needsPerson - entries.length;
  return (
    <>
      {[...parts].map(([part, ofPart]) => {
        const onPage = ofPart.filter((entry) => page.has(entry));
        return onPage.length === 0 ? null : (
          <section key={part} className={classes['part']} aria-labelledby={`queue-${part}`}>
            <Title order={2} id={`queue-${part}`}>
              {t(`part.${part}`, { number: ofPart.length })}
            </Title>
            {onPage.map((entry) => (
              <QueueRow key={viewOf(entry).key} entry={entry} />
            ))}
          </section>
        );
      })}
      <Pager span={span} onOffset={setOffset} />
      {entries.length < most || more <= 0 ? null : <Text c="dimmed">{t('moreWait', { count: more })}</Text>}
    </>
  );
}
