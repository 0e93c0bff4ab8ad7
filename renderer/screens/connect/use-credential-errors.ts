import type { Problem } from '../../../shared/errors.ts';
import { fieldError } from '../../components/field-error.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { type ConnectDraft, type ConnectField, fieldOf } from './connect-draft.ts';

/** The words at each field: what is missing, or what the platform said of it. */
export function useCredentialErrors(
  draft: ConnectDraft,
  missing: readonly ConnectField[],
  problem: Problem | undefined,
): (field: ConnectField) => string | null {
  const { t } = useTexts('firstRun');
  return (field) => {
    if (missing.includes(field)) {
      const words = {
        key: t('keyNeeded'),
        email: t('emailNeeded'),
        password: t('passwordNeeded'),
        baseUrl: t('urlNeeded'),
        label: null,
      };
      return words[field];
    }
    if (problem === undefined || fieldOf(problem, draft.kind) !== field) return null;
    if (problem.code === 'key_refused' && field === 'key') return t('keyRefused');
    if (problem.code === 'invalid_input' || problem.code === 'refused_fields') {
      const path = Object.keys(problem.fields ?? {}).find((one) => one === field || one.endsWith(`.${field}`));
      return path === undefined ? null : fieldError(problem, path, t);
    }
    return `${t(`errors:${problem.code}.what`)} ${t(`errors:${problem.code}.next`)}`;
  };
}
