import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ActKind, actKinds, type HistoryState, historyStates } from '../../../shared/domain/history.ts';
import { type AccountId, as } from '../../../shared/ids.ts';
import { useAccounts } from '../../bridge/use-accounts.ts';
import { useCall } from '../../bridge/use-call.ts';
import { formatDay } from '../../format/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import classes from './queue.module.css';

/** What the history is narrowed to; null narrows nothing. */
export interface HistoryChoice {
  readonly search: string;
  readonly kind: ActKind | null;
  readonly state: HistoryState | null;
  readonly fromDay: string | null;
  readonly toDay: string | null;
  readonly accountId: AccountId | null;
}

interface HistoryFiltersProps {
  readonly choice: HistoryChoice;
  readonly onChange: (to: Partial<HistoryChoice>) => void;
}

/** Narrows the history. Only days on which something was done are offered. */
export function HistoryFilters({ choice, onChange }: HistoryFiltersProps) {
  const { t } = useTexts('queue');
  const language = useLanguage();
  const accounts = useAccounts();
  const days = useCall('queue.days', undefined).data ?? [];
  const offered = (fits: (day: string) => boolean) =>
    days.filter(fits).map((day) => ({ value: day, label: `${formatDay(day, language)} ${day.slice(0, 4)}` }));
  const { fromDay, toDay } = choice;
  const every = { clearable: true, placeholder: t('common:all') } as const;
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
        value={choice.search}
        onChange={(event) => onChange({ search: event.currentTarget.value })}
      />
      <Select
        {...every}
        label={t('kindLabel')}
        data={actKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        value={choice.kind}
        onChange={(value) => onChange({ kind: actKinds.find((one) => one === value) ?? null })}
      />
      <Select
        {...every}
        label={t('common:status')}
        data={historyStates.map((state) => ({ value: state, label: t(`historyState.${state}`) }))}
        value={choice.state}
        onChange={(value) => onChange({ state: historyStates.find((one) => one === value) ?? null })}
      />
      <Select
        {...every}
        label={t('fromDay')}
        data={offered((day) => toDay === null || day <= toDay)}
        value={fromDay}
        onChange={(day) => onChange({ fromDay: day })}
      />
      <Select
        {...every}
        label={t('toDay')}
        data={offered((day) => fromDay === null || day >= fromDay)}
        value={toDay}
        onChange={(day) => onChange({ toDay: day })}
      />
      {accounts.length > 1 ? (
        <Select
          {...every}
          label={t('common:account')}
          data={accounts.map((account) => ({ value: account.id, label: account.label }))}
          value={choice.accountId}
          onChange={(value) => onChange({ accountId: value === null ? null : as<AccountId>(value) })}
        />
      ) : null}
    </div>
  );
}
