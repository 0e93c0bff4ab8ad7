import { Table, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { Account } from '../../../shared/domain/accounts.ts';
import type { OrderRow } from '../../../shared/domain/views.ts';
import { accountOf } from '../../bridge/use-accounts.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { PayStateWord } from '../pay/pay-state-word.tsx';
import { cellsOf, routeOfRow, rowKey } from './order-rows.ts';
import { OrderStatusWords } from './order-status-words.tsx';
import classes from './orders.module.css';

export interface Sorting {
  readonly by: 'created_at' | 'number' | 'total' | 'status';
  readonly descending: boolean;
}

interface OrderTableProps {
  readonly rows: readonly OrderRow[];
  readonly accounts: readonly Account[];
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}

/** Orders as rows: arrows go up and down, Enter or a click opens one. */
export function OrderTable({ rows, accounts, sorting, onSort }: OrderTableProps) {
  const { t } = useTexts('orders');
  const header = { sorting, onSort };
  return (
    <div className={classes['scroll']}>
      <Table className={classes['table'] ?? ''} highlightOnHover verticalSpacing="0.25rem" onKeyDown={moveBetweenRows}>
        <Table.Thead>
          <Table.Tr>
            <SortHeader by="number" label={t('number')} {...header} />
            <SortHeader by="created_at" label={t('time')} {...header} />
            <Table.Th>{t('common:guest')}</Table.Th>
            {accounts.length > 1 ? <Table.Th>{t('common:account')}</Table.Th> : null}
            <SortHeader by="status" label={t('common:status')} {...header} />
            <SortHeader by="total" label={t('common:total')} right {...header} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={rowKey(row)} row={row} accounts={accounts} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Row({ row, accounts }: { readonly row: OrderRow; readonly accounts: readonly Account[] }) {
  const { t } = useTexts('orders');
  const dates = useDates();
  const now = useNow(60_000);
  const cells = cellsOf(row);
  const route = routeOfRow(row);
  const accountId = row.order?.accountId ?? row.sale?.accountId;
  const open = () => {
    if (route) navigate.to(route);
  };
  return (
    <Table.Tr data-testid="order-row" className={classes['row'] ?? ''} onClick={open}>
      <Table.Td className={classes['numberCell'] ?? ''}>
        <UnstyledButton
          // The same after coming back, so that the focus finds its row again.
          id={rowKey(row).replaceAll(' ', '-')}
          className={classes['number'] ?? ''}
          data-row-link
          aria-label={t('openOrder', { number: cells.number ?? cells.reference ?? '' })}
          onClick={(event) => {
            event.stopPropagation();
            open();
          }}
        >
          {cells.number ?? t('notSentYet')}
        </UnstyledButton>
        {cells.reference === null ? null : (
          <Text size="sm" c="dimmed">
            {cells.reference}
          </Text>
        )}
      </Table.Td>
      <Table.Td className={`tabular ${classes['timeCell']}`}>{dates.moment(cells.createdAtMs, now)}</Table.Td>
      <Table.Td className={classes['guest'] ?? ''}>{cells.guest || <Text c="dimmed">—</Text>}</Table.Td>
      {accounts.length > 1 ? (
        <Table.Td className={classes['accountCell'] ?? ''}>
          {accountId === undefined ? null : accountOf(accounts, accountId)?.label}
        </Table.Td>
      ) : null}
      <Table.Td className={classes['statusCell'] ?? ''}>
        {cells.status.kind === 'order' ? (
          <OrderStatusWords status={cells.status.status} platformWord={cells.platformWord} />
        ) : (
          <PayStateWord state={cells.status.state} />
        )}
      </Table.Td>
      <Table.Td ta="right" className={classes['totalCell'] ?? ''}>
        {cells.total === null ? null : <MoneyText money={cells.total} fw={650} />}
      </Table.Td>
    </Table.Tr>
  );
}

interface SortHeaderProps {
  readonly by: Sorting['by'];
  readonly label: string;
  readonly right?: boolean | undefined;
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}

function SortHeader({ by, label, right = false, sorting, onSort }: SortHeaderProps) {
  const chosen = sorting.by === by;
  const Arrow = sorting.descending ? IconArrowDown : IconArrowUp;
  return (
    <Table.Th
      ta={right ? 'right' : 'left'}
      aria-sort={chosen ? (sorting.descending ? 'descending' : 'ascending') : 'none'}
    >
      <UnstyledButton
        className={classes['sort'] ?? ''}
        onClick={() => onSort({ by, descending: chosen ? !sorting.descending : by !== 'number' })}
      >
        {label}
        {chosen ? <Arrow size={16} aria-hidden /> : null}
      </UnstyledButton>
    </Table.Th>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = links[at === -1 ? 0 : at + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
