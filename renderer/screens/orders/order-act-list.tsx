import { Button, Stack, Text, Title } from '@mantine/core';
import { IconCash, IconChecks, IconMail, IconMailForward, type IconProps, IconScissors } from '@tabler/icons-react';
import { type ComponentType, useState } from 'react';
import type { OrderAct } from '../../../shared/domain/orders.ts';
import type { OrderDetail } from '../../../shared/domain/views.ts';
import { accountOf, useAccounts, useSyncStatus } from '../../bridge/use-accounts.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { PartialCancel } from '../refunds/partial-cancel.tsx';
import { OpenDeeds } from './open-deeds.tsx';
import { OrderActDialog } from './order-act-dialog.tsx';
import { actsFor } from './order-acts.ts';
import classes from './orders.module.css';

const icons: Readonly<Record<OrderAct, ComponentType<IconProps>>> = {
  complete: IconChecks,
  markPaid: IconCash,
  mail: IconMail,
  invite: IconMailForward,
  cancelItems: IconScissors,
};

/** What the order's system can still do with it; nothing where it can do nothing, greyed while it cannot be reached. */
export function OrderActList({ detail }: { readonly detail: OrderDetail }) {
  const { t } = useTexts('orders');
  const accounts = useAccounts();
  const statuses = useSyncStatus();
  const [open, setOpen] = useState<OrderAct | null>(null);
  const { order, contact } = detail;
  if (order === null) return null;
  const { openDeeds } = detail;
  const underWay = new Set<OrderAct>(openDeeds.map(({ act }) => act));
  const acts = actsFor(order, accountOf(accounts, order.accountId), detail.acts);
  const connectivity = statuses.find((status) => status.accountId === order.accountId)?.connectivity;
  const reachable = connectivity === 'online' || connectivity === 'slow';
  const close = () => setOpen(null);
  const guest = contact?.name || contact?.email || contact?.phone || '';
  // An act that was done may no longer be among them, and its dialog says so itself.
  if (acts.length === 0 && openDeeds.length === 0 && open === null) return null;
  return (
    <section className={classes['part']} aria-labelledby="order-acts" data-testid="order-acts">
      <Title order={2} id="order-acts" mb="sm">
        {t('acts')}
      </Title>
      <Stack gap="xs">
        <OpenDeeds deeds={openDeeds} />
        {acts.map((act) => {
          const Icon = icons[act];
          return (
            <Button
              key={act}
              variant="default"
              justify="flex-start"
              leftSection={<Icon aria-hidden size={20} />}
              disabled={!reachable || underWay.has(act)}
              onClick={() => setOpen(act)}
              data-testid={`order-act-${act}`}
            >
              {t(`act.${act}`)}
            </Button>
          );
        })}
        {reachable ? null : (
          <Text size="sm" c="dimmed">
            {t('actsOffline')}
          </Text>
        )}
      </Stack>
      {open === null ? null : open === 'cancelItems' ? (
        <PartialCancel order={order} payments={detail.payments} guest={guest} onClose={close} />
      ) : (
        <OrderActDialog act={open} order={order} email={contact?.email ?? ''} onClose={close} />
      )}
    </section>
  );
}
