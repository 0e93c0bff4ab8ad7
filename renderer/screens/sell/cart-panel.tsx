import { Button, Text, Title } from '@mantine/core';
import { IconShoppingCart } from '@tabler/icons-react';
import type { Contact } from '../../../shared/domain/tickets.ts';
import type { Problem } from '../../../shared/errors.ts';
import { fieldError } from '../../components/field-error.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { Cart } from './cart.ts';
import { CartLineRow } from './cart-line.tsx';
import { CustomerFields } from './customer-fields.tsx';
import type { Refused } from './refused.ts';
import { RefusedNotice } from './refused-notice.tsx';
import classes from './sell.module.css';
import { isTouched, startAfresh } from './session.ts';

interface CartPanelProps {
  readonly cart: Cart;
  readonly customer: Contact;
  readonly region: string;
  readonly problem: Problem | undefined;
  readonly refused: Refused | null;
}

/** What the guest buys and who the guest is. */
export function CartPanel({ cart, customer, region, problem, refused }: CartPanelProps) {
  const { t } = useTexts('sell');
  return (
    <section className={classes['cart']} aria-labelledby="sell-cart-title">
      <div className={classes['cartHead']}>
        <Title order={2} id="sell-cart-title">
          {t('cart')}
        </Title>
        {isTouched({ cart, customer }) ? (
          <Button variant="subtle" onClick={startAfresh}>
            {t('clear')}
          </Button>
        ) : null}
      </div>
      {refused === null ? null : <RefusedNotice refused={refused} />}
      {cart.lines.length === 0 ? (
        <Text c="dimmed" className={classes['cartEmpty'] ?? ''}>
          <IconShoppingCart aria-hidden size={22} />
          {t('cartEmpty')}
        </Text>
      ) : (
        <ul className={classes['lines']}>
          {cart.lines.map((line, index) => (
            <CartLineRow
              key={line.key}
              line={line}
              refused={refused}
              problem={
                fieldError(problem, `items.${index}.unitPrice`, t) ??
                fieldError(problem, `items.${index}.calendarId`, t)
              }
            />
          ))}
        </ul>
      )}
      <Title order={3} size="h3" fz="md">
        {t('guestOptional')}
      </Title>
      <CustomerFields customer={customer} region={region} problem={problem} refused={refused} />
      {problem === undefined ? null : <ProblemAlert problem={problem} />}
    </section>
  );
}
