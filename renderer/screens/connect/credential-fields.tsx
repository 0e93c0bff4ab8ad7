import { PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useTexts } from '../../i18n/use-texts.ts';
import type { ConnectDraft, ConnectField, DraftKind } from './connect-draft.ts';

interface CredentialFieldsProps {
  readonly draft: ConnectDraft;
  readonly onChange: (change: Partial<ConnectDraft>) => void;
  readonly errorAt: (field: ConnectField) => string | null;
  /** An account that exists keeps its way of proving itself. */
  readonly fixedKind?: boolean | undefined;
}

/** How staff prove who they are: a key, or e-mail and password. */
export function CredentialFields({ draft, onChange, errorAt, fixedKind = false }: CredentialFieldsProps) {
  const { t } = useTexts('firstRun');
  return (
    <>
      {fixedKind ? null : (
        <SegmentedControl
          fullWidth
          aria-label={t('formTitle')}
          value={draft.kind}
          onChange={(value) => onChange({ kind: value as DraftKind })}
          data={[
            { value: 'apiKey', label: t('withKey') },
            { value: 'login', label: t('withLogin') },
          ]}
        />
      )}
      {draft.kind === 'apiKey' ? (
        <PasswordInput
          label={t('withKey')}
          description={t('keyHint')}
          value={draft.key}
          error={errorAt('key')}
          onChange={(event) => onChange({ key: event.currentTarget.value })}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          data-testid="connect-key"
        />
      ) : (
        <>
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
          <PasswordInput
            label={t('password')}
            description={t('loginHint')}
            value={draft.password}
            error={errorAt('password')}
            onChange={(event) => onChange({ password: event.currentTarget.value })}
            autoComplete="off"
            data-testid="connect-password"
          />
        </>
      )}
    </>
  );
}
