import { Button, Group, SegmentedControl, SimpleGrid, Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { transferCurrencies } from '../../../shared/domain/orders.ts';
import type { Money } from '../../../shared/money.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { separatorsOf } from '../sell/amount.ts';
import { readTransfer, type TransferTexts } from './ticket-payment.ts';

/** What is told of the ticket: null for one that was not transferred, `untold` while a transferred one's price is being typed. */
export type ToldTransfer = readonly Money[] | 'untold' | null;

interface TicketStatusProps {
  readonly told: ToldTransfer;
  readonly onTell: (transfer: ToldTransfer) => void;
}

/** Whether the ticket was transferred: then it has a price of its own, which only the organizer's system knows. */
export function TicketStatus({ told, onTell }: TicketStatusProps) {
  const { t } = useTexts('ticketPayment');
  const language = useLanguage();
  const [texts, setTexts] = useState<TransferTexts>({});
  const [tried, setTried] = useState(false);
  const { prices, wrong } = readTransfer(texts, separatorsOf(language));

  const ask = () => {
    setTried(true);
    if (prices.length > 0 && wrong.length === 0) onTell(prices);
  };
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    // Enter asks for the ways to pay: it must not start a payment.
    event.preventDefault();
    ask();
  };

  return (
    <>
      <SegmentedControl
        aria-label={t('ticketStatus')}
        data={[
          { value: 'registered', label: t('registered') },
          { value: 'transferred', label: t('transferred') },
        ]}
        value={told === null ? 'registered' : 'transferred'}
        onChange={(value) => onTell(value === 'registered' ? null : 'untold')}
        data-testid="ticket-payment-status"
      />
      {told === null ? null : (
        <>
          <Text>{t('transferLead')}</Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }} onKeyDown={onEnter}>
            {transferCurrencies.map((currency) => (
              <TextInput
                key={currency}
                label={t('transferPrice', { currency })}
                inputMode="decimal"
                autoComplete="off"
                value={texts[currency] ?? ''}
                error={tried && wrong.includes(currency) ? t('amountWrong') : null}
                onChange={(event) => {
                  setTexts({ ...texts, [currency]: event.currentTarget.value });
                  setTried(false);
                  if (told !== 'untold') onTell('untold');
                }}
                data-testid={`ticket-payment-transfer-${currency}`}
              />
            ))}
          </SimpleGrid>
          {told !== 'untold' ? null : (
            <Group justify="flex-end">
              <Button
                variant="default"
                onClick={ask}
                disabled={prices.length === 0 && wrong.length === 0}
                data-testid="ticket-payment-transfer-ask"
              >
                {t('askWays')}
              </Button>
            </Group>
          )}
        </>
      )}
    </>
  );
}
