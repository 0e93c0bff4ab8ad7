import { SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { readAmount, separatorsOf } from '../sell/amount.ts';
import { type ChosenWay, readCode } from './ticket-payment.ts';

/** A payment code as the organizer gave it, and its price as the guest is told it: the system holds its own against it. */
export function TypedCode({ onChoose }: { readonly onChoose: (way: ChosenWay | null) => void }) {
  const { t } = useTexts('ticketPayment');
  const language = useLanguage();
  const [codeText, setCodeText] = useState('');
  const [amountText, setAmountText] = useState('');
  const code = readCode(codeText);
  const amount = amountIn(amountText, codeText);

  function amountIn(text: string, forCode: string) {
    const currency = readCode(forCode)?.currency;
    const reading = currency === undefined ? null : readAmount(text, currency, separatorsOf(language));
    return reading?.kind === 'money' && reading.money.minor > 0 ? reading.money : null;
  }

  const change = (nextCode: string, nextAmount: string) => {
    setCodeText(nextCode);
    setAmountText(nextAmount);
    const read = readCode(nextCode);
    const money = amountIn(nextAmount, nextCode);
    onChoose(read === null || money === null ? null : { code: read.code, title: read.code, amount: money });
  };

  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t('code')}
          autoComplete="off"
          spellCheck={false}
          value={codeText}
          error={codeText !== '' && code === null ? t('codeWrong') : null}
          onChange={(event) => change(event.currentTarget.value, amountText)}
          data-testid="ticket-payment-code"
        />
        <TextInput
          label={t('amount')}
          inputMode="decimal"
          autoComplete="off"
          value={amountText}
          disabled={code === null}
          rightSection={<Text size="sm">{code?.currency ?? ''}</Text>}
          rightSectionWidth="3.25rem"
          error={amountText !== '' && code !== null && amount === null ? t('amountWrong') : null}
          onChange={(event) => change(codeText, event.currentTarget.value)}
          data-testid="ticket-payment-amount"
        />
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {t('amountCheck')}
      </Text>
    </>
  );
}
