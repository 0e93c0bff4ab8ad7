import type { Account, Capability } from '../../../shared/domain/accounts.ts';

/** What an account can do, in the words of its card. */
export const abilities = [
  'lookup',
  'scan',
  'orders',
  'sell',
  'link',
  'cash',
  'terminal',
  'refund',
  'cancelItems',
  'mail',
  'statistics',
  'payTicket',
  'payOptions',
] as const;

export type Ability = (typeof abilities)[number];

const needs: Readonly<Record<Exclude<Ability, 'sell' | 'refund'>, Capability>> = {
  lookup: 'tickets',
  scan: 'tickets.scan',
  orders: 'orders',
  link: 'payments.link',
  cash: 'payments.cash',
  terminal: 'payments.terminal',
  cancelItems: 'orders.cancel_items',
  mail: 'orders.mail',
  statistics: 'statistics',
  payTicket: 'ticket_payments',
  payOptions: 'ticket_payments.options',
};

/** What the account can and cannot do, in the order of the words. */
export function abilitiesOf(account: Pick<Account, 'capabilities'>): {
  readonly can: readonly Ability[];
  readonly cannot: readonly Ability[];
} {
  const has = (capability: Capability) => account.capabilities.includes(capability);
  const able = (ability: Ability): boolean => {
    // Where a payment is for a ticket that exists, nothing is sold.
    if (ability === 'sell') return has('orders.create') && !has('ticket_payments');
    if (ability === 'refund') return has('payments.refund') || has('orders.refund');
    return has(needs[ability]);
  };
  return { can: abilities.filter(able), cannot: abilities.filter((one) => !able(one)) };
}
