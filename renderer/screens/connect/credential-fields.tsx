import { PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/use-texts.ts';
import type { ConnectDraft, ConnectField } from './connect-draft.ts';
import { systemForms } from './systems.ts';

interface CredentialFieldsProps {
  readonly draft: ConnectDraft;
  readonly onChange: (change: Partial<ConnectDraft>) => void;
  readonly errorAt: (field: ConnectField) => string | null;
  /** How the second credential is asked for, where the account may have one already. */
  readonly second?: ReactNode | undefined;
}

/** How staff prove who they are, in the ways that the system knows, with its second credential where it has one. */
export function CredentialFields({ draft, onChange, errorAt, second: kept }: CredentialFieldsProps) {
  const { t } = useTexts('connect');
  const { kinds, second } = systemForms[draft.system];
  return (
    <>
      {kinds.length < 2 ? null : (
        <SegmentedControl
          fullWidth
          aria-label={t('proof')}
          value={draft.kind}
          onChange={(value) => onChange({ kind: kinds.find((kind) => kind === value) ?? kinds[0] })}
          data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      )}
      {draft.kind === 'login' ? (
        <TextInput
          label={t('common:email')}
          type="email"
          value={draft.email}
          error={errorAt('email')}
          onChange={(event) => onChange({ email: event.currentTarget.value })}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          data-testid="connect-email"
        />
      ) : null}
      <Proof draft={draft} onChange={onChange} errorAt={errorAt} />
      {kept !== undefined ? (
        kept
      ) : second === null ? null : (
        <PasswordInput
          label={t(second)}
          description={t(`${second}Hint`)}
          value={draft[second]}
          error={errorAt(second)}
          onChange={(event) => onChange({ [second]: event.currentTarget.value })}
          autoComplete="off"
          spellCheck={false}
          data-testid="connect-second"
        />
      )}
    </>
  );
}

const proofs = {
  apiKey: { field: 'key', testId: 'connect-key' },
  login: { field: 'password', testId: 'connect-password' },
  token: { field: 'token', testId: 'connect-token' },
} as const;

function Proof({ draft, onChange, errorAt }: CredentialFieldsProps) {
  const { t } = useTexts('connect');
  const { t: firstRun } = useTexts('firstRun');
  const { field, testId } = proofs[draft.kind];
  return (
    <PasswordInput
      key={field}
      label={draft.kind === 'login' ? firstRun('password') : t(`kind.${draft.kind}`)}
      description={t(`hint.${draft.kind}`)}
      value={draft[field]}
      error={errorAt(field)}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
      autoComplete="off"
      spellCheck={false}
      {...(draft.kind === 'login' ? {} : { 'data-autofocus': true })}
      data-testid={testId}
    />
  );
}
