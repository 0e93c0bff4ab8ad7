import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Sale } from '../../../shared/domain/acts.ts';
import type { Order, OrderItem } from '../../../shared/domain/orders.ts';
import type { Contact } from '../../../shared/domain/tickets.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { OrderStatusWord } from '../../components/order-status.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import type { Candidate, Match } from './candidates.ts';
import { MatchWord } from './match-word.tsx';
import classes from './queue.module.css';
import { useMinutesAfter } from './use-minutes-after.ts';

interface SaleComparisonProps {
  readonly sale: Sale;
  readonly candidates: readonly Candidate[];
  readonly onPick: (order: Order) => void;
}

/** The sale beside each order that it may have become: what is the same, and what is not. */
export function SaleComparison({ sale, candidates, onPick }: SaleComparisonProps) {
  const { t } = useTexts('queue');
  const dates = useDates();
  const after = useMinutesAfter();
  const now = useNow(60_000);
  // Two that are alike in everything else may still differ in seconds.
  const made = (ms: number) => dates.exactMoment(ms, now);
  const row = (name: string, here: ReactNode, there: (candidate: Candidate) => ReactNode) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td>{here}</td>
      {candidates.map((candidate) => (
        <td key={candidate.order.id}>{there(candidate)}</td>
      ))}
    </tr>
  );
  return (
    <div className={classes['comparison']}>
      <table data-testid="queue-comparison">
        <caption>{t('comparison')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">
              {t('soldHere')}
              <span className={`${classes['number']} tabular`}>{sale.reference}</span>
            </th>
            {candidates.map(({ order }) => (
              <th key={order.id} scope="col" data-testid="queue-candidate">
                {t('onPlatform')}
                <span className={`${classes['number']} tabular`}>{order.number}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row(t('common:total'), <MoneyText money={sale.total} fw={650} />, ({ order, total }) => (
            <Compared match={total}>
              <MoneyText money={order.total} fw={650} />
            </Compared>
          ))}
          {row(t('items'), <Items items={sale.items} />, ({ order, items }) => (
            <Compared match={items}>{order.items ? <Items items={order.items} /> : null}</Compared>
          ))}
          {row(t('common:guest'), <Guest contact={sale.customer} />, ({ order, guest }) => (
            <Compared match={guest}>
              {guest === 'unknown' || guest === 'found' ? null : <Guest contact={order.contact} />}
            </Compared>
          ))}
          {row(t('made'), made(sale.createdAtMs), ({ order, minutesAfter }) => (
            <>
              <div className="tabular">{made(order.createdAtMs)}</div>
              <Text c="dimmed" size="sm">
                {after(minutesAfter)}
              </Text>
            </>
          ))}
          {row(t('common:status'), '–', ({ order }) => (
            <OrderStatusWord status={order.status} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <td />
            {candidates.map(({ order }) => (
              <td key={order.id}>
                <Button
                  variant="default"
                  data-testid="queue-this-is-it"
                  aria-label={t('isItConfirm', { number: order.number })}
                  onClick={() => onPick(order)}
                >
                  {t('isIt')}
                </Button>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Compared({ match, children }: { readonly match: Match; readonly children: ReactNode }) {
  return (
    <>
      {children === null ? null : <div>{children}</div>}
      <MatchWord match={match} />
    </>
  );
}

function Items({ items }: { readonly items: readonly OrderItem[] }) {
  return <>{items.map((item) => `${item.quantity} × ${item.name}`).join(', ')}</>;
}

function Guest({ contact }: { readonly contact: Contact | null }) {
  const { t } = useTexts('queue');
  const told = contact ? [contact.name, contact.email, contact.phone].filter(Boolean) : [];
  return told.length === 0 ? <Text c="dimmed">{t('noGuest')}</Text> : told.map((text) => <div key={text}>{text}</div>);
}
