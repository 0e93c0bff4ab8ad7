import { Button } from '@mantine/core';
import type { QueueEntry } from '../../../shared/domain/acts.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { viewOf } from './queue-view.ts';

/** Leads to the payment of a sale, or to the order that anything else is about. */
export function OpenAct({ entry }: { readonly entry: QueueEntry }) {
  const { t } = useTexts('queue');
  const open = () => {
    if (entry.kind === 'sale') return navigate.to({ screen: 'pay', saleId: entry.sale.id });
    const { accountId, orderId } =
      entry.kind === 'deed' ? entry.deed : { accountId: entry.refund.accountId, orderId: entry.refund.target.orderId };
    return navigate.to({ screen: 'order', target: { accountId, orderId } });
  };
  return (
    <Button id={`queue-${viewOf(entry).key.replace(' ', '-')}`} variant="default" onClick={open}>
      {t(entry.kind === 'sale' ? 'openPayment' : 'openOrder')}
    </Button>
  );
}
