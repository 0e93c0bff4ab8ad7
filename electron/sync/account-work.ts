import type { Credential } from '../../shared/domain/accounts.ts';
import { problem, problemOf } from '../../shared/errors.ts';
import type { AccountId } from '../../shared/ids.ts';
import { accountSecretName, type SecretStore } from '../keychain.ts';
import type { AccountRecord } from '../ledger/ledger.ts';
import { type HeardClock, usualReadMs } from '../platforms/http.ts';
import type { Platform, PlatformIdentity } from '../platforms/platform.ts';
import type { SyncContext } from './context.ts';
import { openCredential } from './credential.ts';
import type { Sync } from './sync.ts';

/** Where a platform is asked. */
export type PlatformPlace = Pick<AccountRecord, 'id' | 'system' | 'baseUrl' | 'advanced'>;

/** Makes the platform of an account. */
export type MakePlatform = (
  account: PlatformPlace,
  credential: Credential,
  onClockSkew: (heard: HeardClock) => void,
) => Platform;

const verifyWithinMs = usualReadMs;
const signOutWithinMs = 3_000;

/** What is done with one account whatever becomes of it: its key is opened, its platform asked, its work stopped and started. */
export class AccountWork {
  readonly #context: SyncContext;
  readonly #sync: Sync;
  readonly #secrets: SecretStore;
  readonly #makePlatform: MakePlatform;

  constructor(context: SyncContext, sync: Sync, secrets: SecretStore, makePlatform: MakePlatform) {
    this.#context = context;
    this.#sync = sync;
    this.#secrets = secrets;
    this.#makePlatform = makePlatform;
  }

  /** @throws ProblemError `account_missing`. */
  record(id: AccountId): AccountRecord {
    const record = this.#context.ledger.accounts.get(id);
    if (!record) throw problem('account_missing', 'this account is no longer connected');
    return record;
  }

  /** Starts the account's work; without its key in the keychain it rests and says so. */
  async start(record: AccountRecord): Promise<void> {
    const { log } = this.#context;
    try {
      const secret = await this.#secrets.get(accountSecretName(record.id));
      if (!secret) {
        this.#sync.rest(record.id, 'key_missing', problem('key_refused', 'its key is not in the keychain').problem);
        return;
      }
      const credential = openCredential(secret);
      this.#sync.start(record, (onClockSkew) => this.#makePlatform(record, credential, onClockSkew));
    } catch (error) {
      const why = problemOf(error);
      this.#sync.rest(record.id, 'key_missing', why);
      if (why.code === 'internal') log.error('an account does not start', { account: record.id, cause: error });
      else log.warn('an account rests', { account: record.id, code: why.code });
    }
  }

  /** @param verified the platform has just accepted the key, so that nobody has to wait for its next answer to hear so. */
  async restart(id: AccountId, verified: boolean): Promise<AccountRecord> {
    await this.#sync.stop(id);
    const record = this.record(id);
    await this.start(record);
    if (verified) this.#sync.verified(id);
    this.#context.notify('accounts.changed', {});
    return record;
  }

  /** Does something while the account's work stands still. Where that fails the work goes on as before. @throws what it throws. */
  async atRest(id: AccountId, change: () => Promise<void>): Promise<void> {
    await this.#sync.stop(id);
    try {
      await change();
    } catch (error) {
      await this.restart(id, false);
      throw error;
    }
  }

  /** The account's credential; null where the keychain holds none, or none that can be read. @throws ProblemError `keychain_refused`, ... */
  async storedCredential(id: AccountId): Promise<Credential | null> {
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

  /** Asks whether the platform takes a credential. @throws ProblemError when it does not, or cannot be asked. */
  async verify(account: PlatformPlace, credential: Credential): Promise<PlatformIdentity> {
    const platform = this.#makePlatform(account, credential, () => undefined);
    try {
      return await platform.verify({ priority: 'staff', signal: AbortSignal.timeout(verifyWithinMs) });
    } finally {
      // A login made for the question alone would stay open for hours.
      await this.signOut(platform, account.id);
    }
  }

  /** Ends a platform's session where it can be reached. */
  async signOut(platform: Platform, id: AccountId): Promise<void> {
    try {
      await platform.signOut({ priority: 'staff', signal: AbortSignal.timeout(signOutWithinMs) });
    } catch (error) {
      // The session ends by itself; an account must be removable with the cable out.
      this.#context.log.info('could not sign out', { account: id, code: problemOf(error).code });
    }
  }
}
