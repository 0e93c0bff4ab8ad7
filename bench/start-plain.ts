import { buildHouse } from '../electron/house.ts';
import { installId, openKeychain } from '../electron/keychain.ts';
import { openLog } from '../electron/log.ts';
import { defaultSettings } from '../shared/domain/settings.ts';
import { benchOrders } from './search-data.ts';
import { benchQueries } from './search-queries.ts';

/**
 * The main process without a window, in a process of its own, over the data folder that is its first argument: prints when it had answered its
 * first lookup, in ms since the process began, and how much memory it holds, after the 600 lookups of
 * bench/memory.ts.
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
  // electron-store needs Electron.
  settings: { get: () => defaultSettings, set: never, place: () => undefined, setPlace: () => undefined, notices: [] },
  log: openLog({ folder }),
  notify: () => undefined,
  forkSandbox: never,
  copy: async () => undefined,
  openLink: async () => false,
  chooseFile: async () => null,
  showFolder: async () => undefined,
  callPerson: () => undefined,
  quit: () => undefined,
});
const opened = performance.now();
const { hits } = await house.handlers['lookup.search']({ query: 'ana', filter: {}, limit: 60 });
const answered = performance.now();
const { user, system } = process.cpuUsage();
for (let round = 0; round < 3; round += 1) {
  for (const { text } of benchQueries([...benchOrders(40)])) {
    await house.handlers['lookup.search']({ query: text, filter: {}, limit: 60 });
  }
}
const rss = process.memoryUsage().rss / 1e6;
console.log(JSON.stringify({ opened, answered, worked: (user + system) / 1000, hits: hits.length, rss }));
await house.close();
