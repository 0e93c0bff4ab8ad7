import { Button, Group, Stack, Text } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCash,
  IconCopy,
  IconExternalLink,
  IconReceipt,
  IconShoppingCart,
  IconX,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Sale } from '../../../shared/domain/acts.ts';
import type { Money } from '../../../shared/money.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { say } from '../../components/say.ts';
import { formatMoney } from '../../format/money.ts';
import { useDates } from '../../format/use-dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { CashDialog } from './cash-dialog.tsx';
import { ChangeLine } from './change-line.tsx';
import { LostNotice } from './lost-notice.tsx';
import { nextAct } from './next-act.ts';
import classes from './pay.module.css';
import { CashNotedWord, PayStateWord } from './pay-state-word.tsx';
import { otherTotal, payView, refusalOf, refusalSays, ticketPaidFor } from './pay-view.ts';
import { QrCode } from './qr-code.tsx';
import { SecretCode } from './secret-code.tsx';
import { SellAgain } from './sell-again.tsx';
import { stateText } from './state-text.ts';

/** A sale that is not paid yet: the code to scan, the amount, where it stands, and what can be done. */
export function PayPanel({ sale, given }: { readonly sale: Sale; readonly given: Money | undefined }) {
  const { t } = useTexts('pay');
  const language = useLanguage();
  const dates = useDates();
  const view = payView(sale);
  const order = useCall('orders.get', { saleId: sale.id }, { enabled: sale.orderId !== null }).data;
  const differs = otherTotal(sale, order?.order ?? null);
  const refusal = sale.payState === 'rejected' ? refusalOf(sale.attempts) : null;

  return (
    <div className={classes['pay']}>
      <div className={classes['code']}>
        {view.showsLink && sale.paymentLink !== null ? (
          <>
            <QrCode text={sale.paymentLink} label={t('qrLabel', { number: sale.orderNumber ?? sale.reference })} />
            <LinkButtons sale={sale} />
          </>
        ) : (
          <SecretCode sale={sale} />
        )}
      </div>
      <Stack gap="md" className={classes['facts'] ?? ''}>
        <div>
          <Text c="dimmed">{view.final || sale.tender !== 'link' ? t('common:amount') : t('toPay')}</Text>
          <p className={classes['amount']} data-testid="pay-amount">
            {formatMoney(differs ?? sale.total, language)}
          </p>
          <ChangeLine sale={sale} given={given} />
        </div>
        <div role="status" className={classes['state']} data-state={sale.payState}>
          <PayStateWord state={sale.payState} size="lg" testId="pay-state" />
          {order?.lost && view.final ? null : <Text size="lg">{stateText(t, sale, 'text')}</Text>}
          {sale.nextAttemptMs !== null && sale.queueState === 'queued' ? (
            <Text c="dimmed">{t('nextTry', { time: dates.time(sale.nextAttemptMs) })}</Text>
          ) : null}
        </div>
        <LostNotice detail={order} />
        {differs === null ? null : (
          <Notice tone="bad" testId="pay-other-total">
            {t('otherTotal', { amount: formatMoney(differs, language) })}
          </Notice>
        )}
        {refusal === null ? null : (
          <Notice tone="bad" title={t('platformSays')}>
            {refusalSays(refusal).map((says) => (
              <p key={says} className={classes['says']}>
                {says}
              </p>
            ))}
          </Notice>
        )}
        {sale.cashNoted === null ? null : (
          <div>
            <CashNotedWord>{t('cashNoted', { amount: formatMoney(sale.cashNoted, language) })}</CashNotedWord>
            <Text c="dimmed" mt="xs">
              {t('cashNotedText')}
            </Text>
          </div>
        )}
        <Facts sale={sale} />
        <Acts sale={sale} />
      </Stack>
    </div>
  );
}

function LinkButtons({ sale }: { readonly sale: Sale }) {
  const { t } = useTexts('pay');
  const copy = useAct('sales.copyLink');
  const open = useAct('sales.openLink');
  const problem = copy.error?.problem ?? open.error?.problem;
  return (
    <>
      <Group justify="center">
        <Button
          variant="default"
          leftSection={<IconCopy aria-hidden size={20} />}
          onClick={() => copy.mutate({ saleId: sale.id }, { onSuccess: () => say(t('linkCopied')) })}
        >
          {t('copyLink')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconExternalLink aria-hidden size={20} />}
          onClick={() => open.mutate({ saleId: sale.id })}
        >
          {t('openLink')}
        </Button>
      </Group>
      {problem ? <ProblemAlert problem={problem} /> : null}
    </>
  );
}

function Facts({ sale }: { readonly sale: Sale }) {
  const { t } = useTexts('pay');
  const facts: readonly (readonly [string, string])[] = [
    [t('orderNumber'), sale.orderNumber ?? (payView(sale).final ? '' : t('orderNumberLater'))],
    [t('reference'), sale.reference],
    [t('common:guest'), sale.customer.name || sale.customer.email || sale.customer.phone],
    [t('items'), sale.items.map((item) => `${item.quantity} × ${item.name}`).join(', ')],
  ];
  return (
    <dl className={classes['list']}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Acts({ sale }: { readonly sale: Sale }) {
  const { t } = useTexts('pay');
  const language = useLanguage();
  const view = payView(sale);
  const next = nextAct(sale);
  // What did not come about is begun anew from its ticket.
  const ticket = view.final ? ticketPaidFor(sale) : null;
  const again = sale.payState === 'rejected' && next.text === 'nextSale';
  const cancel = useAct('sales.cancel');
  const [asking, setAsking] = useState<'cash' | 'cancel' | null>(null);
  return (
    <Group>
      {again ? <SellAgain sale={sale} /> : null}
      {ticket === null ? null : (
        <Button
          leftSection={<IconArrowBackUp aria-hidden size={20} />}
          data-testid="pay-same-ticket"
          onClick={() => navigate.to({ screen: 'ticketPayment', of: { accountId: sale.accountId, ticketId: ticket } })}
        >
          {t('sameTicket', { number: ticket })}
        </Button>
      )}
      <Button
        variant={view.final && !again && ticket === null ? 'filled' : 'default'}
        leftSection={<IconShoppingCart aria-hidden size={20} />}
        onClick={next.go}
      >
        {t(next.text)}
      </Button>
      {sale.payState === 'needs_person' ? <Button onClick={() => navigate.main('queue')}>{t('decide')}</Button> : null}
      {view.canNoteCash ? (
        <Button variant="default" leftSection={<IconCash aria-hidden size={20} />} onClick={() => setAsking('cash')}>
          {t('noteCash')}
        </Button>
      ) : null}
      {sale.orderId === null ? null : (
        <Button
          id="pay-open-order"
          variant="default"
          leftSection={<IconReceipt aria-hidden size={20} />}
          onClick={() => navigate.to({ screen: 'order', target: { saleId: sale.id } })}
        >
          {view.canCancelOrder ? t('openOrderToCancel') : t('openOrder')}
        </Button>
      )}
      {view.canCancel ? (
        <Button variant="default" leftSection={<IconX aria-hidden size={20} />} onClick={() => setAsking('cancel')}>
          {t('cancelSale')}
        </Button>
      ) : null}
      {asking === 'cash' ? <CashDialog sale={sale} onClose={() => setAsking(null)} /> : null}
      <ConfirmDialog
        opened={asking === 'cancel'}
        title={t('cancelTitle')}
        confirmLabel={t('cancelSale')}
        danger
        busy={cancel.isPending}
        problem={cancel.error?.problem}
        onConfirm={() => cancel.mutate({ saleId: sale.id }, { onSuccess: () => setAsking(null) })}
        onClose={() => setAsking(null)}
      >
        {t('cancelText', { reference: sale.reference, amount: formatMoney(sale.total, language) })}
      </ConfirmDialog>
    </Group>
  );
}
