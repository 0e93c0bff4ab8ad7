import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type SandboxProcess, spawnSandbox } from '../sandbox/client.ts';
import type { CallInput, CallName, CallOutput } from '../shared/contract/index.ts';
import type { Account, SystemId } from '../shared/domain/accounts.ts';
import type { QueueEntry, Refund, Sale } from '../shared/domain/acts.ts';
import { defaultSettings } from '../shared/domain/settings.ts';
import type { AccountId, RefundId, SaleId } from '../shared/ids.ts';
import type { ChildProcess } from './demo.ts';
import { buildHouse, type House } from './house.ts';
import { parseInput } from './ipc.ts';
import type { Keychain } from './keychain.ts';
import { openLog } from './log.ts';
import { Secret } from './secret.ts';
import type { Pace } from './sync/pace.ts';

/* The whole main process without a window, against the project's own sandbox over HTTP. */

/** The app's pace in a hurry; the proportions stay. */
const quickPace: Pace = {
  ...{ firstLookMs: 150, looksMs: [300, 600], settleMs: 3_000, settleAtMostMs: 15_000, unreachableMs: 250 },
  ...{
    sendsAtMost: 4,
    backoffMs: 150,
    backoffAtMostMs: 1_000,
    heartbeatMs: 500,
    heartbeatOfflineMs: 150,
    heartbeatWithinMs: 800,
  },
  ...{
    signalsWatchedMs: 200,
    signalsRecentMs: 400,
    signalsIdleMs: 1_000,
    // As the app's own: a machine that is busy elsewhere must not make the laptop decide where a test has the system decide.
    scanWithinMs: 4_000,
    readTimeoutMs: 3_000,
    writeTimeoutMs: 2_000,
  },
};

const labels: Readonly<Record<SystemId, string>> = { ticrs: 'tic.rs', vivenu: 'vivenu', ozora: 'O.Z.O.R.A.' };

/** A house on a folder and a sandbox of its own. */
export class HouseFixture {
  readonly sandbox: SandboxProcess;
  readonly folder = mkdtempSync(join(tmpdir(), 'willcall-house-'));
  /** What the keychain holds, by name. */
  readonly keys = new Map<string, Secret>();
  readonly copied: string[] = [];
  /** What the person says in the next dialogs that ask for a file; null closes them. */
  fileChosen: string | null = null;
  readonly opened: string[] = [];
  /** Settings that the demo's O.Z.O.R.A. asks for, from the next `open` on. */
  demoSettings: Readonly<Record<string, string>> = { template: '{"own":true}' };
  /** How often the demo was started, and whether it fails. */
  demoStarts = 0;
  demoFails = false;
  /** From the next `open` on. */
  pace: Pace = quickPace;
  pollSeconds = 1;
  #house: House | null = null;

  readonly #staffName: string;
  readonly #ownsSandbox: boolean;

  private constructor(sandbox: SandboxProcess, staffName = 'Mira', ownsSandbox = true) {
    this.sandbox = sandbox;
    this.#staffName = staffName;
    this.#ownsSandbox = ownsSandbox;
  }

  static async start(flags: readonly string[] = []): Promise<HouseFixture> {
    const sizes = ['--tickets', '200', '--vivenu-tickets', '600', '--no-rate-limit'];
    const fixture = new HouseFixture(await spawnSandbox([...sizes, ...flags]));
    await fixture.open();
    return fixture;
  }

  /** Another laptop at the same systems. */
  async beside(staffName: string): Promise<HouseFixture> {
    const fixture = new HouseFixture(this.sandbox, staffName, false);
    await fixture.open();
    return fixture;
  }

  /** Starts the app, again after `close` too. */
  async open(): Promise<void> {
    let settings = { ...defaultSettings, pollSeconds: this.pollSeconds, staffName: this.#staffName };
    this.#house = await buildHouse({
      ...{ dataFolder: this.folder, version: 'test', runtime: 'test', keychain: this.#keychain(), pace: this.pace },
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
      log: openLog({ folder: this.folder, level: 'debug' }),
      notify: () => undefined,
      forkSandbox: () => this.#demo(),
      copy: async (text) => void this.copied.push(text),
      openLink: async (url) => this.opened.push(url) > 0,
      chooseFile: async () => this.fileChosen,
      showFolder: async () => undefined,
      callPerson: () => undefined,
      quit: () => undefined,
    });
  }

  /** The running sandbox in the demo's place: it says what the app's own one would. */
  #demo(): ChildProcess {
    this.demoStarts += 1;
    const { ticrs, vivenu, ozora, credentials } = this.sandbox;
    const ready = { ready: true, ticrs, vivenu, ozora, credentials, settings: { ozora: this.demoSettings } };
    const child: ChildProcess = {
      on: (name, listener) => {
        if (this.demoFails && name === 'exit') queueMicrotask(() => (listener as (code: number) => void)(1));
        else if (name === 'message' && !this.demoFails)
          queueMicrotask(() => (listener as (message: unknown) => void)(ready));
        return child;
      },
      kill: () => true,
    };
    return child;
  }

  /** What `--demo` on the command line does. */
  async ensureDemo(): Promise<void> {
    await this.#house?.ensureDemo();
  }

  async close(): Promise<void> {
    await this.#house?.close();
    this.#house = null;
  }

  async end(): Promise<void> {
    await this.close();
    if (this.#ownsSandbox) await this.sandbox.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** One call of the contract, parsed as over the bridge. */
  async call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    if (!this.#house) throw new Error('the house is closed');
    return await this.#house.handlers[name](parseInput(name, input));
  }

  /** @param baseUrl where the system is reached, unless at the sandbox itself. */
  connect(
    system: SystemId,
    advanced: Readonly<Record<string, string>> = {},
    baseUrl: string = this.sandbox[system],
  ): Promise<Account> {
    const credential = this.sandbox.credentials[system];
    return this.call('accounts.connect', { system, label: labels[system], baseUrl, credential, advanced });
  }

  /** Waits until all of an account's tickets and orders have been read. */
  async pulled(accountId: AccountId): Promise<void> {
    const account = (await this.call('accounts.list', undefined)).find(({ id }) => id === accountId);
    const listsOrders = account?.capabilities.includes('orders') ?? false;
    await until('the pull', async () => {
      const status = (await this.call('sync.status', undefined)).find((one) => one.accountId === accountId);
      return status !== undefined && status.completeAt !== null && (!listsOrders || status.ordersReadAt !== null);
    });
  }

  /** Pulls the cable out or puts it back, and waits until all accounts have noticed. */
  async cable(way: 'out' | 'in'): Promise<void> {
    await this.sandbox.offline(way === 'out');
    const wanted = way === 'out' ? 'offline' : 'online';
    await until(`the cable ${way}`, async () =>
      (await this.call('sync.status', undefined)).every(({ connectivity }) => connectivity === wanted),
    );
  }

  /** Waits until a sale is as it should be. */
  sale(id: SaleId, ready: (sale: Sale) => boolean): Promise<Sale> {
    return until('the sale', async () => {
      const sale = await this.call('sales.get', { saleId: id });
      return ready(sale) ? sale : false;
    });
  }

  /** Waits until a refund is as it should be. */
  refund(id: RefundId, ready: (refund: Refund) => boolean): Promise<Refund> {
    return until('the refund', async () => {
      const entries = await this.call('queue.list', {});
      const refund = entries.flatMap((entry: QueueEntry) => (entry.kind === 'refund' ? [entry.refund] : []));
      const found = refund.find((one) => one.id === id);
      return found !== undefined && ready(found) ? found : false;
    });
  }

  fault(system: SystemId, kind: string, route: string, count = 1): Promise<unknown> {
    return this.sandbox.control('POST', '/faults', { system, kind, route, count });
  }

  /** True when a text stands in any file of the app's folder, stores, their journals and logs. */
  foundInFolder(text: string): boolean {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(text));
  }

  #keychain(): Keychain {
    return {
      get: async (name) => this.keys.get(name) ?? null,
      set: async (name, secret) => void this.keys.set(name, secret),
      delete: async (name) => void this.keys.delete(name),
      status: async () => null,
      databaseKey: async (store) => new Secret((store === 'ledger' ? 'a1' : 'b2').repeat(32)),
    };
  }
}

/** Asks until there is an answer. @throws Error naming what did not come within 15 s. */
export async function until<T>(what: string, look: () => Promise<T | false>): Promise<T> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const found = await look();
    if (found !== false) return found;
    if (performance.now() > deadline) throw new Error(`${what} did not come`);
    await pause(40);
  }
}
