import { type Problem, problemCodes } from '../../shared/errors.ts';
import type { Words } from '../i18n/use-texts.ts';

/**
 * The words for one field of a form, or null. A message that is a problem code is said in the reader's language; a platform's own sentence stays
 * as it is.
 */
export function fieldError(problem: Problem | undefined, field: string, t: Words): string | null {
  const messages = problem?.fields?.[field];
  if (messages === undefined || messages.length === 0) return null;
  return messages
    .map((message) => {
      const code = problemCodes.find((one) => one === message);
      return code === undefined ? message : `${t(`errors:${code}.what`)} ${t(`errors:${code}.next`)}`;
    })
    .join(' ');
}
