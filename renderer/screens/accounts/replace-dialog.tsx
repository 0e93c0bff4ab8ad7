import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Account } from '../../../shared/domain/accounts.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { say } from '../../components/say.ts';
import { useReturnFocus } from '../../components/use-return-focus.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import {
  type ConnectDraft,
  type ConnectField,
  credentialOf,
  draftFor,
  fieldOf,
  missingFields,
  type SecondChoice,
} from '../connect/connect-draft.ts';
import { CredentialFields } from '../connect/credential-fields.tsx';
import { useCredentialErrors } from '../connect/use-credential-errors.ts';
import { SecondToken } from './second-token.tsx';

interface ReplaceDialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

/** Puts a new key or password in place of a refused one; the platform is asked first. */
export function ReplaceDialog({ account, onClose }: ReplaceDialogProps) {
  const { t } = useTexts('accounts');
  useReturnFocus();
  const replace = useAct('accounts.replaceCredential');
  const [draft, setDraft] = useState<ConnectDraft>(() => draftFor(account));
  const [choice, setChoice] = useState<SecondChoice>('keep');
  const [missing, setMissing] = useState<readonly ConnectField[]>([]);
  const problem = replace.error?.problem;
  const shownAt = problem === undefined ? null : fieldOf(problem, draft);
  const errorAt = useCredentialErrors(draft, missing, problem);

  const edit = (part: Partial<ConnectDraft>) => {
    setDraft({ ...draft, ...part });
    setMissing([]);
    replace.reset();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacking = missingFields(draft, (text) => text !== '');
    setMissing(lacking);
    if (lacking.length > 0) return;
    replace.mutate(
      { accountId: account.id, credential: credentialOf(draft), keepSecond: choice === 'keep' },
      {
        onSuccess: () => {
          say(t('replaced'));
          onClose();
        },
      },
    );
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('replaceTitle', { account: account.label })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text>{t('replaceText')}</Text>
          <CredentialFields
            draft={draft}
            onChange={edit}
            errorAt={errorAt}
            second={
              <SecondToken
                account={account}
                draft={draft}
                choice={choice}
                errorAt={errorAt}
                onChange={edit}
                onChoose={setChoice}
              />
            }
          />
          {problem === undefined || (shownAt !== null && shownAt !== 'baseUrl') ? null : (
            <ProblemAlert problem={problem} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} disabled={replace.isPending}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={replace.isPending} data-testid="replace-submit">
              {t('replaceSubmit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
