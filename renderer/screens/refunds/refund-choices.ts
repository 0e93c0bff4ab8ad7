/** What the refund dialog offers, in its order: the payments, then the whole order. */
import type { CallInput } from '../../../shared/contract/index.ts';
import type { Payment } from '../../../shared/domain/orders.ts';
import type { OrderId } from '../../../shared/ids.ts';
import type { Money } from '../../../shared/money.ts';
import type { PaymentObstacle, RefundOptions } from './refund-actions.ts';

/** Why a choice is greyed. */
export type ChoiceObstacle = PaymentObstacle | 'cancelled' | 'order_pending' | 'cannot';

export type RefundChoice = {
  readonly key: string;
  readonly amount: Money;
  readonly obstacle: ChoiceObstacle | null;
} & ({ readonly kind: 'payment'; readonly payment: Payment } | { readonly kind: 'order' });

/** What the account's system can do. */
export interface RefundAbilities {
  readonly payments: boolean;
  readonly orders: boolean;
}

/** The choices, the impossible ones with their reason. Money that went back is no choice and is left out. */
export function choicesOf(options: RefundOptions, can: RefundAbilities): readonly RefundChoice[] {
  const payments = options.payments
    .filter((option) => option.obstacle !== 'is_refund')
    .map(
      (option): RefundChoice => ({
        kind: 'payment',
        key: `payment ${option.payment.id}`,
        payment: option.payment,
        amount: option.payment.amount,
        obstacle: can.payments ? option.obstacle : 'cannot',
      }),
    );
  const { order } = options;
  const obstacle = order.obstacle === 'requested' ? 'order_pending' : order.obstacle;
  return [
    ...payments,
    { kind: 'order', key: 'order', amount: order.amount, obstacle: can.orders ? obstacle : 'cannot' },
  ];
}

/** The only possible choice, or null when a person has to choose. */
export function preselected(choices: readonly RefundChoice[]): string | null {
  const possible = choices.filter((choice) => choice.obstacle === null);
  return possible.length === 1 ? (possible[0]?.key ?? null) : null;
}

/** The choice as the contract takes it. @param keepMoney cancels the order without giving anything back. */
export function targetOf(
  choice: RefundChoice,
  orderId: OrderId,
  keepMoney: boolean,
): CallInput<'refunds.request'>['target'] {
  if (choice.kind === 'payment') return { kind: 'payment', paymentId: choice.payment.id, orderId };
  return { kind: 'order', orderId, ...(keepMoney ? { keepMoney } : {}) };
}
