import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Account } from '../../../shared/domain/accounts.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { say } from '../../components/say.ts';
import { useReturnFocus } from '../../components/use-return-focus.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { AdvancedFields } from '../connect/advanced-fields.tsx';
import {
  type ConnectDraft,
  type ConnectField,
  fieldOf,
  type SecondChoice,
  settingsDraft,
  settingsInput,
} from '../connect/connect-draft.ts';
import { useCredentialErrors } from '../connect/use-credential-errors.ts';
import { SecondToken } from './second-token.tsx';

interface SettingsDialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

/** Changes where an account is, what its installation needs, and its second token; the platform is asked first, as at connecting. */
export function SettingsDialog({ account, onClose }: SettingsDialogProps) {
  const { t } = useTexts('accounts');
  useReturnFocus();
  const change = useAct('accounts.changeSettings');
  const [draft, setDraft] = useState<ConnectDraft>(() => settingsDraft(account));
  const [choice, setChoice] = useState<SecondChoice>('keep');
  const [missing, setMissing] = useState<readonly ConnectField[]>([]);
  const problem = change.error?.problem;
  const errorAt = useCredentialErrors(draft, missing, problem);
  const atField = problem === undefined ? null : fieldOf(problem, draft);
  // The key itself is not in this form.
  const shown = atField !== null && errorAt(atField) !== null && !['key', 'token', 'password'].includes(atField);

  const edit = (part: Partial<ConnectDraft>) => {
    setDraft({ ...draft, ...part });
    setMissing([]);
    change.reset();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacking: readonly ConnectField[] = URL.canParse(draft.baseUrl.trim()) ? [] : ['baseUrl'];
    setMissing(lacking);
    if (lacking.length > 0) return;
    change.mutate(settingsInput(account, draft, choice), {
      onSuccess: () => {
        say(t('settingsChanged'));
        onClose();
      },
    });
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('settingsTitle', { account: account.label })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={submit} noValidate data-testid="account-settings-form">
        <Stack>
          <Text>{t('settingsText')}</Text>
          <SecondToken
            account={account}
            draft={draft}
            choice={choice}
            errorAt={errorAt}
            onChange={edit}
            onChoose={(chosen) => {
              setChoice(chosen);
              change.reset();
            }}
          />
          <AdvancedFields draft={draft} onChange={edit} errorAt={errorAt} named={false} />
          {problem === undefined || shown ? null : <ProblemAlert problem={problem} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} disabled={change.isPending}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={change.isPending} data-testid="settings-submit">
              {t('settingsSubmit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
