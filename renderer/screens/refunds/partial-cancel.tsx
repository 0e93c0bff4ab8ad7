import { Modal, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Order, Payment } from '../../../shared/domain/orders.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { say } from '../../components/say.ts';
import { formatMoney } from '../../format/money.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { isOpen, sumsOf, wasPaid } from './cancel-items.ts';
import { CancelSumLines } from './cancel-sum-lines.tsx';
import { CancellableList } from './cancellable-list.tsx';

interface PartialCancelProps {
  readonly order: Order;
  readonly payments: readonly Payment[];
  readonly guest: string;
  readonly onClose: () => void;
}

/** Cancels single items of an order: which, what each brings back, whether and how the money returns. The platform says what can be. */
export function PartialCancel({ order, payments, guest, onClose }: PartialCancelProps) {
  const { t } = useTexts('refunds');
  const language = useLanguage();
  const asked = useCall('orders.cancellable', { accountId: order.accountId, orderId: order.id });
  const request = useAct('refunds.request');
  const paid = wasPaid(payments);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [keep, setKeep] = useState(false);
  const [refundTo, setRefundTo] = useState<'origin' | 'voucher'>('origin');
  const keepMoney = keep || !paid;
  const items = asked.data ?? [];
  const sums = sumsOf(items, chosen, keepMoney, order.total.currency);
  const itemIds = items.filter((item) => chosen.has(item.id) && isOpen(item)).map((item) => item.id);
  const amount = formatMoney(sums.back, language);
  const who = guest === '' ? t('guestUnknown') : guest;
  const title = t('itemsTitle', { number: order.number });

  if (!items.some(isOpen)) {
    return (
      <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': t('common:close') }}>
        <div data-testid="partial-cancel">
          {asked.error ? (
            <ProblemAlert problem={asked.error.problem} onRetry={() => void asked.refetch()} />
          ) : asked.data === undefined ? (
            <Loading label={t('itemsAsking')} />
          ) : (
            <Text>{t('itemsNone')}</Text>
          )}
        </div>
      </Modal>
    );
  }

  return (
    <ConfirmDialog
      opened
      title={title}
      confirmLabel={
        itemIds.length === 0
          ? t('chooseFirst')
          : sums.back.minor === 0
            ? t('confirmItemsKeep')
            : t('confirmItems', { amount })
      }
      testId="partial-cancel-confirm"
      danger
      disabled={itemIds.length === 0 || asked.isFetching}
      busy={request.isPending}
      problem={request.error?.problem}
      onConfirm={() => {
        if (itemIds.length === 0 || request.isPending) return;
        request.mutate(
          {
            accountId: order.accountId,
            target: { kind: 'items', orderId: order.id, itemIds, keepMoney, refundTo, expected: sums.back },
          },
          {
            onSuccess: () => {
              say(t(sums.back.minor === 0 ? 'cancelNoted' : 'refundNoted'));
              onClose();
            },
          },
        );
      }}
      onClose={onClose}
      consequence={
        itemIds.length === 0 ? null : (
          <Notice tone="bad" title={t('consequenceTitle')} testId="partial-cancel-consequence">
            {sums.back.minor === 0
              ? t('consequenceItemsKeep', { guest: who })
              : refundTo === 'voucher'
                ? t('consequenceItemsVoucher', { guest: who, amount })
                : t('consequenceItems', { guest: who, amount })}
          </Notice>
        )
      }
    >
      <Stack data-testid="partial-cancel">
        <CancellableList items={items} chosen={chosen} onChange={setChosen} />
        {paid ? (
          <SimpleGrid cols={2} spacing="lg">
            <Radio.Group
              label={t('money')}
              value={keep ? 'keep' : 'back'}
              onChange={(value) => setKeep(value === 'keep')}
            >
              <Stack gap="xs" mt="xs">
                <Radio value="back" label={t('moneyBack')} />
                <Radio value="keep" label={t('moneyKeep')} data-testid="partial-cancel-keep" />
              </Stack>
            </Radio.Group>
            {keep ? null : (
              <Radio.Group
                label={t('refundTo')}
                value={refundTo}
                onChange={(value) => setRefundTo(value === 'voucher' ? 'voucher' : 'origin')}
              >
                <Stack gap="xs" mt="xs">
                  <Radio value="origin" label={t('toOrigin')} />
                  <Radio value="voucher" label={t('toVoucher')} data-testid="partial-cancel-voucher" />
                </Stack>
              </Radio.Group>
            )}
          </SimpleGrid>
        ) : (
          <Text>{t('nothingPaid')}</Text>
        )}
        <CancelSumLines sums={sums} keepMoney={keepMoney} />
      </Stack>
    </ConfirmDialog>
  );
}
