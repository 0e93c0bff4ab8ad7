import { SegmentedControl, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
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
import { RefundCard } from './refund-card.tsx';
import { isSettled } from './refund-way.ts';
import classes from './refunds.module.css';

type Shown = 'open' | 'settled' | 'all';
const pageSize = 50;
/** As many as the contract gives at once; older ones stand on their orders. */
const most = 500;

/** All refunds: those that this door asked for, and those that the platforms know. */
export function RefundsScreen(_props: { readonly route: RouteOf<'refunds'> }) {
  const { t } = useTexts('refunds');
  const [shown, setShown] = useKept<Shown>('shown', 'open');
  const [offset, setOffset] = useKept('offset', 0);
  const refunds = useCall('refunds.list', { limit: most });
  const all = refunds.data ?? [];
  const open = all.filter((row) => !isSettled(row));
  const rows = shown === 'all' ? all : shown === 'open' ? open : all.filter(isSettled);

  return (
    <Screen
      title={t('title')}
      actions={
        <SegmentedControl
          aria-label={t('shown')}
          data={[
            { value: 'open', label: t('open', { number: open.length }) },
            { value: 'settled', label: t('settled') },
            { value: 'all', label: t('common:all') },
          ]}
          value={shown}
          onChange={(value) => {
            setShown(value === 'all' || value === 'settled' ? value : 'open');
            setOffset(0);
          }}
        />
      }
    >
      {refunds.error ? (
        <ProblemAlert problem={refunds.error.problem} onRetry={() => void refunds.refetch()} />
      ) : refunds.data === undefined ? (
        <Loading />
      ) : rows.length === 0 ? (
        <EmptyState icon={IconArrowBackUp} title={shown === 'open' ? t('noneOpen') : t('none')}>
          {t('noneHint')}
        </EmptyState>
      ) : (
        <>
          <div className={classes['list']}>
            {rows.slice(offset, offset + pageSize).map((row) => (
              <RefundCard
                key={`${row.refund?.id} ${row.request?.accountId} ${row.request?.id}`}
                row={row}
                linksToOrder
              />
            ))}
          </div>
          <Pager span={pageSpan(offset, pageSize, rows.length)} onOffset={setOffset} />
          {all.length === most ? (
            <Text c="dimmed" ta="center">
              {t('newestOnly', { number: most })}
            </Text>
          ) : null}
        </>
      )}
    </Screen>
  );
}
