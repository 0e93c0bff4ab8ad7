import { Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconHistory } from '@tabler/icons-react';
import { useCall } from '../../bridge/use-call.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useKept } from '../../navigation/navigate.ts';
import { Pager } from '../orders/pager.tsx';
import { pageSpan } from '../orders/pages.ts';
import { useHistoryExport } from './history-export.tsx';
import { type HistoryChoice, HistoryFilters } from './history-filters.tsx';
import { HistoryRow } from './history-row.tsx';
import classes from './queue.module.css';
import { viewOf } from './queue-view.ts';

const pageSize = 50;
const typingRestsMs = 200;

const everything: HistoryChoice = {
  search: '',
  kind: null,
  state: null,
  fromDay: null,
  toDay: null,
  accountId: null,
};

/** Everything that was written down at this door, newest first: searched, narrowed, carried out. */
export function History() {
  const { t } = useTexts('queue');
  const [choice, setChoice] = useKept<HistoryChoice>('history', everything);
  const [offset, setOffset] = useKept('history offset', 0);
  // A row that was open is open again when one comes back from where it led.
  const [opened, setOpened] = useKept<readonly string[]>('history opened', []);
  const [search] = useDebouncedValue(choice.search.trim(), typingRestsMs);
  const narrowed = JSON.stringify(choice) !== JSON.stringify(everything);
  const asked = {
    ...(search === '' ? {} : { search }),
    ...(choice.kind === null ? {} : { kind: choice.kind }),
    ...(choice.state === null ? {} : { state: choice.state }),
    ...(choice.fromDay === null ? {} : { fromDay: choice.fromDay }),
    ...(choice.toDay === null ? {} : { toDay: choice.toDay }),
    ...(choice.accountId === null ? {} : { accountId: choice.accountId }),
  };
  const page = useCall('queue.history', { ...asked, offset, limit: pageSize }, { keepPrevious: true });
  const total = page.data?.total ?? 0;
  const carryOut = useHistoryExport(asked, total === 0);
  const change = (to: Partial<HistoryChoice>) => {
    setChoice({ ...choice, ...to });
    setOffset(0);
  };
  return (
    <>
      <HistoryFilters choice={choice} onChange={change} />
      <Group justify="space-between">
        <Text className="tabular" data-testid="history-count" role="status">
          {page.data === undefined ? '' : t('count', { count: total })}
        </Text>
        <Group>
          {narrowed ? (
            <Button variant="subtle" onClick={() => change(everything)}>
              {t('showAll')}
            </Button>
          ) : null}
          {carryOut.button}
        </Group>
      </Group>
      {carryOut.outcome}
      {page.error ? (
        <ProblemAlert problem={page.error.problem} onRetry={() => void page.refetch()} />
      ) : page.data === undefined ? (
        <Loading />
      ) : total === 0 ? (
        <EmptyState icon={IconHistory} title={t(narrowed ? 'nothingFits' : 'emptyHistory')}>
          {t(narrowed ? 'nothingFitsHint' : 'emptyHistoryHint')}
        </EmptyState>
      ) : (
        <>
          <ul className={classes['history']}>
            {page.data.entries.map((entry) => {
              const { key } = viewOf(entry);
              return (
                <HistoryRow
                  key={key}
                  entry={entry}
                  open={opened.includes(key)}
                  onToggle={(open) => setOpened([...opened.filter((one) => one !== key), ...(open ? [key] : [])])}
                />
              );
            })}
          </ul>
          <Pager span={pageSpan(offset, pageSize, total)} onOffset={setOffset} />
        </>
      )}
    </>
  );
}
