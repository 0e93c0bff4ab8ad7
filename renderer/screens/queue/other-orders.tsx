import { Button, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReconcileCandidate, Sale } from '../../../shared/domain/acts.ts';
import type { Order } from '../../../shared/domain/orders.ts';
import { anyOnline, useSyncStatus } from '../../bridge/use-accounts.ts';
import { Loading } from '../../components/loading.tsx';
import { MoneyText } from '../../components/money-text.tsx';
import { OrderStatusWord } from '../../components/order-status.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { useOrders } from '../orders/use-orders.ts';
import { type Candidate, otherCandidates } from './candidates.ts';
import classes from './queue.module.css';
import { useMinutesAfter } from './use-minutes-after.ts';

/** More would not be compared by eye. */
const most = 8;

interface OtherOrdersProps {
  readonly sale: Sale;
  /** What looking for it found: shown elsewhere. */
  readonly found: readonly ReconcileCandidate[];
  readonly onPick: (order: Order) => void;
}

/** The platform's other orders of that time, for a person who knows more than the comparison shows. */
export function OtherOrders({ sale, found, onPick }: OtherOrdersProps) {
  const { t } = useTexts('queue');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 350);
  const answer = useOrders(
    {
      accountId: sale.accountId,
      ...(search === '' ? {} : { search }),
      sort: 'created_at',
      descending: true,
      limit: 100,
    },
    anyOnline(useSyncStatus()),
  );
  const candidates = otherCandidates(sale, answer.rows, found).slice(0, most);
  return (
    <div className={classes['others']}>
      <TextInput
        aria-label={t('searchCandidates')}
        placeholder={t('searchCandidates')}
        leftSection={<IconSearch aria-hidden size={20} />}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {answer.loading || (answer.asking && candidates.length === 0) ? (
        <Loading label={t('askingPlatform')} />
      ) : candidates.length === 0 ? (
        <Text c="dimmed">{answer.confirmedAtMs === null ? t('noCandidatesOffline') : t('noCandidates')}</Text>
      ) : (
        candidates.map((one) => <OtherOrder key={one.order.id} candidate={one} onPick={() => onPick(one.order)} />)
      )}
    </div>
  );
}

function OtherOrder({ candidate, onPick }: { readonly candidate: Candidate; readonly onPick: () => void }) {
  const { t } = useTexts('queue');
  const dates = useDates();
  const after = useMinutesAfter();
  const { order } = candidate;
  return (
    <div className={classes['candidate']} data-testid="queue-other-order">
      <div>
        <Text fw={600} className="tabular">
          {order.number} · <MoneyText money={order.total} fw={650} />
        </Text>
        <Text c="dimmed" size="sm">
          {dates.dateTime(order.createdAtMs)} · {after(candidate.minutesAfter)}
        </Text>
        {order.contact?.name ? <Text>{order.contact.name}</Text> : null}
        <div className={classes['marks']}>
          <OrderStatusWord status={order.status} />
          {candidate.total === 'same' ? <Text component="span">{t('sameTotal')}</Text> : null}
          {candidate.guest === 'same' ? <Text component="span">{t('sameGuest')}</Text> : null}
        </div>
      </div>
      <Button variant="default" onClick={onPick} aria-label={t('isItConfirm', { number: order.number })}>
        {t('isIt')}
      </Button>
    </div>
  );
}
