import type { CallInput } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';

/** The two ways in that tic.rs has. */
export type DraftKind = 'apiKey' | 'login';

/** What stands in the form; kept as typed until the platform has accepted it. */
export interface ConnectDraft {
  readonly kind: DraftKind;
  readonly key: string;
  readonly email: string;
  readonly password: string;
  readonly label: string;
  readonly baseUrl: string;
}

export type ConnectField = 'key' | 'email' | 'password' | 'label' | 'baseUrl';

export const emptyDraft: ConnectDraft = {
  kind: 'apiKey',
  key: '',
  email: '',
  password: '',
  label: '',
  baseUrl: 'https://tic.rs',
};

/** The fields that cannot be right yet, before anything is asked. */
export function missingFields(draft: ConnectDraft, isEmail: (text: string) => boolean): readonly ConnectField[] {
  const missing: ConnectField[] = [];
  if (draft.kind === 'apiKey' && draft.key.trim() === '') missing.push('key');
  if (draft.kind === 'login' && !isEmail(draft.email.trim())) missing.push('email');
  if (draft.kind === 'login' && draft.password === '') missing.push('password');
  if (!URL.canParse(draft.baseUrl.trim())) missing.push('baseUrl');
  return missing;
}

/** The credential as main wants it. */
export function credentialOf(draft: ConnectDraft): CallInput<'accounts.connect'>['credential'] {
  return draft.kind === 'apiKey'
    ? { kind: 'apiKey', key: draft.key.trim() }
    : { kind: 'login', email: draft.email.trim(), password: draft.password };
}

/** The input of `accounts.connect`. */
export function connectInput(draft: ConnectDraft): CallInput<'accounts.connect'> {
  return {
    system: 'ticrs',
    label: draft.label.trim(),
    baseUrl: draft.baseUrl.trim(),
    credential: credentialOf(draft),
  };
}

/** The field at which a problem is best said, or null when it belongs over the whole form. */
export function fieldOf(problem: Problem, kind: DraftKind): ConnectField | null {
  switch (problem.code) {
    case 'key_refused':
      return kind === 'apiKey' ? 'key' : 'password';
    case 'login_refused':
    case 'session_ended':
      return kind === 'login' ? 'password' : 'key';
    case 'insecure_url':
    case 'host_unreachable':
    case 'not_json':
      return 'baseUrl';
    case 'invalid_input':
    case 'refused_fields':
      return fieldNamed(problem);
    default:
      return null;
  }
}

function fieldNamed(problem: Problem): ConnectField | null {
  const named = Object.keys(problem.fields ?? {})[0] ?? '';
  const last = named.split('.').at(-1);
  return (['key', 'email', 'password', 'label', 'baseUrl'] as const).find((field) => field === last) ?? null;
}
