/** How the guest pays at this till, and what goes back over the counter. Pure. */
import type { Account, Capability } from '../../../shared/domain/accounts.ts';
import { type Tender, tenders } from '../../../shared/domain/acts.ts';
import type { Money } from '../../../shared/money.ts';

const needs: Readonly<Record<Tender, Capability>> = {
  link: 'payments.link',
  cash: 'payments.cash',
  terminal: 'payments.terminal',
};

/** What the account's system takes, in one order for all. */
export function tendersOf(account: Pick<Account, 'capabilities'> | undefined): readonly Tender[] {
  return tenders.filter((tender) => account?.capabilities.includes(needs[tender]) === true);
}

/** The tender that counts: the chosen one where the account takes it, else its first; null where it takes none. */
export function tenderFor(chosen: Tender | null, available: readonly Tender[]): Tender | null {
  return available.find((tender) => tender === chosen) ?? available[0] ?? null;
}

/** Cash over the counter: change to give, or what is missing still. */
export type Change =
  | { readonly kind: 'change'; readonly amount: Money }
  | { readonly kind: 'missing'; readonly amount: Money };

/** What goes back of the cash given. @throws RangeError when the currencies differ. */
export function changeOf(given: Money, total: Money): Change {
  if (given.currency !== total.currency) throw new RangeError(`${given.currency} for ${total.currency}`);
  const minor = given.minor - total.minor;
  return { kind: minor < 0 ? 'missing' : 'change', amount: { minor: Math.abs(minor), currency: total.currency } };
}
