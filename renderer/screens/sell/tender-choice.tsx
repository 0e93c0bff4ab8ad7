import { SegmentedControl, Text, TextInput } from '@mantine/core';
import type { Tender } from '../../../shared/domain/acts.ts';
import type { Money } from '../../../shared/money.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { type AmountReading, readAmount, separatorsOf } from './amount.ts';
import { sellSession } from './session.ts';
import classes from './tender.module.css';
import { changeOf } from './tender.ts';

interface TenderChoiceProps {
  readonly available: readonly Tender[];
  readonly tender: Tender;
  /** Null while the cart has no total. */
  readonly total: Money | null;
  /** The text of the cash field. */
  readonly given: string;
}

/** Link, cash or terminal, where the account takes several; for cash, what was given and what goes back. */
export function TenderChoice({ available, tender, total, given }: TenderChoiceProps) {
  const { t } = useTexts('sell');
  return (
    <div className={classes['tender']}>
      {available.length < 2 ? null : (
        <SegmentedControl
          fullWidth
          aria-label={t('tenderLabel')}
          value={tender}
          onChange={(value) =>
            sellSession.set((session) => ({
              ...session,
              tender: available.find((one) => one === value) ?? null,
              cashGiven: '',
            }))
          }
          data={available.map((one) => ({
            value: one,
            label: <span data-testid={`tender-${one}`}>{t(`tender.${one}`)}</span>,
          }))}
        />
      )}
      {tender === 'cash' && total !== null ? <Cash total={total} given={given} /> : null}
      {tender === 'terminal' ? <Text size="sm">{t('terminalFirst')}</Text> : null}
    </div>
  );
}

function Cash({ total, given }: { readonly total: Money; readonly given: string }) {
  const { t } = useTexts('sell');
  const language = useLanguage();
  const reading = readAmount(given, total.currency, separatorsOf(language));
  const change = reading.kind === 'money' ? changeOf(reading.money, total) : null;
  return (
    <div className={classes['cash']}>
      <TextInput
        aria-label={t('cashGiven')}
        inputMode="decimal"
        autoComplete="off"
        value={given}
        placeholder={t('cashGiven')}
        error={troubleWords(reading)}
        rightSection={<Text size="sm">{total.currency}</Text>}
        rightSectionWidth="3.25rem"
        onChange={(event) => {
          const text = event.currentTarget.value;
          sellSession.set((session) => ({ ...session, cashGiven: text }));
        }}
        data-testid="tender-cash-given"
      />
      <output
        className={classes['change']}
        data-kind={change?.kind}
        aria-live="polite"
        data-testid="tender-cash-change"
      >
        <Text span>{change?.kind === 'missing' ? t('cashMissing') : t('change')}</Text>{' '}
        {change === null ? '—' : <MoneyText money={change.amount} fw={700} />}
      </output>
    </div>
  );

  function troubleWords(amount: AmountReading): string | null {
    return amount.kind === 'wrong' ? t(`amountTrouble.${amount.reason}`, { currency: total.currency }) : null;
  }
}
