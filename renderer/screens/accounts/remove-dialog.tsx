import { Text } from '@mantine/core';
import type { Account } from '../../../shared/domain/accounts.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { say } from '../../components/say.ts';
import { useTexts } from '../../i18n/use-texts.ts';

interface RemoveDialogProps {
  readonly account: Account;
  /** Acts of its queue that are not settled. */
  readonly waiting: number;
  readonly onClose: () => void;
}

/** Says what goes and what stays before an account leaves this laptop. */
export function RemoveDialog({ account, waiting, onClose }: RemoveDialogProps) {
  const { t } = useTexts('accounts');
  const remove = useAct('accounts.remove');
  return (
    <ConfirmDialog
      opened
      title={t('removeTitle', { account: account.label })}
      confirmLabel={t('removeConfirm', { account: account.label })}
      danger
      busy={remove.isPending}
      problem={remove.error?.problem}
      onConfirm={() =>
        remove.mutate(
          { accountId: account.id },
          {
            onSuccess: () => {
              say(t('removed', { account: account.label }));
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <Text>{t('removeGoes')}</Text>
      <Text>{t('removeStays')}</Text>
      {waiting === 0 ? null : (
        <Text fw={650} c="var(--wc-bad)">
          {t('removeWaiting', { count: waiting })}
        </Text>
      )}
    </ConfirmDialog>
  );
}
