import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Sale } from '../../../shared/domain/acts.ts';
import { majorText } from '../../../shared/money.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { formatMoney } from '../../format/money.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { amountForField, readAmount, separatorsOf } from '../sell/amount.ts';

/** Notes cash taken outside the platform, and says that the platform does not learn of it. */
export function CashDialog({ sale, onClose }: { readonly sale: Sale; readonly onClose: () => void }) {
  const { t } = useTexts('pay');
  const language = useLanguage();
  const separators = separatorsOf(language);
  const { currency } = sale.total;
  const [text, setText] = useState(() => amountForField(majorText(sale.total), separators));
  const note = useAct('sales.noteCash');
  const reading = readAmount(text, currency, separators);
  const amount = reading.kind === 'money' && reading.money.minor > 0 ? reading.money : null;

  return (
    <ConfirmDialog
      opened
      title={t('cashTitle')}
      confirmLabel={amount ? t('cashConfirm', { amount: formatMoney(amount, language) }) : t('cashConfirmNothing')}
      disabled={amount === null}
      busy={note.isPending}
      problem={note.error?.problem}
      onConfirm={() => {
        if (amount) note.mutate({ saleId: sale.id, amount }, { onSuccess: onClose });
      }}
      onClose={onClose}
    >
      <Text>{t('cashText', { reference: sale.reference })}</Text>
      <Notice tone="warn" title={t('cashWarningTitle')}>
        {t('cashWarning')}
      </Notice>
      <TextInput
        label={t('cashAmount')}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        rightSection={<Text size="sm">{currency}</Text>}
        rightSectionWidth="3.25rem"
        error={amount === null ? t('cashAmountWrong') : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
