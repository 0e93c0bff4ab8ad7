/** What can be done with an order beside refunding it: by what its system can do and where the order stands. Pure. */
import type { Account, Capability } from '../../../shared/domain/accounts.ts';
import type { Deed, DeedAct } from '../../../shared/domain/acts.ts';
import { type Order, type OrderAct, type OrderStatus, orderActs } from '../../../shared/domain/orders.ts';

interface Rule {
  readonly needs: Capability;
  /** The system has the last word; these are where it may make sense. */
  readonly when: readonly OrderStatus[];
}

const rules: Readonly<Record<OrderAct, Rule>> = {
  complete: { needs: 'orders.complete', when: ['draft', 'awaiting_payment', 'in_fulfilment'] },
  markPaid: { needs: 'orders.mark_paid', when: ['awaiting_payment'] },
  mail: { needs: 'orders.mail', when: ['paid', 'completed', 'in_fulfilment', 'partially_refunded'] },
  invite: { needs: 'orders.invite', when: ['draft', 'awaiting_payment'] },
  cancelItems: {
    needs: 'orders.cancel_items',
    when: ['awaiting_payment', 'paid', 'completed', 'in_fulfilment', 'partially_refunded'],
  },
};

/**
 * The acts to offer; none for a system that can do none.
 * @param taken what the system itself takes where the order stands; null where it does not say.
 */
export function actsFor(
  order: Pick<Order, 'status'>,
  account: Pick<Account, 'capabilities'> | undefined,
  taken: readonly OrderAct[] | null,
): readonly OrderAct[] {
  return orderActs.filter((act) => {
    const { needs, when } = rules[act];
    const makesSense = taken === null ? when.includes(order.status) : taken.includes(act);
    return account?.capabilities.includes(needs) === true && makesSense;
  });
}

const standing = ['paid', 'completed', 'partially_refunded', 'refunded'] as const satisfies readonly OrderStatus[];

/** Where an order shows that it came to what was asked for, whoever did it. Mails leave nothing to see. */
const cameTrue: Readonly<Record<DeedAct, readonly OrderStatus[]>> = {
  complete: standing,
  markPaid: ['in_fulfilment', ...standing],
  mail: [],
  invite: [],
};

/** The refused ones that still matter where the order stands: what came true some other way does not. */
export function stillRefused(order: Pick<Order, 'status'>, deeds: readonly Deed[]): readonly Deed[] {
  return deeds.filter(({ act }) => !cameTrue[act].includes(order.status));
}

/** A transaction's number as staff may type it (`TR1234`, `1234`), as its system's own id; null for anything else. */
export function transactionId(search: string): string | null {
  return /^(?:TR)?(\d{1,15})$/i.exec(search.trim())?.[1] ?? null;
}
