import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconHistory, IconSearch } from '@tabler/icons-react';
import { type ActKind, actKinds, type HistoryState, historyStates } from '../../../shared/domain/history.ts';
import { type AccountId, as } from '../../../shared/ids.ts';
import { useAccounts } from '../../bridge/use-accounts.ts';
import { useCall } from '../../bridge/use-call.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useKept } from '../../navigation/navigate.ts';
import { Pager } from '../orders/pager.tsx';
import { pageSpan } from '../orders/pages.ts';
import { ExportHistory } from './export-history.tsx';
import { HistoryRow } from './history-row.tsx';
import classes from './queue.module.css';
import { viewOf } from './queue-view.ts';

const pageSize = 50;
const typingRestsMs = 200;

interface Filter {
  readonly search: string;
  readonly kind: ActKind | null;
  readonly state: HistoryState | null;
  /** `YYYY-MM-DD`, or empty. */
  readonly fromDay: string;
  readonly toDay: string;
  readonly accountId: AccountId | null;
}

const everything: Filter = { search: '', kind: null, state: null, fromDay: '', toDay: '', accountId: null };

/** Everything that was written down at this door, newest first: searched, narrowed, carried out. */
export function History() {
  const { t } = useTexts('queue');
  const [filter, setFilter] = useKept<Filter>('history', everything);
  const [offset, setOffset] = useKept('history offset', 0);
  const [search] = useDebouncedValue(filter.search.trim(), typingRestsMs);
  const narrowed = JSON.stringify(filter) !== JSON.stringify(everything);
  const asked = {
    ...(search === '' ? {} : { search }),
    ...(filter.kind === null ? {} : { kind: filter.kind }),
    ...(filter.state === null ? {} : { state: filter.state }),
    ...(filter.fromDay === '' ? {} : { fromDay: filter.fromDay }),
    ...(filter.toDay === '' ? {} : { toDay: filter.toDay }),
    ...(filter.accountId === null ? {} : { accountId: filter.accountId }),
  };
  const page = useCall('queue.history', { ...asked, offset, limit: pageSize }, { keepPrevious: true });
  const total = page.data?.total ?? 0;
  const change = (to: Partial<Filter>) => {
    setFilter({ ...filter, ...to });
    setOffset(0);
  };
  return (
    <>
      <Filters filter={filter} onChange={change} />
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
          <ExportHistory filter={asked} disabled={total === 0} />
        </Group>
      </Group>
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
            {page.data.entries.map((entry) => (
              <HistoryRow key={viewOf(entry).key} entry={entry} />
            ))}
          </ul>
          <Pager span={pageSpan(offset, pageSize, total)} onOffset={setOffset} />
        </>
      )}
    </>
  );
}

interface FiltersProps {
  readonly filter: Filter;
  readonly onChange: (to: Partial<Filter>) => void;
}

function Filters({ filter, onChange }: FiltersProps) {
  const { t } = useTexts('queue');
  const accounts = useAccounts();
  return (
    <div className={classes['filters']}>
      <TextInput
        className={classes['search'] ?? ''}
        label={t('find')}
        placeholder={t('findHint')}
        leftSection={<IconSearch aria-hidden size={20} />}
        type="search"
        maxLength={200}
        data-testid="history-search"
        value={filter.search}
        onChange={(event) => onChange({ search: event.currentTarget.value })}
      />
      <Select
        label={t('kindLabel')}
        clearable
        placeholder={t('common:all')}
        data={actKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        value={filter.kind}
        onChange={(value) => onChange({ kind: actKinds.find((one) => one === value) ?? null })}
      />
      <Select
        label={t('common:status')}
        clearable
        placeholder={t('common:all')}
        data={historyStates.map((state) => ({ value: state, label: t(`historyState.${state}`) }))}
        value={filter.state}
        onChange={(value) => onChange({ state: historyStates.find((one) => one === value) ?? null })}
      />
      <TextInput
        label={t('fromDay')}
        type="date"
        {...(filter.toDay === '' ? {} : { max: filter.toDay })}
        data-testid="history-from"
        value={filter.fromDay}
        onChange={(event) => onChange({ fromDay: event.currentTarget.value })}
      />
      <TextInput
        label={t('toDay')}
        type="date"
        {...(filter.fromDay === '' ? {} : { min: filter.fromDay })}
        data-testid="history-to"
        value={filter.toDay}
        onChange={(event) => onChange({ toDay: event.currentTarget.value })}
      />
      {accounts.length > 1 ? (
        <Select
          label={t('common:account')}
          clearable
          placeholder={t('common:all')}
          data={accounts.map((account) => ({ value: account.id, label: account.label }))}
          value={filter.accountId}
          onChange={(value) => onChange({ accountId: value === null ? null : as<AccountId>(value) })}
        />
      ) : null}
    </div>
  );
}
