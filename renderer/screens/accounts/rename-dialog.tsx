import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Account } from '../../../shared/domain/accounts.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useReturnFocus } from '../../components/use-return-focus.ts';
import { useTexts } from '../../i18n/use-texts.ts';

interface RenameDialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

/** Another name for an account, on this laptop only. */
export function RenameDialog({ account, onClose }: RenameDialogProps) {
  const { t } = useTexts('accounts');
  useReturnFocus();
  const rename = useAct('accounts.rename');
  const [label, setLabel] = useState(account.label);
  const [asked, setAsked] = useState(false);
  const empty = label.trim() === '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!empty) rename.mutate({ accountId: account.id, label: label.trim() }, { onSuccess: onClose });
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('renameTitle', { account: account.label })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label={t('common:name')}
            value={label}
            maxLength={80}
            error={asked && empty ? t('nameNeeded') : null}
            onChange={(event) => setLabel(event.currentTarget.value)}
            data-autofocus
          />
          {rename.error === null ? null : <ProblemAlert problem={rename.error.problem} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={rename.isPending}>
              {t('rename')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
