import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconReceipt, IconRefresh, IconSearch } from '@tabler/icons-react';
import type { CallInput } from '../../../shared/contract/index.ts';
import { type OrderStatus, orderStatuses } from '../../../shared/domain/orders.ts';
import { type AccountId, as } from '../../../shared/ids.ts';
import { anyOnline, useAccounts, useSyncStatus } from '../../bridge/use-accounts.ts';
import { Age } from '../../components/age.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { Screen } from '../../components/screen.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useKept } from '../../navigation/navigate.ts';
import type { RouteOf } from '../../navigation/routes.ts';
import { OrderTable, type Sorting } from './order-table.tsx';
import { Pager } from './pager.tsx';
import { pageSpan } from './pages.ts';
import { TransactionSearch } from './transaction-search.tsx';
import { type OrdersAnswer, useOrders } from './use-orders.ts';

const pageSize = 50;
/** The platform is asked when the typing rests, not with each key: its budget is 60 requests a minute. */
const typingRestsMs = 350;

interface Filter {
  readonly search: string;
  readonly status: OrderStatus | null;
  readonly accountId: AccountId | null;
}

/** All orders: the platform's and those of this door that no platform knows yet. */
export function OrdersScreen(_props: { readonly route: RouteOf<'orders'> }) {
  const { t } = useTexts('orders');
  const [filter, setFilter] = useKept<Filter>('filter', { search: '', status: null, accountId: null });
  const [sorting, setSorting] = useKept<Sorting>('sorting', { by: 'created_at', descending: true });
  const [offset, setOffset] = useKept('offset', 0);
  const [search] = useDebouncedValue(filter.search.trim(), typingRestsMs);
  const accounts = useAccounts();

  const input: CallInput<'orders.list'> = {
    ...(search === '' ? {} : { search }),
    ...(filter.status === null ? {} : { status: filter.status }),
    ...(filter.accountId === null ? {} : { accountId: filter.accountId }),
    sort: sorting.by,
    descending: sorting.descending,
    offset,
    limit: pageSize,
  };
  const answer = useOrders(input, anyOnline(useSyncStatus()));
  const narrowed = search !== '' || filter.status !== null;
  const change = (to: Partial<Filter>) => {
    setFilter({ ...filter, ...to });
    setOffset(0);
  };

  return (
    <Screen
      title={t('title')}
      width={90}
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh aria-hidden size={20} />}
          loading={answer.asking}
          onClick={answer.askAgain}
        >
          {t('askPlatform')}
        </Button>
      }
    >
      <Group align="flex-end">
        <TextInput
          flex="1 1 16rem"
          label={t('searchLabel')}
          placeholder={t('searchHint')}
          leftSection={<IconSearch aria-hidden size={20} />}
          type="search"
          maxLength={200}
          value={filter.search}
          onChange={(event) => change({ search: event.currentTarget.value })}
        />
        <Select
          label={t('common:status')}
          w="14rem"
          clearable
          placeholder={t('common:all')}
          data={orderStatuses.map((status) => ({ value: status, label: t(`common:orderStatuses.${status}`) }))}
          value={filter.status}
          onChange={(value) => change({ status: orderStatuses.find((one) => one === value) ?? null })}
        />
        {accounts.length > 1 ? (
          <Select
            label={t('common:account')}
            w="14rem"
            clearable
            placeholder={t('common:all')}
            data={accounts.map((account) => ({ value: account.id, label: account.label }))}
            value={filter.accountId}
            onChange={(value) => change({ accountId: value === null ? null : as<AccountId>(value) })}
          />
        ) : null}
      </Group>
      <TransactionSearch search={search} accountId={filter.accountId} />
      <Source answer={answer} />
      {answer.problem ? (
        <ProblemAlert problem={answer.problem} />
      ) : answer.loading ? (
        <Loading />
      ) : answer.rows.length === 0 ? (
        <EmptyState icon={IconReceipt} title={narrowed ? t('nothingFound') : t('empty')}>
          {answer.confirmedAtMs !== null || answer.notTheirs ? null : narrowed ? t('nothingFoundHere') : t('emptyHint')}
        </EmptyState>
      ) : (
        <>
          <OrderTable
            rows={answer.rows}
            accounts={accounts}
            sorting={sorting}
            onSort={(next) => {
              setSorting(next);
              setOffset(0);
            }}
          />
          <Pager span={pageSpan(offset, pageSize, answer.total)} onOffset={setOffset} />
        </>
      )}
    </Screen>
  );
}

/** Whose word the list is: the platform's of this moment, or what this laptop knows. */
function Source({ answer }: { readonly answer: OrdersAnswer }) {
  const { t } = useTexts('orders');
  return (
    <Group
      gap="sm"
      mih="2rem"
      data-testid="orders-source"
      data-source={answer.confirmedAtMs === null ? 'cache' : 'platform'}
    >
      {answer.confirmedAtMs === null ? (
        <StatusWord tone={answer.asking ? 'busy' : 'warn'}>{answer.asking ? t('asking') : t('fromHere')}</StatusWord>
      ) : (
        <>
          <StatusWord tone="good">{t('fromPlatform')}</StatusWord>
          <Text c="dimmed">
            <Age ms={answer.confirmedAtMs} />
          </Text>
        </>
      )}
      {answer.confirmedAtMs === null && !answer.asking ? (
        <Text c="dimmed" role="status">
          {answer.platformProblem ? `${t(`errors:${answer.platformProblem.code}.what`)} ` : null}
          {answer.notTheirs ? t('notTheirs') : t('fromHereText')}
        </Text>
      ) : null}
    </Group>
  );
}
