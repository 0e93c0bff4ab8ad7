import { Button, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Order, ReconcileCandidate, Sale } from '../../../shared/domain/orders.ts';
import { anyOnline, useSyncStatus } from '../../bridge/use-accounts.ts';
import { Loading } from '../../components/loading.tsx';
import { MoneyText } from '../../components/money-text.tsx';
import { OrderStatusWord } from '../../components/order-status.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { formatDateTime } from '../../format/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { useOrders } from '../orders/use-orders.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import classes from './queue.module.css';

/** More would not be compared by eye. */
const most = 8;

interface SaleCandidatesProps {
  readonly sale: Sale;
  /** What looking for it found. */
  readonly found: readonly ReconcileCandidate[];
  readonly onPick: (order: Order) => void;
}

/** What was sold here, side by side with the platform's orders that it may have become. */
export function SaleCandidates({ sale, found, onPick }: SaleCandidatesProps) {
  const { t } = useTexts('queue');
  const language = useLanguage();
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
  const candidates = candidatesFor(sale, answer.rows, found).slice(0, most);
  const guest = [sale.customer.name, sale.customer.email, sale.customer.phone].filter(Boolean).join(', ');

  return (
    <div className={classes['sides']}>
      <section className={classes['side']} aria-label={t('soldHere')}>
        <Text fw={650}>{t('soldHere')}</Text>
        <Text>
          {sale.reference} · <MoneyText money={sale.total} fw={650} />
        </Text>
        <Text c="dimmed">{formatDateTime(sale.createdAtMs, language)}</Text>
        <Text>{guest || t('noGuest')}</Text>
        <Text>{sale.items.map((item) => `${item.quantity} × ${item.name}`).join(', ')}</Text>
      </section>
      <section className={classes['side']} aria-label={t('onPlatform')}>
        <Text fw={650}>{t('onPlatform')}</Text>
        <TextInput
          aria-label={t('searchCandidates')}
          placeholder={t('searchCandidates')}
          leftSection={<IconSearch aria-hidden size={20} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {answer.loading || (answer.asking && candidates.length === 0) ? (
          <Loading label={t('askingPlatform')} />
        ) : candidates.length === 0 ? (
          <Text c="dimmed">{answer.confirmedAtMs === null ? t('noCandidatesOffline') : t('noCandidates')}</Text>
        ) : (
          candidates.map((one) => <CandidateRow key={one.order.id} candidate={one} onPick={() => onPick(one.order)} />)
        )}
      </section>
    </div>
  );
}

function CandidateRow({ candidate, onPick }: { readonly candidate: Candidate; readonly onPick: () => void }) {
  const { t } = useTexts('queue');
  const language = useLanguage();
  const { order } = candidate;
  return (
    <div className={classes['candidate']} data-testid="queue-candidate">
      <div>
        <Text fw={600} className="tabular">
          {order.number} · <MoneyText money={order.total} fw={650} />
        </Text>
        <Text c="dimmed" size="sm">
          {formatDateTime(order.createdAtMs, language)} ·{' '}
          {candidate.minutesAfter === 0
            ? t('sameMinute')
            : t(candidate.minutesAfter > 0 ? 'minutesLater' : 'minutesEarlier', {
                count: Math.abs(candidate.minutesAfter),
              })}
        </Text>
        {order.contact?.name ? <Text>{order.contact.name}</Text> : null}
        <div className={classes['marks']}>
          <OrderStatusWord status={order.status} />
          <StatusWord tone={candidate.sameTotal ? 'good' : 'warn'} plain>
            {t(candidate.sameTotal ? 'sameTotal' : 'otherTotal')}
          </StatusWord>
          {candidate.sameItems === null ? null : (
            <StatusWord tone={candidate.sameItems ? 'good' : 'warn'} plain>
              {t(candidate.sameItems ? 'sameItems' : 'otherItems')}
            </StatusWord>
          )}
          {candidate.sameGuest ? (
            <StatusWord tone="good" plain>
              {t('sameGuest')}
            </StatusWord>
          ) : null}
        </div>
      </div>
      <Button variant="default" onClick={onPick} aria-label={t('isItConfirm', { number: order.number })}>
        {t('isIt')}
      </Button>
    </div>
  );
}
