import type { CallInput } from '../../../shared/contract/index.ts';
import type { Account, SystemId } from '../../../shared/domain/accounts.ts';
import type { Problem } from '../../../shared/errors.ts';
import { type AdvancedField, type CredentialKind, systemForms } from './systems.ts';

/** What stands in the form; kept as typed until the platform has accepted it. */
export interface ConnectDraft {
  readonly system: SystemId;
  readonly kind: CredentialKind;
  readonly key: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
  readonly scanToken: string;
  readonly serviceToken: string;
  readonly label: string;
  readonly baseUrl: string;
  readonly advanced: Readonly<Partial<Record<AdvancedField, string>>>;
}

const plainFields = ['key', 'email', 'password', 'token', 'scanToken', 'serviceToken', 'label', 'baseUrl'] as const;

export type ConnectField = (typeof plainFields)[number] | AdvancedField;

/** An empty form for a system. */
export function emptyDraft(system: SystemId = 'ticrs'): ConnectDraft {
  const { kinds, baseUrl } = systemForms[system];
  return {
    ...{ system, kind: kinds[0], key: '', email: '', password: '', token: '', scanToken: '', serviceToken: '' },
    ...{ label: '', baseUrl, advanced: {} },
  };
}

/** The form for a new credential of an account: its system stays, the way to prove who one is may change. */
export function draftFor(account: Account): ConnectDraft {
  return {
    ...emptyDraft(account.system),
    kind: account.credentialKind,
    email: account.credentialKind === 'login' ? account.credentialHint : '',
    baseUrl: account.baseUrl,
  };
}

/** The form for an account's settings: what was put in when it was connected, or changed since. */
export function settingsDraft(account: Account): ConnectDraft {
  const told = systemForms[account.system].advanced.flatMap(({ field, name }) => {
    const value = account.advanced[name];
    return value === undefined ? [] : [[field, value] as const];
  });
  return { ...draftFor(account), advanced: Object.fromEntries(told) };
}

/** What is done with the second token that an account has. */
export type SecondChoice = 'keep' | 'remove';

/** The input of `accounts.changeSettings`. Settings that the form does not ask for stay as they are. */
export function settingsInput(
  account: Account,
  draft: ConnectDraft,
  choice: SecondChoice,
): CallInput<'accounts.changeSettings'> {
  const { advanced: asked, second } = systemForms[account.system];
  const names = new Set(asked.map(({ name }) => name));
  const others = Object.entries(account.advanced).filter(([name]) => !names.has(name));
  const typed = second === null ? '' : draft[second].trim();
  const token = choice === 'remove' ? null : typed === '' ? undefined : typed;
  return {
    accountId: account.id,
    baseUrl: draft.baseUrl.trim(),
    advanced: { ...Object.fromEntries(others), ...givenSettings(draft) },
    ...(second === null || token === undefined ? {} : { [second]: token }),
  };
}

function givenSettings(draft: ConnectDraft): Readonly<Record<string, string>> {
  const given = systemForms[draft.system].advanced.flatMap(({ field, name }) => {
    const text = draft.advanced[field]?.trim() ?? '';
    return text === '' ? [] : [[name, text] as const];
  });
  return Object.fromEntries(given);
}

/** Another system chosen: what was typed stays where it may still serve; an address that nobody changed becomes the new system's. */
export function withSystem(draft: ConnectDraft, system: SystemId): ConnectDraft {
  const { kinds, baseUrl } = systemForms[system];
  const untouched = draft.baseUrl.trim() === '' || draft.baseUrl === systemForms[draft.system].baseUrl;
  return {
    ...draft,
    system,
    kind: kinds.find((kind) => kind === draft.kind) ?? kinds[0],
    baseUrl: untouched ? baseUrl : draft.baseUrl,
  };
}

/** The fields that cannot be right yet, before anything is asked. */
export function missingFields(draft: ConnectDraft, isEmail: (text: string) => boolean): readonly ConnectField[] {
  const missing: ConnectField[] = [];
  if (draft.kind === 'apiKey' && draft.key.trim() === '') missing.push('key');
  if (draft.kind === 'login' && !isEmail(draft.email.trim())) missing.push('email');
  if (draft.kind === 'login' && draft.password === '') missing.push('password');
  if (draft.kind === 'token' && draft.token.trim() === '') missing.push('token');
  if (!URL.canParse(draft.baseUrl.trim())) missing.push('baseUrl');
  return missing;
}

/** The credential as main wants it; what is left empty is not sent. */
export function credentialOf(draft: ConnectDraft): CallInput<'accounts.connect'>['credential'] {
  const { second } = systemForms[draft.system];
  const scan = second === 'scanToken' && draft.scanToken.trim() !== '' ? { scanToken: draft.scanToken.trim() } : {};
  switch (draft.kind) {
    case 'apiKey':
      return { kind: 'apiKey', key: draft.key.trim(), ...scan };
    case 'login':
      return { kind: 'login', email: draft.email.trim(), password: draft.password, ...scan };
    case 'token': {
      const service = draft.serviceToken.trim();
      const given = second === 'serviceToken' && service !== '' ? { serviceToken: service } : {};
      return { kind: 'token', token: draft.token.trim(), ...given, ...scan };
    }
  }
}

/** The input of `accounts.connect`. */
export function connectInput(draft: ConnectDraft): CallInput<'accounts.connect'> {
  const advanced = givenSettings(draft);
  return {
    system: draft.system,
    label: draft.label.trim(),
    baseUrl: draft.baseUrl.trim(),
    credential: credentialOf(draft),
    ...(Object.keys(advanced).length === 0 ? {} : { advanced }),
  };
}

const proofOf: Readonly<Record<CredentialKind, ConnectField>> = { apiKey: 'key', login: 'password', token: 'token' };

/** The field at which a problem is best said, or null when it belongs over the whole form. */
export function fieldOf(problem: Problem, draft: Pick<ConnectDraft, 'system' | 'kind'>): ConnectField | null {
  const named = fieldNamed(problem, draft.system);
  switch (problem.code) {
    case 'key_refused':
    case 'login_refused':
    case 'session_ended':
      return named ?? proofOf[draft.kind];
    case 'insecure_url':
    case 'host_unreachable':
    case 'not_json':
      return named ?? 'baseUrl';
    case 'invalid_input':
    case 'refused_fields':
      return named;
    default:
      return null;
  }
}

/** The path under which a problem speaks of a field, or null. */
export function pathOf(problem: Problem, field: ConnectField, system: SystemId): string | null {
  return Object.keys(problem.fields ?? {}).find((path) => fieldAt(path, system) === field) ?? null;
}

function fieldNamed(problem: Problem, system: SystemId): ConnectField | null {
  const [path] = Object.keys(problem.fields ?? {});
  return path === undefined ? null : fieldAt(path, system);
}

function fieldAt(path: string, system: SystemId): ConnectField | null {
  const setting = systemForms[system].advanced.find(
    ({ name }) => path === `settings.${name}` || path === `advanced.${name}`,
  );
  if (setting !== undefined) return setting.field;
  const last = path.split('.').at(-1);
  return plainFields.find((field) => field === last) ?? null;
}
