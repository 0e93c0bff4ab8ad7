import { Checkbox, PasswordInput, Stack } from '@mantine/core';
import type { Account } from '../../../shared/domain/accounts.ts';
import { can } from '../../bridge/use-accounts.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import type { ConnectDraft, ConnectField, SecondChoice } from '../connect/connect-draft.ts';
import { systemForms } from '../connect/systems.ts';

interface SecondTokenProps {
  readonly account: Account;
  readonly draft: ConnectDraft;
  readonly choice: SecondChoice;
  readonly errorAt: (field: ConnectField) => string | null;
  readonly onChange: (change: Partial<ConnectDraft>) => void;
  readonly onChoose: (choice: SecondChoice) => void;
}

/** The second token of an account: kept while nothing is put in, and removed when somebody says so. Nothing where its system knows none. */
export function SecondToken({ account, draft, choice, errorAt, onChange, onChoose }: SecondTokenProps) {
  const { t } = useTexts('connect');
  const { second, secondOpens } = systemForms[account.system];
  if (second === null) return null;
  const has = secondOpens !== undefined && can(account, secondOpens);
  return (
    <Stack gap="xs">
      <PasswordInput
        label={t(second)}
        description={has ? t('secondKept') : t(`${second}Hint`)}
        value={draft[second]}
        error={errorAt(second)}
        disabled={choice === 'remove'}
        onChange={(event) => onChange({ [second]: event.currentTarget.value })}
        autoComplete="off"
        spellCheck={false}
        data-testid="connect-second"
      />
      {has ? (
        <Checkbox
          label={t('secondRemove')}
          checked={choice === 'remove'}
          onChange={(event) => {
            onChange({ [second]: '' });
            onChoose(event.currentTarget.checked ? 'remove' : 'keep');
          }}
          data-testid="second-remove"
        />
      ) : null}
    </Stack>
  );
}
