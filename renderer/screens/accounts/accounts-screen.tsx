import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSyncStatus } from '../../bridge/use-accounts.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Loading } from '../../components/loading.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import type { RouteOf } from '../../navigation/routes.ts';
import { AccountCard } from './account-card.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { ReplaceDialog } from './replace-dialog.tsx';
import { SettingsDialog } from './settings-dialog.tsx';

/** The dialog that stands open, and for which account. */
interface Open {
  readonly dialog: 'replace' | 'settings' | 'rename' | 'remove';
  readonly accountId: string;
}

/** The connected accounts: whether each works, and what to do when it does not. */
export function AccountsScreen({ route }: { readonly route: RouteOf<'accounts'> }) {
  const { t } = useTexts('accounts');
  const accounts = useCall('accounts.list', undefined);
  const statuses = useSyncStatus();
  const [open, setOpen] = useState<Open | null>(
    route.replaceFor === undefined ? null : { dialog: 'replace', accountId: route.replaceFor },
  );
  const chosen = accounts.data?.find((account) => account.id === open?.accountId);
  const close = () => setOpen(null);

  return (
    <Screen
      title={t('title')}
      width={64}
      actions={
        <Button
          leftSection={<IconPlus size={20} aria-hidden />}
          onClick={() => navigate.to({ screen: 'connect' })}
          data-testid="accounts-connect"
        >
          {t('connect')}
        </Button>
      }
    >
      {accounts.error === null ? null : (
        <ProblemAlert problem={accounts.error.problem} onRetry={() => void accounts.refetch()} />
      )}
      {accounts.data === undefined ? <Loading /> : null}
      {accounts.data?.map((account) => (
        <AccountCard
          key={account.id}
          account={account}
          status={statuses.find((status) => status.accountId === account.id)}
          onOpen={(dialog) => setOpen({ dialog, accountId: account.id })}
        />
      ))}
      {chosen === undefined || open === null ? null : open.dialog === 'replace' ? (
        <ReplaceDialog key={chosen.id} account={chosen} onClose={close} />
      ) : open.dialog === 'settings' ? (
        <SettingsDialog key={chosen.id} account={chosen} onClose={close} />
      ) : open.dialog === 'rename' ? (
        <RenameDialog key={chosen.id} account={chosen} onClose={close} />
      ) : (
        <RemoveDialog
          key={chosen.id}
          account={chosen}
          waiting={queueOf(statuses.find((status) => status.accountId === chosen.id)?.queue)}
          onClose={close}
        />
      )}
    </Screen>
  );
}

function queueOf(queue: { readonly waiting: number; readonly needsPerson: number } | undefined): number {
  return queue === undefined ? 0 : queue.waiting + queue.needsPerson;
}
