import { callNames } from '../shared/contract/names.ts';
import type { AppInfo } from '../shared/domain/views.ts';
import { type Problem, ProblemError } from '../shared/errors.ts';
import type { Handlers } from './ipc.ts';
import type { SettingsStore } from './settings.ts';

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
