import type { Account, Capability, Credential, SystemId } from '../../shared/domain/accounts.ts';
import { problem } from '../../shared/errors.ts';
import { type AccountId, as, type EpochMs } from '../../shared/ids.ts';
import { accountSecretName, type SecretStore } from '../keychain.ts';
import type { AccountRecord } from '../ledger/ledger.ts';
import { uuidv7 } from '../ledger/uuid.ts';
import { AccountWork, type MakePlatform } from './account-work.ts';
import type { SyncContext } from './context.ts';
import {
  credentialHint,
  openCredential,
  type SecondTokens,
  sealCredential,
  secondOf,
  withSecond,
} from './credential.ts';
import { assertNoDoubt, leaveQueue } from './leave-queue.ts';
import type { Sync } from './sync.ts';
import { Turns } from './turns.ts';

/** What a connection is made of. */
export interface ConnectInput {
  readonly system: SystemId;
  readonly label: string;
  readonly baseUrl: string;
  readonly credential: Credential;
  readonly advanced?: Readonly<Record<string, string>> | undefined;
}

/** What of an account may be changed without making it another one. */
export interface SettingsChange extends SecondTokens {
  readonly baseUrl: string;
  readonly advanced: Readonly<Record<string, string>>;
}

type DemoPlace = Pick<ConnectInput, 'baseUrl' | 'credential' | 'advanced'>;

/**
 * Connected accounts: asked before they are stored, their keys in the keychain only, their work started and stopped with them. What is asked for
 * side by side on one account is done one after another: each stops its work and starts it again.
 */
export class Accounts {
  readonly #context: SyncContext;
  readonly #sync: Sync;
  readonly #secrets: SecretStore;
  readonly #work: AccountWork;
  readonly #capabilities: (system: SystemId) => readonly Capability[];
  readonly #turns = new Turns();

  constructor(
    context: SyncContext,
    sync: Sync,
    secrets: SecretStore,
    platforms: { readonly make: MakePlatform; readonly capabilities: (system: SystemId) => readonly Capability[] },
  ) {
    this.#context = context;
    this.#sync = sync;
    this.#secrets = secrets;
    this.#work = new AccountWork(context, sync, secrets, platforms.make);
    this.#capabilities = platforms.capabilities;
  }

  list(): readonly Account[] {
    return this.#context.ledger.accounts.list().map((record) => this.#shown(record));
  }

  /** Starts the work of every stored account; one whose key is not in the keychain rests and says so. */
  async startAll(): Promise<void> {
    for (const record of this.#context.ledger.accounts.list())
      await this.#turns.take(record.id, () => this.#work.start(record));
  }

  /**
   * Connects an account: asks the platform first, then puts the key in the keychain, then writes the account down.
   * @throws ProblemError `key_refused`, `login_refused`, `account_exists`, or how the platform could not be reached; nothing is stored then.
   */
  connect(input: ConnectInput, demo = false): Promise<Account> {
    const id = as<AccountId>(uuidv7(this.#context.now()));
    return this.#turns.take(id, () => this.#connect(id, input, demo));
  }

  async #connect(id: AccountId, input: ConnectInput, demo: boolean): Promise<Account> {
    const { system, credential, advanced = {} } = input;
    const place = { id, system, baseUrl: new URL(input.baseUrl).origin, credentialHint: credentialHint(credential) };
    this.#refuseTwin(place);
    const identity = await this.#work.verify({ ...place, advanced }, credential);
    const record: AccountRecord = {
      ...place,
      label: input.label || identity.name || new URL(place.baseUrl).host,
      credentialKind: credential.kind,
      demo,
      advanced,
      connectedAt: this.#context.now(),
    };
    await this.#secrets.set(accountSecretName(id), sealCredential(credential));
    try {
      // The same key may have been connected while this one was asked for.
      this.#refuseTwin(place);
      this.#context.ledger.accounts.add(record);
    } catch (error) {
      await this.#secrets.delete(accountSecretName(id));
      throw error;
    }
    await this.#work.start(record);
    this.#sync.verified(id);
    this.#context.notify('accounts.changed', {});
    return this.#shown(record);
  }

  /**
   * Puts a new key in place of the old one, after asking the platform with it.
   * @param keepSecond the second token that is there stays, unless a new one comes along.
   * @throws ProblemError `key_refused`, `login_refused`, `account_exists`, or how the platform could not be reached; the old one stays then.
   */
  replaceCredential(id: AccountId, given: Credential, keepSecond: boolean): Promise<Account> {
    return this.#turns.take(id, async () => {
      const record = this.#work.record(id);
      const old = keepSecond ? await this.#work.storedCredential(id) : null;
      const credential = old === null ? given : withSecond(given, secondOf(old), 'where missing');
      const hint = credentialHint(credential);
      this.#refuseTwin({ ...record, credentialHint: hint });
      await this.#work.verify(record, credential);
      await this.#secrets.set(accountSecretName(id), sealCredential(credential));
      this.#context.ledger.accounts.update(id, { credentialKind: credential.kind, credentialHint: hint });
      return this.#shown(await this.#work.restart(id, true));
    });
  }

  /**
   * Changes where an account is, what its installation needs, and its second token, after asking the platform as at connecting. At another
   * address everything is pulled anew: what was copied from the old one may be another organizer's. The ledger stays as it is.
   * @throws ProblemError `queue_open` for another address while acts are under way, whose fate only the old one can tell; `account_exists`.
   */
  changeSettings(id: AccountId, change: SettingsChange): Promise<Account> {
    return this.#turns.take(id, () => this.#changeSettings(id, change));
  }

  async #changeSettings(id: AccountId, change: SettingsChange): Promise<Account> {
    const record = this.#work.record(id);
    const old = await this.#work.storedCredential(id);
    if (old === null) throw problem('key_refused', 'its key is not in the keychain');
    const baseUrl = new URL(change.baseUrl).origin;
    this.#assertMayBeAt(record, baseUrl);
    const advanced = Object.fromEntries(Object.entries(change.advanced).filter(([, value]) => value.trim() !== ''));
    const credential = withSecond(old, change, 'as told');
    await this.#work.verify({ ...record, baseUrl, advanced }, credential);
    await this.#work.atRest(id, async () => {
      await this.#secrets.set(accountSecretName(id), sealCredential(credential));
      try {
        // Somebody may have sold while the platform was asked.
        this.#assertMayBeAt(record, baseUrl);
        this.#context.ledger.accounts.update(id, { baseUrl, advanced });
      } catch (error) {
        await this.#secrets.set(accountSecretName(id), sealCredential(old));
        throw error;
      }
      if (baseUrl === record.baseUrl) return;
      this.#context.cache().removeAccount(id);
      this.#context.notify('tickets.changed', { accountId: id });
    });
    return this.#shown(await this.#work.restart(id, true));
  }

  /**
   * Takes over what the running demo says of an account: its sandbox may listen on another port after each start, and be newer than the account,
   * with other keys and settings. Nobody is asked, and nothing is started.
   */
  renewDemo(id: AccountId, told: DemoPlace): Promise<void> {
    return this.#turns.take(id, () => this.#renewDemo(id, told));
  }

  async #renewDemo(id: AccountId, { baseUrl, credential, advanced = {} }: DemoPlace): Promise<void> {
    const sealed = sealCredential(credential);
    const kept = await this.#secrets.get(accountSecretName(id));
    if (kept?.reveal() !== sealed.reveal()) await this.#secrets.set(accountSecretName(id), sealed);
    this.#context.ledger.accounts.update(id, {
      ...{ baseUrl: new URL(baseUrl).origin, advanced },
      ...{ credentialKind: credential.kind, credentialHint: credentialHint(credential) },
    });
  }

  /** The same for an account that may run. */
  restartDemo(id: AccountId, told: DemoPlace): Promise<Account> {
    return this.#turns.take(id, async () => {
      await this.#work.atRest(id, () => this.#renewDemo(id, told));
      return this.#shown(await this.#work.restart(id, false));
    });
  }

  rename(id: AccountId, label: string): Account {
    this.#work.record(id);
    this.#context.ledger.accounts.update(id, { label });
    this.#context.notify('accounts.changed', {});
    return this.#shown(this.#work.record(id));
  }

  /** Asks the platform whether the key still works, and takes the work up again when it does. */
  check(id: AccountId): Promise<Account> {
    return this.#turns.take(id, async () => {
      const record = this.#work.record(id);
      const secret = await this.#secrets.get(accountSecretName(id));
      if (!secret) throw problem('key_refused', 'its key is not in the keychain');
      await this.#work.verify(record, openCredential(secret));
      return this.#shown(await this.#work.restart(id, true));
    });
  }

  /**
   * Removes the key and the cached data; what was done with the account stays in the ledger. What was not sent is taken back.
   * @throws ProblemError `queue_open` while an act may have arrived and the platform can still be asked: nobody could tell afterwards.
   */
  remove(id: AccountId): Promise<void> {
    return this.#turns.take(id, () => this.#remove(id));
  }

  async #remove(id: AccountId): Promise<void> {
    this.#work.record(id);
    const { queue, accounts } = this.#context.ledger;
    const platform = this.#sync.platform(id);
    const mayAsk = platform !== null && ['ok', 'unchecked'].includes(this.#sync.health(id));
    assertNoDoubt(queue, id, mayAsk);
    await this.#work.atRest(id, async () => {
      // One more may have been on its way when the work ended.
      assertNoDoubt(queue, id, mayAsk);
      if (platform) await this.#work.signOut(platform, id);
      await this.#secrets.delete(accountSecretName(id));
      // In one breath: what is sold between the two would wait for ever.
      leaveQueue(queue, id, { by: this.#context.staffName(), now: this.#context.now() });
      accounts.remove(id, this.#context.now());
    });
    this.#context.cache().removeAccount(id);
    this.#context.notify('accounts.changed', {});
    this.#context.notify('queue.changed', queue.counts());
    this.#context.notify('tickets.changed', { accountId: id });
  }

  /** @throws ProblemError `account_exists`, `queue_open`. */
  #assertMayBeAt(record: AccountRecord, baseUrl: string): void {
    if (baseUrl === record.baseUrl) return;
    this.#refuseTwin({ ...record, baseUrl });
    const { waiting, needsPerson } = this.#context.ledger.queue.counts(record.id);
    if (waiting + needsPerson > 0) throw problem('queue_open', `${waiting + needsPerson} acts are not settled`);
  }

  #refuseTwin(of: Pick<AccountRecord, 'id' | 'system' | 'baseUrl' | 'credentialHint'>): void {
    const twin = this.#context.ledger.accounts
      .list()
      .find(
        ({ id, system, baseUrl, credentialHint: hint }) =>
          id !== of.id && system === of.system && baseUrl === of.baseUrl && hint === of.credentialHint,
      );
    if (twin) throw problem('account_exists', `${twin.label} is connected with this key already`);
  }

  #expiry(id: AccountId): EpochMs | null {
    const at = this.#sync.platform(id)?.expiresAtMs;
    return at === undefined ? null : as<EpochMs>(at);
  }

  #shown(record: AccountRecord): Account {
    return {
      ...record,
      // What this account's credential can do; while it does not run, what its system can.
      capabilities: [...(this.#sync.platform(record.id)?.capabilities ?? this.#capabilities(record.system))],
      health: this.#sync.health(record.id),
      expiresAtMs: this.#expiry(record.id),
    };
  }
}
