import { Button } from '@mantine/core';
import type { QueueEntry } from '../../../shared/domain/orders.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { viewOf } from './queue-view.ts';

/** Leads to the payment of a sale, or to the order of a refund. */
export function OpenAct({ entry }: { readonly entry: QueueEntry }) {
  const { t } = useTexts('queue');
  const open = () =>
    navigate.to(
      entry.kind === 'sale'
        ? { screen: 'pay', saleId: entry.sale.id }
        : { screen: 'order', target: { accountId: entry.refund.accountId, orderId: entry.refund.target.orderId } },
    );
  return (
    <Button id={`queue-${viewOf(entry).key.replace(' ', '-')}`} variant="default" onClick={open}>
      {t(entry.kind === 'sale' ? 'openPayment' : 'openOrder')}
    </Button>
  );
}
