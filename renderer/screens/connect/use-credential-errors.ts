import type { Problem } from '../../../shared/errors.ts';
import { fieldError } from '../../components/field-error.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { type ConnectDraft, type ConnectField, fieldOf, pathOf } from './connect-draft.ts';
import { advancedFields } from './systems.ts';

/** The words at each field: what is missing, or what the platform said of it. */
export function useCredentialErrors(
  draft: ConnectDraft,
  missing: readonly ConnectField[],
  problem: Problem | undefined,
): (field: ConnectField) => string | null {
  const { t } = useTexts('firstRun');
  const { t: connect } = useTexts('connect');
  const needed: Readonly<Partial<Record<ConnectField, string>>> = {
    key: t('keyNeeded'),
    email: t('emailNeeded'),
    password: t('passwordNeeded'),
    token: connect('tokenNeeded'),
    baseUrl: t('urlNeeded'),
  };
  return (field) => {
    if (missing.includes(field)) return needed[field] ?? null;
    if (problem === undefined || fieldOf(problem, draft) !== field) return null;
    if (problem.code === 'key_refused') {
      if (field === 'key') return t('keyRefused');
      if (field === 'token' || field === 'scanToken' || field === 'serviceToken') return connect('tokenRefused');
    }
    if (problem.code === 'session_ended' && (field === 'token' || field === 'serviceToken'))
      return connect('tokenEnded');
    const path = pathOf(problem, field, draft.system);
    const said = path === null ? null : fieldError(problem, path, t);
    if (said !== null && advancedFields.some((one) => one === field)) return connect('settingWrong', { reason: said });
    if (problem.code === 'invalid_input' || problem.code === 'refused_fields') return said;
    return `${t(`errors:${problem.code}.what`)} ${t(`errors:${problem.code}.next`)}`;
  };
}
