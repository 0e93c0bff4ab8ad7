import { buildHouse } from '../electron/house.ts';
import { installId, openKeychain } from '../electron/keychain.ts';
import { openLog } from '../electron/log.ts';
import { openSettings } from '../electron/settings.ts';

/**
 * The main process without a window, in a process of its own, over the data folder that is its first argument: prints when it had answered its
 * first lookup, in ms since the process began, and how much memory it then holds, after the same lookups as bench/memory.ts.
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error('name a data folder');
const never = (): never => {
  throw new Error('a benchmark needs no demo data');
};
const house = await buildHouse({
  dataFolder: folder,
  version: 'bench',
  runtime: 'bench',
  keychain: openKeychain({ installId: installId(folder) }),
  settings: openSettings({ folder }),
  log: openLog({ folder }),
  notify: () => undefined,
  forkSandbox: never,
  copy: async () => undefined,
  openLink: async () => false,
  showFolder: async () => undefined,
  quit: () => undefined,
});
const opened = performance.now();
const { hits } = await house.handlers['lookup.search']({ query: 'ana', filter: {}, limit: 60 });
const answered = performance.now();
console.log(JSON.stringify({ opened, answered, hits: hits.length }));
await house.close();
