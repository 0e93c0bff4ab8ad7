import { ActionIcon, Text, TextInput } from '@mantine/core';
import { IconMinus, IconPlus, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useId } from 'react';
import { MoneyText } from '../../components/money-text.tsx';
import { formatDay } from '../../format/dates.ts';
import { formatMoney } from '../../format/money.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { readAmount, separatorsOf } from './amount.ts';
import { type CartLine, lineTotal, maxQuantity } from './cart.ts';
import { lineRefusals, type Refused } from './refused.ts';
import { LineRefusal } from './refused-notice.tsx';
import classes from './sell.module.css';
import { actOnCart } from './session.ts';

interface CartLineRowProps {
  readonly line: CartLine;
  readonly problem: string | null;
  readonly refused: Refused | null;
}

/** One line of the cart: how many, for how much. Arrows and +/− in the quantity field change it, Delete empties the line. */
export function CartLineRow({ line, problem, refused }: CartLineRowProps) {
  const { t } = useTexts('sell');
  const language = useLanguage();
  const nameId = useId();
  const total = lineTotal(line);
  const name = line.item.name;
  const setQuantity = (quantity: number) => actOnCart({ kind: 'quantity', key: line.key, quantity });

  const onKeyDown = (event: KeyboardEvent) => {
    const by: Readonly<Record<string, number>> = { ArrowUp: 1, '+': 1, ArrowDown: -1, '-': -1 };
    const step = by[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setQuantity(Math.max(1, line.quantity + step));
    } else if (event.key === 'Delete') {
      event.preventDefault();
      actOnCart({ kind: 'remove', key: line.key });
    }
  };

  return (
    <li className={classes['line']} data-testid="cart-line" aria-labelledby={nameId}>
      <div className={classes['lineName']} id={nameId}>
        {name}
        {line.item.date === null ? null : (
          <Text component="span" c="dimmed" size="sm" display="block">
            {formatDay(line.item.date, language)}
          </Text>
        )}
      </div>
      <div className={classes['lineTotal']}>{total === null ? '—' : <MoneyText money={total} fw={650} />}</div>
      <div className={classes['stepper']}>
        <ActionIcon
          variant="default"
          aria-label={t('oneLess', { name })}
          onClick={() => setQuantity(line.quantity - 1)}
        >
          <IconMinus aria-hidden size={20} />
        </ActionIcon>
        <TextInput
          className={classes['quantity'] ?? ''}
          aria-label={t('quantityOf', { name })}
          inputMode="numeric"
          value={String(line.quantity)}
          onChange={(event) => {
            const digits = event.currentTarget.value.replace(/\D/g, '').slice(0, 3);
            if (digits !== '' && Number(digits) > 0) setQuantity(Number(digits));
          }}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={onKeyDown}
        />
        <ActionIcon
          variant="default"
          aria-label={t('oneMore', { name })}
          disabled={line.quantity >= maxQuantity}
          onClick={() => setQuantity(line.quantity + 1)}
        >
          <IconPlus aria-hidden size={20} />
        </ActionIcon>
      </div>
      {line.item.unitPrice === null ? (
        <AmountField line={line} problem={problem} />
      ) : (
        <Text c="dimmed" size="sm" className={classes['each'] ?? ''}>
          {/* For one piece it is what the line's total says. */}
          {line.quantity > 1 ? t('each', { amount: formatMoney(line.item.unitPrice, language) }) : null}
          {problem === null ? null : (
            <Text span c="var(--mantine-color-error)" display="block" role="alert">
              {problem}
            </Text>
          )}
        </Text>
      )}
      <LineRefusal line={line} refusals={lineRefusals(refused, line)} />
      <ActionIcon
        className={classes['lineRemove'] ?? ''}
        aria-label={t('removeLine', { name })}
        onClick={() => actOnCart({ kind: 'remove', key: line.key })}
      >
        <IconTrash aria-hidden size={20} />
      </ActionIcon>
    </li>
  );
}

/** The unit price where the item has none. It says what it understood, since a mark may be a decimal or a group. */
function AmountField({ line, problem }: { readonly line: CartLine; readonly problem: string | null }) {
  const { t } = useTexts('sell');
  const language = useLanguage();
  const separators = separatorsOf(language);
  const { currency } = line.item;
  const reading = readAmount(line.amountText, currency, separators);
  return (
    <TextInput
      className={classes['amount'] ?? ''}
      label={t('amountEach')}
      inputMode="decimal"
      autoComplete="off"
      autoFocus={line.amountText === ''}
      value={line.amountText}
      rightSection={<Text size="sm">{currency}</Text>}
      rightSectionWidth="3.25rem"
      description={reading.kind === 'money' ? t('understood', { amount: formatMoney(reading.money, language) }) : null}
      error={reading.kind === 'wrong' ? t(`amountTrouble.${reading.reason}`, { currency }) : problem}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => {
        const text = event.currentTarget.value;
        const next = readAmount(text, currency, separators);
        actOnCart({ kind: 'amount', key: line.key, text, money: next.kind === 'money' ? next.money : null });
      }}
    />
  );
}
