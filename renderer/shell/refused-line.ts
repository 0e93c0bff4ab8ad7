/** What the line about an act that was refused afterwards says, and where it leads: pure. */
import type { CallInput } from '../../shared/contract/index.ts';
import type { QueueEntry, Sale } from '../../shared/domain/acts.ts';
import type { Money } from '../../shared/money.ts';
import type { Route } from '../navigation/routes.ts';

interface RefusedLine {
  readonly ref: CallInput<'queue.confirmRefusal'>['act'];
  /** The order's number, or the sale's till reference. */
  readonly number: string;
  readonly guest: string;
  readonly amount: Money | null;
  /** Where its reason stands, and where it is done again. */
  readonly route: Route;
}

/** Of an act that was refused. */
export function refusedLine(entry: QueueEntry): RefusedLine {
  switch (entry.kind) {
    case 'sale': {
      const { id, reference, customer, total } = entry.sale;
      return {
        ...{ ref: { kind: 'sale', saleId: id }, number: reference, guest: customer.name, amount: total },
        route: { screen: 'pay', saleId: id },
      };
    }
    case 'refund': {
      const { id, accountId, target, orderNumber, guest, amount } = entry.refund;
      return {
        ...{ ref: { kind: 'refund', refundId: id }, number: orderNumber, guest, amount },
        route: { screen: 'order', target: { accountId, orderId: target.orderId } },
      };
    }
    case 'deed': {
      const { id, accountId, orderId, orderNumber, guest, amount } = entry.deed;
      return {
        ...{ ref: { kind: 'deed', deedId: id }, number: orderNumber, guest, amount },
        route: { screen: 'order', target: { accountId, orderId } },
      };
    }
  }
}

/** What was refused of a sale or a refund, as its words name it. */
export function refusedWhat(
  entry: Exclude<QueueEntry, { readonly kind: 'deed' }>,
): 'sale' | 'saleMoney' | 'refund' | 'cancellation' {
  if (entry.kind === 'sale') return mayHavePaid(entry.sale) ? 'saleMoney' : 'sale';
  return entry.refund.amount.minor === 0 ? 'cancellation' : 'refund';
}

/** True when the guest may have paid at this till. */
function mayHavePaid({ tender, cashNoted }: Sale): boolean {
  return tender !== 'link' || cashNoted !== null;
}
