import type { Account } from '../../../shared/domain/accounts.ts';
import type { Order } from '../../../shared/domain/orders.ts';
import type { ProblemCode } from '../../../shared/errors.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { AlreadyPaid, OpenPayment, PaymentList } from './payments-so-far.tsx';
import { StartPayment } from './start-payment.tsx';
import { standingOf } from './ticket-payment.ts';

/** Problems that say that the system could not be asked, while what this laptop knows may still be shown. */
const noWay: ReadonlySet<ProblemCode> = new Set([
  'offline',
  'host_unreachable',
  'timeout',
  'not_json',
  'server_error',
  'rate_limited',
]);

interface TicketPaymentsProps {
  readonly account: Account;
  readonly ticketId: number;
}

/** The payments of one ticket so far, and a new one where nothing stands against it. */
export function TicketPayments({ account, ticketId }: TicketPaymentsProps) {
  const { t } = useTexts('ticketPayment');
  const asked = useCall('ticketPayments.orders', { accountId: account.id, ticketId }, { keepMs: 0, saysLimit: true });
  const trouble = asked.error?.problem;
  const cut = trouble !== undefined && noWay.has(trouble.code);
  const known = useCall(
    'orders.list',
    { accountId: account.id, search: String(ticketId), limit: 50 },
    { enabled: cut },
  );

  if (asked.data !== undefined) return <Payments account={account} ticketId={ticketId} orders={asked.data} />;
  if (trouble === undefined) return <Loading label={t('looking')} />;
  if (cut) {
    const orders = (known.data?.rows ?? []).flatMap(({ order }) =>
      order !== null && order.publicToken === String(ticketId) ? [order] : [],
    );
    return (
      <>
        <ProblemAlert problem={trouble} onRetry={() => void asked.refetch()} />
        <Notice tone="warn" testId="ticket-payment-known-here">
          {t('knownHere')}
        </Notice>
        <Standing ticketId={ticketId} orders={orders} />
      </>
    );
  }
  if (trouble.code === 'not_found') {
    return (
      <Notice tone="bad" title={t('unknownTitle', { number: ticketId })} testId="ticket-payment-unknown">
        {t('unknownText')}
      </Notice>
    );
  }
  // Without the right to look, a payment can still be started: the system itself refuses a ticket that is paid.
  return (
    <>
      <ProblemAlert problem={trouble} onRetry={() => void asked.refetch()} />
      {trouble.code === 'forbidden' ? (
        <>
          <Notice tone="warn">{t('cannotSee')}</Notice>
          <StartPayment account={account} ticketId={ticketId} />
        </>
      ) : null}
    </>
  );
}

interface PaymentsProps extends TicketPaymentsProps {
  readonly orders: readonly Order[];
}

function Payments({ account, ticketId, orders }: PaymentsProps) {
  const paid = standingOf(orders).kind === 'paid';
  return (
    <>
      <Standing ticketId={ticketId} orders={orders} />
      {paid ? null : <StartPayment account={account} ticketId={ticketId} />}
    </>
  );
}

function Standing({ ticketId, orders }: { readonly ticketId: number; readonly orders: readonly Order[] }) {
  const standing = standingOf(orders);
  return (
    <>
      {standing.kind === 'paid' ? <AlreadyPaid ticketId={ticketId} order={standing.order} /> : null}
      {standing.kind === 'open' ? <OpenPayment order={standing.order} /> : null}
      <PaymentList orders={orders} />
    </>
  );
}
