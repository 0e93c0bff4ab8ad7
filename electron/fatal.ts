import { callNames } from '../shared/contract/names.ts';
import type { AppInfo } from '../shared/domain/views.ts';
import { type Problem, ProblemError, problemOf } from '../shared/errors.ts';
import type { Handlers } from './ipc.ts';
import type { SettingsStore } from './settings.ts';

/** What the file system or SQLite report of a folder that cannot be written to, or is none. */
const unusable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'SQLITE_CANTOPEN', 'SQLITE_READONLY']);

/** The Problem of a start that failed: as `problemOf`, and `data_folder_unusable` where the folder is to blame. */
export function startProblem(error: unknown): Problem {
  const known = problemOf(error);
  const code = (error as { code?: unknown } | null)?.code;
  if (known.code !== 'internal' || typeof code !== 'string' || !unusable.has(code)) return known;
  return { ...known, code: 'data_folder_unusable' };
}

/**
 * Answers for a start that failed: the window opens all the same and says why, in the user's language; every other call fails with the
 * same problem.
 */
export function fatalHandlers(
  fatal: Problem,
  around: {
    readonly settings: SettingsStore;
    readonly info: Pick<AppInfo, 'version' | 'runtime' | 'dataFolder'>;
    readonly quit: () => void;
    readonly showFolder: () => Promise<void>;
  },
): Handlers {
  const refuse = (): never => {
    throw new ProblemError(fatal);
  };
  const answers: Partial<Handlers> = {
    'app.info': () => ({ ...around.info, firstRun: false, notices: [], fatal }),
    'app.dismissNotices': () => undefined,
    'app.showDataFolder': around.showFolder,
    'app.quit': around.quit,
    'settings.get': () => around.settings.get(),
    'settings.set': () => around.settings.get(),
    'accounts.list': () => [],
    'sync.status': () => [],
  };
  return { ...(Object.fromEntries(callNames.map((name) => [name, refuse])) as unknown as Handlers), ...answers };
}
