import type { Account, Capability, Credential, SystemId } from '../../shared/domain/accounts.ts';
import { problem, problemOf } from '../../shared/errors.ts';
import { type AccountId, as, type EpochMs } from '../../shared/ids.ts';
import { accountSecretName, type SecretStore } from '../keychain.ts';
import type { AccountRecord } from '../ledger/ledger.ts';
import { uuidv7 } from '../ledger/uuid.ts';
import { type HeardClock, usualReadMs } from '../platforms/http.ts';
import type { Platform, PlatformIdentity } from '../platforms/platform.ts';
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

/** Makes the platform of an account. */
export type MakePlatform = (
  account: Pick<AccountRecord, 'id' | 'system' | 'baseUrl' | 'advanced'>,
  credential: Credential,
  onClockSkew: (heard: HeardClock) => void,
) => Platform;

/** Connected accounts: asked before they are stored, their keys in the keychain only, their work started and stopped with them. */
export class Accounts {
  readonly #context: SyncContext;
  readonly #sync: Sync;
  readonly #secrets: SecretStore;
  readonly #makePlatform: MakePlatform;
  readonly #capabilities: (system: SystemId) => readonly Capability[];

  constructor(
    context: SyncContext,
    sync: Sync,
    secrets: SecretStore,
    platforms: { readonly make: MakePlatform; readonly capabilities: (system: SystemId) => readonly Capability[] },
  ) {
    this.#context = context;
    this.#sync = sync;
    this.#secrets = secrets;
    this.#makePlatform = platforms.make;
    this.#capabilities = platforms.capabilities;
  }

  list(): readonly Account[] {
    return this.#context.ledger.accounts.list().map((record) => this.#shown(record));
  }

  /** Starts the work of every stored account; one whose key is not in the keychain rests and says so. */
  async startAll(): Promise<void> {
    for (const record of this.#context.ledger.accounts.list()) await this.start(record);
  }

  async start(record: AccountRecord): Promise<void> {
    try {
      const secret = await this.#secrets.get(accountSecretName(record.id));
      if (!secret) {
        this.#sync.rest(record.id, 'key_missing', problem('key_refused', 'its key is not in the keychain').problem);
        return;
      }
      const credential = openCredential(secret);
      this.#sync.start(record, (onClockSkew) => this.#makePlatform(record, credential, onClockSkew));
    } catch (error) {
      this.#sync.rest(record.id, 'key_missing', problemOf(error));
      this.#context.log.warn('an account rests', { account: record.id, code: problemOf(error).code });
    }
  }

  /**
   * Connects an account: asks the platform first, then puts the key in the keychain, then writes the account down.
   * @throws ProblemError `key_refused`, `login_refused`, `account_exists`, or how the platform could not be reached; nothing is stored then.
   */
  async connect(input: ConnectInput, demo = false): Promise<Account> {
    const origin = new URL(input.baseUrl).origin;
    const hint = credentialHint(input.credential);
    this.#refuseTwin({ id: null, system: input.system, baseUrl: origin, credentialHint: hint });
    const id = as<AccountId>(uuidv7(this.#context.now()));
    const advanced = input.advanced ?? {};
    const identity = await this.#verify({ id, system: input.system, baseUrl: origin, advanced }, input.credential);
    const record: AccountRecord = {
      id,
      system: input.system,
      label: input.label || identity.name || new URL(origin).host,
      baseUrl: origin,
      credentialKind: input.credential.kind,
      credentialHint: hint,
      demo,
      advanced,
      connectedAt: this.#context.now(),
    };
    await this.#secrets.set(accountSecretName(id), sealCredential(input.credential));
    try {
      this.#context.ledger.accounts.add(record);
    } catch (error) {
      await this.#secrets.delete(accountSecretName(id));
      throw error;
    }
    await this.start(record);
    this.#sync.verified(id);
    this.#context.notify('accounts.changed', {});
    return this.#shown(record);
  }

  /**
   * Puts a new key in place of the old one, after asking the platform with it.
   * @param keepSecond the second token that is there stays, unless a new one comes along.
   */
  async replaceCredential(id: AccountId, given: Credential, keepSecond: boolean): Promise<Account> {
    const record = this.#record(id);
    const old = keepSecond ? await this.#storedCredential(id) : null;
    const credential = old === null ? given : withSecond(given, secondOf(old), 'where missing');
    await this.#verify(record, credential);
    await this.#secrets.set(accountSecretName(id), sealCredential(credential));
    this.#context.ledger.accounts.update(id, {
      credentialKind: credential.kind,
      credentialHint: credentialHint(credential),
    });
    return this.#restart(id);
  }

  /**
   * Changes where an account is, what its installation needs, and its second token, after asking the platform as at connecting. At another
   * address everything is pulled anew: what was copied from the old one may be another organizer's. The ledger stays as it is.
   * @throws ProblemError `queue_open` for another address while acts are under way, whose fate only the old one can tell; `account_exists`.
   */
  async changeSettings(id: AccountId, change: SettingsChange): Promise<Account> {
    const record = this.#record(id);
    const old = await this.#storedCredential(id);
    if (old === null) throw problem('key_refused', 'its key is not in the keychain');
    const baseUrl = new URL(change.baseUrl).origin;
    const moves = baseUrl !== record.baseUrl;
    if (moves) {
      this.#refuseTwin({ ...record, baseUrl });
      const { waiting, needsPerson } = this.#context.ledger.queue.counts(id);
      if (waiting + needsPerson > 0) throw problem('queue_open', `${waiting + needsPerson} acts are not settled`);
    }
    const advanced = Object.fromEntries(Object.entries(change.advanced).filter(([, value]) => value.trim() !== ''));
    const credential = withSecond(old, change, 'as told');
    await this.#verify({ ...record, baseUrl, advanced }, credential);
    await this.#sync.stop(id);
    await this.#secrets.set(accountSecretName(id), sealCredential(credential));
    this.#context.ledger.accounts.update(id, { baseUrl, advanced });
    if (moves) {
      this.#context.cache().removeAccount(id);
      this.#context.notify('tickets.changed', { accountId: id });
    }
    return this.#restart(id);
  }

  /**
   * Takes over what the running demo says of an account: its sandbox may listen on another port after each start, and be newer than the account,
   * with other keys and settings. Nobody is asked, and nothing is started.
   */
  async renewDemo(id: AccountId, told: Pick<ConnectInput, 'baseUrl' | 'credential' | 'advanced'>): Promise<void> {
    const { baseUrl, credential } = told;
    const sealed = sealCredential(credential);
    const kept = await this.#secrets.get(accountSecretName(id));
    if (kept?.reveal() !== sealed.reveal()) await this.#secrets.set(accountSecretName(id), sealed);
    this.#context.ledger.accounts.update(id, {
      ...{ baseUrl: new URL(baseUrl).origin, advanced: told.advanced ?? {} },
      ...{ credentialKind: credential.kind, credentialHint: credentialHint(credential) },
    });
  }

  /** The same for an account that may run. */
  async restartDemo(id: AccountId, told: Pick<ConnectInput, 'baseUrl' | 'credential' | 'advanced'>): Promise<Account> {
    await this.#sync.stop(id);
    await this.renewDemo(id, told);
    return this.#restart(id, false);
  }

  rename(id: AccountId, label: string): Account {
    this.#record(id);
    this.#context.ledger.accounts.update(id, { label });
    this.#context.notify('accounts.changed', {});
    return this.#shown(this.#record(id));
  }

  /** Asks the platform whether the key still works, and takes the work up again when it does. */
  async check(id: AccountId): Promise<Account> {
    const record = this.#record(id);
    const secret = await this.#secrets.get(accountSecretName(id));
    if (!secret) throw problem('key_refused', 'its key is not in the keychain');
    await this.#verify(record, openCredential(secret));
    return this.#restart(id);
  }

  /**
   * Removes the key and the cached data; what was done with the account stays in the ledger. What was not sent is taken back.
   * @throws ProblemError `queue_open` while an act may have arrived and the platform can still be asked: nobody could tell afterwards.
   */
  async remove(id: AccountId): Promise<void> {
    this.#record(id);
    const { queue } = this.#context.ledger;
    const platform = this.#sync.platform(id);
    const mayAsk = platform !== null && ['ok', 'unchecked'].includes(this.#sync.health(id));
    assertNoDoubt(queue, id, mayAsk);
    await this.#sync.stop(id);
    try {
      // One more may have been on its way when the work ended.
      assertNoDoubt(queue, id, mayAsk);
    } catch (error) {
      await this.#restart(id, false);
      throw error;
    }
    if (platform) await this.#signOut(platform, id);
    leaveQueue(queue, id, { by: this.#context.staffName(), now: this.#context.now() });
    await this.#secrets.delete(accountSecretName(id));
    this.#context.ledger.accounts.remove(id, this.#context.now());
    this.#context.cache().removeAccount(id);
    this.#context.notify('accounts.changed', {});
    this.#context.notify('queue.changed', queue.counts());
    this.#context.notify('tickets.changed', { accountId: id });
  }

  /** @param verified the platform has just accepted the key, so that nobody has to wait for its next answer to hear so. */
  async #restart(id: AccountId, verified = true): Promise<Account> {
    await this.#sync.stop(id);
    const record = this.#record(id);
    await this.start(record);
    if (verified) this.#sync.verified(id);
    this.#context.notify('accounts.changed', {});
    return this.#shown(record);
  }

  async #storedCredential(id: AccountId): Promise<Credential | null> {
    const secret = await this.#secrets.get(accountSecretName(id));
    if (secret === null) return null;
    try {
      return openCredential(secret);
    } catch (error) {
      // An entry that cannot be read must not keep a new one out.
      this.#context.log.warn('a stored key cannot be read', { account: id, code: problemOf(error).code });
      return null;
    }
  }

  #refuseTwin(
    of: Pick<AccountRecord, 'system' | 'baseUrl' | 'credentialHint'> & { readonly id: AccountId | null },
  ): void {
    const twin = this.#context.ledger.accounts
      .list()
      .find(
        ({ id, system, baseUrl, credentialHint: hint }) =>
          id !== of.id && system === of.system && baseUrl === of.baseUrl && hint === of.credentialHint,
      );
    if (twin) throw problem('account_exists', `${twin.label} is connected with this key already`);
  }

  async #verify(
    account: Pick<AccountRecord, 'id' | 'system' | 'baseUrl' | 'advanced'>,
    credential: Credential,
  ): Promise<PlatformIdentity> {
    const platform = this.#makePlatform(account, credential, () => undefined);
    try {
      return await platform.verify({ priority: 'staff', signal: AbortSignal.timeout(verifyWithinMs) });
    } finally {
      // A login made for the question alone would stay open for hours.
      await this.#signOut(platform, account.id);
    }
  }

  async #signOut(platform: Platform, id: AccountId): Promise<void> {
    try {
      await platform.signOut({ priority: 'staff', signal: AbortSignal.timeout(signOutWithinMs) });
    } catch (error) {
      // The session ends by itself; an account must be removable with the cable out.
      this.#context.log.info('could not sign out', { account: id, code: problemOf(error).code });
    }
  }

  #record(id: AccountId): AccountRecord {
    const record = this.#context.ledger.accounts.get(id);
    if (!record) throw problem('account_missing', 'this account is no longer connected');
    return record;
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

const verifyWithinMs = usualReadMs;
const signOutWithinMs = 3_000;
