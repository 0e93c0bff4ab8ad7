import { Button, Collapse, Group, Stack } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Account } from '../../../shared/domain/accounts.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { say } from '../../components/say.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { AdvancedFields } from './advanced-fields.tsx';
import {
  type ConnectDraft,
  type ConnectField,
  connectInput,
  emptyDraft,
  fieldOf,
  missingFields,
  withSystem,
} from './connect-draft.ts';
import { CredentialFields } from './credential-fields.tsx';
import { SystemChoice } from './system-choice.tsx';
import { advancedFields } from './systems.ts';
import { useCredentialErrors } from './use-credential-errors.ts';

interface ConnectFormProps {
  readonly onConnected: (account: Account) => void;
  readonly onCancel?: (() => void) | undefined;
}

/** Connects an account: its system first, then what proves who one is. The platform is asked before anything is stored, and what was typed stays until it says yes. */
export function ConnectForm({ onConnected, onCancel }: ConnectFormProps) {
  const { t } = useTexts('firstRun');
  const connect = useAct('accounts.connect');
  const [draft, setDraft] = useState(() => emptyDraft());
  const [missing, setMissing] = useState<readonly ConnectField[]>([]);
  const [advanced, setAdvanced] = useState(false);
  const problem = connect.error?.problem;
  const atField = problem === undefined ? null : fieldOf(problem, draft);
  const errorAt = useCredentialErrors(draft, missing, problem);
  // A field that is in trouble is never hidden.
  const troubled = (['baseUrl', 'label', ...advancedFields] as const).some((field) => errorAt(field) !== null);
  const advancedShown = advanced || troubled;

  // What was not accepted is looked at, however long the form is.
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem === undefined && missing.length === 0) return;
    const field = form.current?.querySelector<HTMLElement>('input[data-invalid], textarea[data-invalid]');
    if (field) field.focus();
    else form.current?.querySelector('[data-testid="problem"]')?.scrollIntoView({ block: 'nearest' });
  }, [problem, missing]);

  const change = (part: Partial<ConnectDraft>) => {
    setDraft({ ...draft, ...part });
    setMissing([]);
    connect.reset();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacking = missingFields(draft, isEmail);
    setMissing(lacking);
    if (lacking.length > 0) return;
    connect.mutate(connectInput(draft), {
      onSuccess: (account) => {
        say(t('connected', { account: account.label }));
        onConnected(account);
      },
    });
  };

  return (
    <form ref={form} onSubmit={submit} noValidate aria-label={t('formTitle')} data-testid="connect-form">
      <Stack>
        <SystemChoice
          chosen={draft.system}
          onChoose={(system) => {
            setDraft(withSystem(draft, system));
            setMissing([]);
            connect.reset();
          }}
        />
        <CredentialFields draft={draft} onChange={change} errorAt={errorAt} />
        <Button
          variant="subtle"
          justify="space-between"
          aria-expanded={advancedShown}
          rightSection={advancedShown ? <IconChevronUp aria-hidden /> : <IconChevronDown aria-hidden />}
          onClick={() => setAdvanced(!advancedShown)}
        >
          {t('advanced')}
        </Button>
        <Collapse expanded={advancedShown} transitionDuration={0}>
          <AdvancedFields draft={draft} onChange={change} errorAt={errorAt} />
        </Collapse>
        {problem === undefined || atField !== null ? null : <ProblemAlert problem={problem} />}
        <Group justify="flex-end">
          {onCancel === undefined ? null : (
            <Button variant="default" onClick={onCancel} disabled={connect.isPending}>
              {t('common:cancel')}
            </Button>
          )}
          <Button type="submit" loading={connect.isPending} data-testid="connect-submit">
            {t('submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Judged by the browser's own rule, so that main's check and this one rarely differ. */
function isEmail(text: string): boolean {
  const field = document.createElement('input');
  field.type = 'email';
  field.value = text;
  return text !== '' && field.validity.valid;
}
