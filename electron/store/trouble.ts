import { problem } from '../../shared/errors.ts';

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

/**
 * True when SQLite says that the file itself is no good: not a database, a wrong key, or a damaged page (a page that fails its
 * authentication is reported as an I/O error or as corruption, depending on where it is read).
 */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code === 'SQLITE_NOTADB' ||
    code.startsWith('SQLITE_CORRUPT') ||
    code === 'SQLITE_IOERR_DATA' ||
    code === 'SQLITE_IOERR_SHORT_READ' ||
    code === 'SQLITE_IOERR_CORRUPTFS' ||
    // A schema that this program wrote cannot lack its tables: what does is damaged.
    (code === 'SQLITE_ERROR' && /malformed|vtable constructor failed/.test((error as Error).message))
  );
}

/** True when the disk (or the quota) is full, as SQLite or Node report it. */
export function isDiskFull(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT';
}

/** Runs `work`; a full disk is thrown as ProblemError `disk_full`, with the cause kept. Everything else is thrown as it is. */
export function withTrouble<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (isDiskFull(error)) throw problem('disk_full', 'no space left on the disk', { retryable: true, cause: error });
    throw error;
  }
}
