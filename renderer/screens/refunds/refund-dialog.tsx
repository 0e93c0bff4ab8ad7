import type { Order, Payment } from '../../../shared/domain/orders.ts';
import type { AccountId } from '../../../shared/ids.ts';

export interface RefundDialogProps {
  readonly accountId: AccountId;
  readonly order: Order;
  readonly payments: readonly Payment[];
  readonly guest: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function RefundDialog(_props: RefundDialogProps) {
  return null;
}
