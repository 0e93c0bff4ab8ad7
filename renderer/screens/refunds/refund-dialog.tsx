import { Checkbox, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Order, Payment } from '../../../shared/domain/orders.ts';
import type { AccountId } from '../../../shared/ids.ts';
import { accountOf, can, useAccounts } from '../../bridge/use-accounts.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { MoneyText } from '../../components/money-text.tsx';
import { Notice } from '../../components/notice.tsx';
import { say } from '../../components/say.ts';
import { formatMoney } from '../../format/money.ts';
import { useDates } from '../../format/use-dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { refundOptions } from './refund-actions.ts';
import { choicesOf, preselected, type RefundChoice, targetOf } from './refund-choices.ts';
import classes from './refunds.module.css';

export interface RefundDialogProps {
  readonly accountId: AccountId;
  readonly order: Order;
  readonly payments: readonly Payment[];
  readonly guest: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks for money back: of one payment, or of the whole order, which cancels it. */
export function RefundDialog(props: RefundDialogProps) {
  // Mounted anew each time, so that nothing chosen for an earlier refund is still chosen.
  return props.opened ? <OpenRefundDialog {...props} /> : null;
}

function OpenRefundDialog({ accountId, order, payments, guest, onClose }: RefundDialogProps) {
  const { t } = useTexts('refunds');
  const language = useLanguage();
  const account = accountOf(useAccounts(), accountId);
  const detail = useCall('orders.get', { accountId, orderId: order.id });
  const request = useAct('refunds.request');
  const known = detail.data;
  const options = refundOptions(
    known?.order ?? order,
    known && known.payments.length > 0 ? known.payments : payments,
    known?.refundRequests ?? [],
    known?.refunds ?? [],
  );
  const choices = choicesOf(options, {
    payments: can(account, 'payments.refund'),
    orders: options.order.unpaid
      ? can(account, 'orders.cancel') || can(account, 'orders.refund')
      : can(account, 'orders.refund'),
  });
  const [keep, setKeep] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = choices.find((one) => one.key === (picked ?? preselected(choices)) && one.obstacle === null) ?? null;
  // Only systems that part cancelling from paying back can keep the money.
  const mayKeep = chosen?.kind === 'order' && chosen.amount.minor > 0 && can(account, 'orders.cancel_items');
  const keepMoney = mayKeep && keep;
  const who = guest === '' ? t('guestUnknown') : guest;

  return (
    <ConfirmDialog
      opened
      title={
        options.order.unpaid ? t('cancelTitle', { number: order.number }) : t('refundTitle', { number: order.number })
      }
      confirmLabel={chosen === null ? t('chooseFirst') : confirmLabel(chosen)}
      testId="refund-confirm"
      danger
      disabled={chosen === null || known === undefined}
      busy={request.isPending}
      problem={request.error?.problem ?? detail.error?.problem}
      onConfirm={() => {
        if (chosen === null || request.isPending) return;
        request.mutate(
          { accountId, target: targetOf(chosen, order.id, keepMoney) },
          {
            onSuccess: () => {
              say(
                keepMoney || (chosen.kind === 'order' && chosen.amount.minor === 0)
                  ? t('cancelNoted')
                  : t('refundNoted'),
              );
              onClose();
            },
          },
        );
      }}
      onClose={onClose}
    >
      <Radio.Group label={t('whatBack')} value={chosen?.key ?? null} onChange={(key) => setPicked(key)}>
        <Stack gap="xs" mt="xs">
          {choices.map((choice) => (
            <Choice key={choice.key} choice={choice} chosen={choice === chosen} />
          ))}
        </Stack>
      </Radio.Group>
      {mayKeep ? (
        <Checkbox
          label={t('keepMoney')}
          checked={keep}
          onChange={(event) => setKeep(event.currentTarget.checked)}
          data-testid="refund-keep-money"
        />
      ) : null}
      {chosen === null ? null : (
        <Notice tone="bad" title={t('consequenceTitle')} testId="refund-consequence">
          {consequence(chosen)}
        </Notice>
      )}
    </ConfirmDialog>
  );

  function confirmLabel(choice: RefundChoice): string {
    if (choice.amount.minor === 0) return t('confirmCancel');
    if (keepMoney) return t('confirmKeep');
    const amount = formatMoney(choice.amount, language);
    return choice.kind === 'order' ? t('confirmOrder', { amount }) : t('confirmPayment', { amount });
  }

  function consequence(choice: RefundChoice): string {
    const amount = formatMoney(choice.amount, language);
    const number = order.number;
    if (choice.kind === 'payment') return t('consequencePayment', { guest: who, amount, number });
    if (choice.amount.minor === 0) return t('consequenceCancel', { guest: who, number });
    if (keepMoney) return t('consequenceKeep', { guest: who, number });
    // A system that keeps the money when told to gives it back when told to: nobody approves.
    return t(can(account, 'orders.cancel_items') ? 'consequenceOrderNow' : 'consequenceOrder', {
      ...{ guest: who, amount, number },
    });
  }
}

function Choice({ choice, chosen }: { readonly choice: RefundChoice; readonly chosen: boolean }) {
  const { t } = useTexts('refunds');
  const dates = useDates();
  const label =
    choice.kind === 'order'
      ? choice.amount.minor === 0
        ? t('choiceCancel')
        : t('choiceOrder')
      : t('choicePayment', { time: dates.dateTime(choice.payment.createdAtMs) });
  return (
    <div className={classes['option']} data-chosen={chosen || undefined}>
      <Radio
        value={choice.key}
        disabled={choice.obstacle !== null}
        data-testid="refund-choice"
        label={
          <span className={classes['optionLabel']}>
            <span>{label}</span>
            <MoneyText money={choice.amount} fw={650} />
          </span>
        }
        description={choice.obstacle === null ? null : <Text span>{t(`obstacle.${choice.obstacle}`)}</Text>}
        styles={{ body: { width: '100%' }, labelWrapper: { flex: 1 }, label: { width: '100%' } }}
      />
    </div>
  );
}
