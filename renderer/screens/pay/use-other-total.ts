import type { Sale } from '../../../shared/domain/orders.ts';
import type { Money } from '../../../shared/money.ts';
import { useCall } from '../../bridge/use-call.ts';
import { otherTotal } from './pay-view.ts';

/** The platform's total where it is another than what was sold here; null where they agree, or before the order is known. */
export function useOtherTotal(sale: Sale): Money | null {
  const detail = useCall('orders.get', { saleId: sale.id }, { enabled: sale.orderId !== null });
  return otherTotal(sale, detail.data?.order ?? null);
}
