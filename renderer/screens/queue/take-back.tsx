import { Button } from '@mantine/core';
import { useState } from 'react';
import type { QueueEntry } from '../../../shared/domain/acts.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { formatMoney } from '../../format/money.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { viewOf } from './queue-view.ts';

/** Takes back what waits and has not left this laptop. */
export function TakeBack({ entry }: { readonly entry: QueueEntry }) {
  const { t } = useTexts('queue');
  const language = useLanguage();
  const [asked, setAsked] = useState(false);
  const sale = useAct('sales.cancel');
  const refund = useAct('refunds.cancel');
  const deed = useAct('orders.takeBackAct');
  const act = { sale, refund, deed }[entry.kind];
  const { kind, label, amount } = viewOf(entry);
  const close = () => {
    act.reset();
    setAsked(false);
  };
  return (
    <>
      <Button variant="default" data-testid="queue-take-back" onClick={() => setAsked(true)}>
        {t(`takeBack.${kind}.act`)}
      </Button>
      <ConfirmDialog
        opened={asked}
        title={t(`takeBack.${kind}.title`)}
        confirmLabel={t(`takeBack.${kind}.act`)}
        danger
        busy={act.isPending}
        problem={act.error?.problem}
        onConfirm={() => {
          if (act.isPending) return;
          if (entry.kind === 'sale') sale.mutate({ saleId: entry.sale.id }, { onSuccess: close });
          else if (entry.kind === 'deed') deed.mutate({ deedId: entry.deed.id }, { onSuccess: close });
          else refund.mutate({ refundId: entry.refund.id }, { onSuccess: close });
        }}
        onClose={close}
      >
        {t(`takeBack.${kind}.text`, { label, amount: amount === null ? '' : formatMoney(amount, language) })}
      </ConfirmDialog>
    </>
  );
}
