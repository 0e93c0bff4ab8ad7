import { Button, Group, SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { IconChartBar, IconRefresh } from '@tabler/icons-react';
import { useEffect, useEffectEvent } from 'react';
import type { Statistics } from '../../../shared/domain/sync.ts';
import type { Problem } from '../../../shared/errors.ts';
import { type AccountId, as } from '../../../shared/ids.ts';
import { dayInZone } from '../../../shared/time.ts';
import { accountOf, can, useAccounts } from '../../bridge/use-accounts.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Age } from '../../components/age.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { Screen } from '../../components/screen.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { formatDay } from '../../format/dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { useKept } from '../../navigation/navigate.ts';
import type { RouteOf } from '../../navigation/routes.ts';
import classes from './insights.module.css';
import { InsightsView } from './insights-view.tsx';
import { type DayRange, type Preset, presetRange, presets, rangeTrouble } from './ranges.ts';
import { secondsUntil } from './series.ts';

/** The platform answers this once a minute (T4): an answer is kept that long. */
const statisticsStaleMs = 60_000;

/** Views, clicks, orders and their sum, by day and by event, with their age. */
export function InsightsScreen(_props: { readonly route: RouteOf<'insights'> }) {
  const { t } = useTexts('insights');
  const [preset, setPreset] = useKept<Preset | 'own'>('preset', 'month');
  const [own, setOwn] = useKept<DayRange>('range', presetRange('month', dayInZone(Date.now())));
  const [chosen, setChosen] = useKept<AccountId | null>('account', null);
  const able = useAccounts().filter((account) => can(account, 'statistics'));
  const account = (chosen && accountOf(able, chosen)) ?? able[0];
  const range = preset === 'own' ? own : presetRange(preset, dayInZone(Date.now()));
  const trouble = rangeTrouble(range);
  const statistics = useCall(
    'insights.statistics',
    { accountId: account?.id ?? '', ...range },
    {
      enabled: account !== undefined && trouble === null,
      staleMs: statisticsStaleMs,
      keepPrevious: true,
      saysLimit: true,
    },
  );

  // Another range may have to wait for the platform's limit: until it comes, the last one stays, named by its own days.
  const [last, setLast] = useKept<Statistics | null>('last', null);
  useEffect(() => {
    if (statistics.data && statistics.data !== last) setLast(statistics.data);
  });
  const shown = statistics.data ?? (last?.accountId === account?.id ? last : null);

  if (account === undefined) {
    return (
      <Screen title={t('title')}>
        <EmptyState icon={IconChartBar} title={t('noAccount')}>
          {t('noAccountHint')}
        </EmptyState>
      </Screen>
    );
  }
  return (
    <Screen title={t('title')} width={100}>
      <Group align="flex-end">
        <SegmentedControl
          aria-label={t('range')}
          data={[...presets, 'own' as const].map((one) => ({ value: one, label: t(`preset.${one}`) }))}
          value={preset}
          onChange={(value) => {
            if (value === 'own') setOwn(range);
            setPreset(presets.find((one) => one === value) ?? 'own');
          }}
        />
        {preset === 'own' ? (
          <>
            <TextInput
              type="date"
              label={t('from')}
              value={own.from}
              error={trouble === null ? null : t(`rangeTrouble.${trouble}`)}
              onChange={(event) => setOwn({ ...own, from: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t('to')}
              value={own.to}
              onChange={(event) => setOwn({ ...own, to: event.currentTarget.value })}
            />
          </>
        ) : null}
        {able.length > 1 ? (
          <Select
            label={t('common:account')}
            data={able.map((one) => ({ value: one.id, label: one.label }))}
            allowDeselect={false}
            value={account.id}
            onChange={(id) => setChosen(id === null ? null : as<AccountId>(id))}
          />
        ) : null}
      </Group>
      {shown ? (
        <Freshness statistics={shown} asking={statistics.isFetching} onAsk={() => void statistics.refetch()} />
      ) : null}
      {statistics.error && trouble === null && !statistics.isFetching ? (
        <Refused
          problem={statistics.error.problem}
          since={statistics.errorUpdatedAt}
          onAsk={() => void statistics.refetch()}
        />
      ) : null}
      {shown ? <InsightsView statistics={shown} /> : statistics.isFetching ? <Loading label={t('asking')} /> : null}
    </Screen>
  );
}

interface RefusedProps {
  readonly problem: Problem;
  /** When the platform refused. */
  readonly since: number;
  readonly onAsk: () => void;
}

/** Why there are no numbers. Where it is only the platform's limit, it is asked again by itself when that is over. */
function Refused({ problem, since, onAsk }: RefusedProps) {
  const { t } = useTexts('insights');
  const again = problem.code === 'rate_limited' ? since + (problem.retryAfterMs ?? statisticsStaleMs) : null;
  const wait = secondsUntil(again, useNow(1000));
  const ask = useEffectEvent(onAsk);
  useEffect(() => {
    if (again !== null && wait === 0) ask();
  }, [again, wait]);
  return again === null ? (
    <ProblemAlert problem={problem} onRetry={onAsk} />
  ) : (
    <Notice tone="warn" testId="insights-waits">
      {t('waits', { count: wait })}
    </Notice>
  );
}

interface FreshnessProps {
  readonly statistics: Statistics;
  readonly asking: boolean;
  readonly onAsk: () => void;
}

/** How old the numbers are, for which days they are, and when the platform may be asked again. */
function Freshness({ statistics, asking, onAsk }: FreshnessProps) {
  const { t } = useTexts('insights');
  const language = useLanguage();
  const wait = secondsUntil(statistics.askAgainAt, useNow(1000));
  return (
    <Group gap="sm" className={classes['freshness'] ?? ''} data-testid="insights-age">
      {statistics.stale ? <StatusWord tone="warn">{t('stale')}</StatusWord> : null}
      <Text c="dimmed">
        {t('shownRange', { from: formatDay(statistics.from, language), to: formatDay(statistics.to, language) })}{' '}
        <Age ms={statistics.fetchedAt} />
      </Text>
      <Button
        variant="subtle"
        leftSection={<IconRefresh aria-hidden size={20} />}
        disabled={wait > 0}
        loading={asking}
        onClick={onAsk}
      >
        {wait > 0 ? t('askAgainIn', { count: wait }) : t('common:refresh')}
      </Button>
    </Group>
  );
}
