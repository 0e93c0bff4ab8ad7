import { Text } from '@mantine/core';
import type { OrderStatus } from '../../../shared/domain/orders.ts';
import { OrderStatusWord, otherWord } from '../../components/order-status.tsx';
import { useTexts } from '../../i18n/use-texts.ts';

interface OrderStatusWordsProps {
  readonly status: OrderStatus;
  /** Null where no platform knows the order yet. */
  readonly platformWord: string | null;
}

/** An order's status in our words, and small beside it what the platform calls it (trap T-11). */
export function OrderStatusWords({ status, platformWord }: OrderStatusWordsProps) {
  const { t } = useTexts('orders');
  const word = otherWord(t(`common:orderStatuses.${status}`), platformWord ?? '');
  return (
    <>
      <OrderStatusWord status={status} />
      {word === null ? null : (
        <Text component="span" size="sm" c="dimmed" ms="xs" title={t('platformWordHint')}>
          {word}
        </Text>
      )}
    </>
  );
}
