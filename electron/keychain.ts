import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, type ProblemError, problem } from '../shared/errors.ts';
import type { AccountId } from '../shared/ids.ts';
import { Secret } from './secret.ts';

/** Where secrets live. Values never leave it but as `Secret`; nothing that it throws shows one. */
export interface SecretStore {
  /** @returns null when there is none (and the store is unlocked, so that this is certain). */
  get(name: string): Promise<Secret | null>;
  set(name: string, secret: Secret): Promise<void>;
  /** Removing what is not there is fine. */
  delete(name: string): Promise<void>;
}

/** The operating system's keychain, for this installation of Willcall. All methods throw ProblemError `keychain_missing` or `keychain_refused`. */
export interface Keychain extends SecretStore {
  /** Writes, reads and removes a test value. @returns null when that works, else what to tell the person. */
  status(): Promise<Problem | null>;
  /**
   * The key of one of the two databases: 64 hex digits, made from 256 random bits when it is first asked for.
   * @param fileExists true when the database is there already: then a missing key is `keychain_refused` and none is made, since a new key
   *   would make the file unreadable for ever.
   */
  databaseKey(store: 'cache' | 'ledger', fileExists: boolean): Promise<Secret>;
}

/** The three functions of keytar that are used; given so that a test can make them fail. */
export interface KeytarFunctions {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** Name under which an account's credential is kept. */
export function accountSecretName(id: AccountId): string {
  return `account:${id}`;
}

/** The file that holds this installation's id. */
export function installIdFile(dataFolder: string): string {
  return join(dataFolder, 'install-id');
}

/**
 * This installation's id (a random UUID), made on first use and kept in its own file in the data folder: it names the keychain entries,
 * so that two data folders on one machine do not share keys. Not in the settings, which are reset when they are broken (docs/decisions/0022).
 */
export function installId(dataFolder: string): string {
  const file = installIdFile(dataFolder);
  if (existsSync(file)) {
    const id = readFileSync(file, 'utf8').trim();
    if (/^[0-9a-f-]{36}$/.test(id)) return id;
    throw problem('keychain_refused', `${file} does not hold this installation's id; put its backup back or remove it`);
  }
  mkdirSync(dataFolder, { recursive: true });
  const id = randomUUID();
  writeFileSync(file, `${id}\n`, { flag: 'wx', mode: 0o600, flush: true });
  return id;
}

/** The keychain of the installation whose data folder this is. Nothing is loaded or asked before the first call. */
export function openKeychain(options: {
  readonly installId: string;
  /** For tests of failures only; else keytar is loaded. */
  readonly load?: (() => Promise<KeytarFunctions>) | undefined;
}): Keychain {
  return new SystemKeychain(`Willcall ${options.installId}`, options.load ?? loadKeytar);
}

/**
 * Loaded on first use and not with this file: where libsecret is missing, loading throws, and the person must get a sentence and not a
 * crash. `import()` of a CommonJS module gives its exports as `default`; the bundler leaves it outside.
 */
async function loadKeytar(): Promise<KeytarFunctions> {
  return (await import('keytar')).default;
}

class SystemKeychain implements Keychain {
  readonly #service: string;
  readonly #load: () => Promise<KeytarFunctions>;
  #loaded: Promise<KeytarFunctions> | null = null;

  constructor(service: string, load: () => Promise<KeytarFunctions>) {
    this.#service = service;
    this.#load = load;
  }

  async get(name: string): Promise<Secret | null> {
    const value = await this.#read(name);
    if (value !== null) return new Secret(value);
    // A locked Secret Service answers "nothing" instead of an error, and only a write makes it ask for the password or refuse.
    await this.#prove();
    const unlocked = await this.#read(name);
    return unlocked === null ? null : new Secret(unlocked);
  }

  async set(name: string, secret: Secret): Promise<void> {
    await this.#call((keytar) => keytar.setPassword(this.#service, name, secret.reveal()));
  }

  async delete(name: string): Promise<void> {
    await this.#call((keytar) => keytar.deletePassword(this.#service, name));
  }

  async status(): Promise<Problem | null> {
    try {
      await this.#prove();
      return null;
    } catch (error) {
      return (error as ProblemError).problem;
    }
  }

  async databaseKey(store: 'cache' | 'ledger', fileExists: boolean): Promise<Secret> {
    const name = `database:${store}`;
    const known = await this.get(name);
    if (known !== null) {
      if (!/^[0-9a-f]{64}$/.test(known.reveal())) {
        throw problem('keychain_refused', `the keychain's entry for the ${store} is not a key`);
      }
      return known;
    }
    if (fileExists) {
      throw problem('keychain_refused', `the keychain has no key for the ${store} of this laptop: unlock the keychain`);
    }
    const made = new Secret(randomBytes(32).toString('hex'));
    await this.set(name, made);
    if ((await this.#read(name)) !== made.reveal()) {
      throw problem('keychain_refused', 'the keychain did not keep what was written');
    }
    return made;
  }

  #read(name: string): Promise<string | null> {
    return this.#call((keytar) => keytar.getPassword(this.#service, name));
  }

  async #prove(): Promise<void> {
    const name = `test:${randomUUID()}`;
    await this.#call((keytar) => keytar.setPassword(this.#service, name, name));
    const kept = await this.#read(name);
    await this.#call((keytar) => keytar.deletePassword(this.#service, name));
    if (kept !== name) throw problem('keychain_refused', 'the keychain did not keep what was written');
  }

  async #call<Result>(work: (keytar: KeytarFunctions) => Promise<Result>): Promise<Result> {
    let keytar: KeytarFunctions;
    try {
      this.#loaded ??= this.#load();
      keytar = await this.#loaded;
    } catch (error) {
      this.#loaded = null;
      throw keychainProblem(error, true);
    }
    try {
      return await work(keytar);
    } catch (error) {
      throw keychainProblem(error, false);
    }
  }
}

/** Sentences of libsecret, GLib's D-Bus and the loader that mean that no keychain answers. */
const missing =
  /D-Bus|DBus\.Error\.(ServiceUnknown|NoReply|Disconnected|NoServer|FileNotFound)|org\.freedesktop\.secrets|could not connect|connection refused|cannot open shared object|libsecret/i;

/**
 * What a failure of the keychain means to the person. keytar's errors are a sentence of the system's and never hold a value; the cause is
 * kept for the log all the same, which redacts.
 */
export function keychainProblem(
  error: unknown,
  loading: boolean,
  platform: NodeJS.Platform = process.platform,
): ProblemError {
  const said = error instanceof Error ? error.message : String(error);
  if (loading || missing.test(said)) {
    return problem('keychain_missing', `${howToGetOne(platform)} (${said})`, { retryable: true, cause: error });
  }
  return problem('keychain_refused', said, { retryable: true, cause: error });
}

function howToGetOne(platform: NodeJS.Platform): string {
  if (platform !== 'linux') return 'the keychain of this system did not answer';
  return 'no Secret Service answers: install libsecret-1-0 and gnome-keyring (or KWallet or KeePassXC), log in again and unlock it';
}
