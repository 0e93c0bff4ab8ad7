import { SegmentedControl, Title } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useCall } from '../../bridge/use-call.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useKept } from '../../navigation/navigate.ts';
import type { RouteOf } from '../../navigation/routes.ts';
import { Pager } from '../orders/pager.tsx';
import { pageSpan } from '../orders/pages.ts';
import classes from './queue.module.css';
import { QueueRow } from './queue-row.tsx';
import { byPart, viewOf } from './queue-view.ts';

type Shown = 'open' | 'settled';
const most = 500;
const pageSize = 50;

/** What was done at this door and must still reach the platform; what needs a person stands first. */
export function QueueScreen(_props: { readonly route: RouteOf<'queue'> }) {
  const { t } = useTexts('queue');
  const [shown, setShown] = useKept<Shown>('shown', 'open');
  const [offset, setOffset] = useKept('offset', 0);
  const queue = useCall('queue.list', { settled: shown === 'settled', limit: most }, { keepPrevious: true });
  const entries = (queue.data ?? []).filter((entry) => (viewOf(entry).part === 'settled') === (shown === 'settled'));
  const parts = byPart(entries);
  const page = new Set([...parts.values()].flat().slice(offset, offset + pageSize));

  return (
    <Screen
      title={t('title')}
      actions={
        <SegmentedControl
          aria-label={t('shown')}
          data={[
            { value: 'open', label: t('open') },
            { value: 'settled', label: t('settled') },
          ]}
          value={shown}
          onChange={(value) => {
            setShown(value === 'settled' ? 'settled' : 'open');
            setOffset(0);
          }}
        />
      }
    >
      {queue.error ? (
        <ProblemAlert problem={queue.error.problem} onRetry={() => void queue.refetch()} />
      ) : queue.data === undefined ? (
        <Loading />
      ) : entries.length === 0 ? (
        <EmptyState icon={IconListCheck} title={t(shown === 'open' ? 'empty' : 'emptySettled')}>
          {t(shown === 'open' ? 'emptyHint' : 'emptySettledHint')}
        </EmptyState>
      ) : (
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
          <Pager span={pageSpan(offset, pageSize, entries.length)} onOffset={setOffset} />
        </>
      )}
    </Screen>
  );
}
