import { mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { ContractEvents, EventName } from '../shared/contract/index.ts';
import type { Account } from '../shared/domain/accounts.ts';
import type { AppInfo, StartupNotice } from '../shared/domain/views.ts';
import { problem } from '../shared/errors.ts';
import type { AccountId } from '../shared/ids.ts';
import { epochNow } from '../shared/time.ts';
import { type Demo, type Fork, startDemo } from './demo.ts';
import { makeHandlers } from './handlers.ts';
import type { Handlers } from './ipc.ts';
import type { Keychain } from './keychain.ts';
import type { Log } from './log.ts';
import { openStores } from './open-stores.ts';
import { refuseWithin } from './own-folder.ts';
import { createPlatform, systemCapabilities } from './platforms/registry.ts';
import type { SettingsStore } from './settings.ts';
import { Accounts } from './sync/accounts.ts';
import { type Pace, usualPace } from './sync/pace.ts';
import { Sync } from './sync/sync.ts';

/** What the house stands on: everything that only Electron or the operating system can give. */
export interface Ground {
  readonly dataFolder: string;
  readonly version: string;
  readonly runtime: string;
  readonly keychain: Keychain;
  readonly settings: SettingsStore;
  readonly log: Log;
  readonly notify: <Name extends EventName>(name: Name, payload: ContractEvents[Name]) => void;
  readonly forkSandbox: Fork;
  readonly copy: (text: string) => Promise<void>;
  /** @returns false when the link was refused. */
  readonly openLink: (url: string) => Promise<boolean>;
  /** Asks in the system's dialog where a file goes; null when the person closes it. */
  readonly chooseFile: (suggested: string) => Promise<string | null>;
  readonly showFolder: (path: string) => Promise<void>;
  /** Tells somebody who looks elsewhere. */
  readonly callPerson: (words: { readonly title: string; readonly text: string }) => void;
  readonly quit: () => void;
  /** How fast sync goes; the usual pace unless said. */
  readonly pace?: Pace | undefined;
}

/** Willcall without its window: what the contract is bound to. */
export interface House {
  readonly handlers: Handlers;
  /** Hosts that links may lead to: the connected accounts' own. */
  readonly knownHosts: () => readonly string[];
  /** Connects the demo account if none is there; where it does not start, a notice says so. */
  readonly ensureDemo: () => Promise<void>;
  /** The machine woke up. */
  readonly wake: () => void;
  readonly close: () => Promise<void>;
}

/**
 * Opens the stores, starts sync for every account, and makes the answers to the contract.
 * @throws ProblemError when a store cannot be opened: `keychain_missing`, `keychain_refused`, `store_newer`, `disk_full`, ...
 */
export async function buildHouse(ground: Ground): Promise<House> {
  mkdirSync(ground.dataFolder, { recursive: true });
  const pace = ground.pace ?? usualPace;
  const notices: StartupNotice[] = [...ground.settings.notices];
  const pulled: { again: () => void } = { again: () => undefined };
  const stores = await openStores({ ...ground, onCacheRebuilt: () => pulled.again() }, notices);
  const staffName = (): string => ground.settings.get().staffName || userInfo().username;
  const context = {
    cache: stores.cache,
    ledger: stores.ledger,
    now: epochNow,
    steady: () => performance.now(),
    pace,
    staffName,
    settings: () => ground.settings.get(),
    notify: ground.notify,
    log: ground.log,
  };
  stores.ledger.queue.recoverInterrupted({ by: staffName(), now: epochNow() });
  const sync = new Sync(context);
  pulled.again = () => sync.pullNow(undefined, true);
  const accounts = new Accounts(context, sync, ground.keychain, {
    capabilities: systemCapabilities,
    make: (account, credential, onClockSkew) =>
      createPlatform(account.system, {
        accountId: account.id,
        baseUrl: account.baseUrl,
        credential,
        settings: account.advanced,
        onClockSkew,
        version: ground.version,
        readTimeoutMs: pace.readTimeoutMs,
        writeTimeoutMs: pace.writeTimeoutMs,
        language: () => ground.settings.get().language,
        onExchange: (exchange) => ground.log.debug('http', { account: account.id, ...exchange }),
      }),
  });
  let demo: Promise<Demo> | null = null;

  /** One sandbox for all who ask; one that ended is started anew by the next who asks. */
  function runDemo(): Promise<Demo> {
    demo ??= startDemo(ground.forkSandbox, (code) => {
      demo = null;
      ground.log.info('the demo data ended', { code });
    });
    return demo;
  }

  function demoFailed(error: unknown): void {
    ground.log.error('the demo data did not start', { cause: error });
    notices.push({ code: 'demo_failed' });
  }

  let connecting: Promise<Account> | null = null;

  /** One connecting for all who ask meanwhile: the second would find a system not connected yet that the first is just asking. */
  function connectDemo(): Promise<Account> {
    connecting ??= connectDemoSystems().finally(() => {
      connecting = null;
    });
    return connecting;
  }

  /** Connects the sandbox's systems that are not connected yet, and takes over where the others listen now and what they need. */
  async function connectDemoSystems(): Promise<Account> {
    const { systems } = await runDemo();
    const connected: Account[] = [];
    for (const { system, label, baseUrl, credential, advanced } of systems) {
      const known = accounts.list().find((account) => account.demo && account.system === system);
      connected.push(
        known
          ? await accounts.restartDemo(known.id, { baseUrl, credential, advanced })
          : await accounts.connect({ system, label, baseUrl, credential, advanced }, true),
      );
    }
    const [first] = connected;
    if (!first) throw problem('sandbox_failed', 'the demo data offers no system');
    return first;
  }

  const demoAccounts = stores.ledger.accounts.list().filter((account) => account.demo);
  if (demoAccounts.length > 0) {
    try {
      for (const told of (await runDemo()).systems) {
        const account = demoAccounts.find((one) => one.system === told.system);
        if (account) await accounts.renewDemo(account.id, told);
      }
    } catch (error) {
      demoFailed(error);
    }
  }
  await accounts.startAll();

  const info = (): AppInfo => ({
    version: ground.version,
    runtime: ground.runtime,
    dataFolder: ground.dataFolder,
    firstRun: stores.ledger.accounts.list().length === 0,
    notices,
    fatal: null,
  });

  const desk = {
    ...{ cache: stores.cache, ledger: stores.ledger, now: epochNow, staffName },
    clockOffMs: (accountId?: AccountId) => sync.clockOffMs(accountId),
  };
  return {
    handlers: makeHandlers(desk, sync, accounts, {
      info,
      dismissNotices: () => {
        notices.length = 0;
      },
      settings: {
        get: () => ground.settings.get(),
        set: (change) => ground.settings.set(change),
      },
      connectDemo,
      showDataFolder: () => ground.showFolder(ground.dataFolder),
      quit: ground.quit,
      callPerson: ground.callPerson,
      copy: ground.copy,
      openLink: async (url) => {
        if (!(await ground.openLink(url))) throw problem('refused', 'this link leads to a host that is not known');
      },
      chooseFile: async (suggested) => {
        const path = await ground.chooseFile(suggested);
        if (path !== null) refuseWithin(ground.dataFolder, path);
        return path;
      },
      notify: ground.notify,
    }),
    knownHosts: () => stores.ledger.accounts.list().map((account) => new URL(account.baseUrl).host),
    ensureDemo: async () => {
      if (!accounts.list().some((account) => account.demo)) await connectDemo().catch(demoFailed);
    },
    wake: () => sync.wake(),
    close: async () => {
      await sync.close();
      // One that did not start has nothing to stop.
      await demo?.then(
        (running) => running.stop(),
        () => undefined,
      );
      await stores.close();
    },
  };
}
