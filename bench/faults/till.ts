/**
 * A till without a window: the main process's own parts (`buildHouse`) in a process that the harness drives over IPC and kills. Its first
 * argument is a JSON of `TillOptions`.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { QueueEntry, Sale } from '../../shared/domain/acts.ts';
import type { TillMessage, TillMoment, TillOptions, TillRequest } from './till-protocol.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as TillOptions;
if (options.timeZone) process.env['TZ'] = options.timeZone;
if (options.clockOffsetMs) {
  // A laptop whose clock is off: set before any of the app's parts is loaded.
  const real = Date.now;
  const offset = options.clockOffsetMs;
  Date.now = () => real() + offset;
}

const { buildHouse } = await import('../../electron/house.ts');
const { openLog } = await import('../../electron/log.ts');
const { defaultSettings } = await import('../../shared/domain/settings.ts');
const { problemOf } = await import('../../shared/errors.ts');
const { fileKeychain, storeKeys } = await import('./fake-keychain.ts');
const { benchPace } = await import('./pace.ts');

const tell = (message: TillMessage): void => {
  if (process.connected) process.send?.(message);
};

let toSkip = options.dieAt?.skip ?? 0;
/** A moment of this kind has come: maybe the last one. */
const moment = (kind: TillMoment): void => {
  if (options.dieAt?.moment !== kind) return;
  if (toSkip > 0) toSkip -= 1;
  else process.kill(process.pid, 'SIGKILL');
};
subscribe('undici:request:bodySent', (message) => {
  if ((message as { readonly request: { readonly method: string } }).request.method === 'POST') moment('handed_over');
});

try {
  let settings = { ...defaultSettings, pollSeconds: options.pollSeconds ?? 2, staffName: options.name };
  const house = await buildHouse({
    dataFolder: options.folder,
    version: options.name,
    runtime: 'harness',
    keychain: fileKeychain(options.folder, { ...storeKeys, ...options.keys }),
    settings: {
      get: () => settings,
      set: (change) => {
        settings = { ...settings, ...change };
        return settings;
      },
      place: () => undefined,
      setPlace: () => undefined,
      notices: [],
    },
    log: openLog({ folder: options.folder, level: options.logLevel ?? 'info' }),
    notify: (name, payload) => {
      if (!options.tellStates) return;
      if (name === 'sales.changed') {
        for (const saleId of (payload as { readonly saleIds: readonly never[] }).saleIds) {
          const state = house.handlers['sales.get']({ saleId } as never) as unknown as Sale;
          moment(state.queueState);
          tell({ kind: 'state', state });
        }
      } else if (name === 'refunds.changed') {
        // Which of them moved is not told: any that is there now stands for it.
        const open = house.handlers['queue.list']({ settled: false } as never) as unknown as readonly QueueEntry[];
        const states = open.flatMap((entry) => (entry.kind === 'refund' ? [entry.refund.queueState] : []));
        for (const state of new Set(states)) moment(state);
      } else if (name === 'sync.status') {
        const { pull } = payload as { readonly pull: { readonly what: string; readonly done: number } | null };
        if (pull?.what === 'tickets') moment('pull');
        if (pull) tell({ kind: 'pull', what: pull.what, done: pull.done });
      }
    },
    forkSandbox: () => {
      throw new Error('a till of the harness has no demo');
    },
    copy: async () => undefined,
    openLink: async () => true,
    chooseFile: async () => null,
    showFolder: async () => undefined,
    callPerson: () => undefined,
    quit: () => undefined,
    pace: { ...benchPace, ...options.pace },
  });
  const handlers = house.handlers as unknown as Record<string, (input: unknown) => unknown>;
  process.on('message', (request: TillRequest) => {
    void (async () => {
      try {
        if (request.call === 'close') await house.close();
        const result = request.call === 'close' ? null : await handlers[request.call]?.(request.input);
        // Written down; nobody has been told.
        if (request.call === 'sales.create') moment('queued');
        tell({ kind: 'answer', id: request.id, result: result ?? null });
        if (request.call === 'close') process.exit(0);
      } catch (error) {
        tell({ kind: 'answer', id: request.id, problem: problemOf(error) });
      }
    })();
  });
  process.on('disconnect', () => process.exit(1));
  tell({ kind: 'ready' });
} catch (error) {
  tell({ kind: 'failed', problem: problemOf(error), stack: String((error as Error).stack) });
  setTimeout(() => process.exit(3), 100);
}
