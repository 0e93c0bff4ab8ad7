import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '../shared/errors.ts';
import { as } from '../shared/ids.ts';
import {
  accountSecretName,
  installId,
  type Keychain,
  type KeytarFunctions,
  keychainProblem,
  openKeychain,
} from './keychain.ts';
import { Secret } from './secret.ts';

const failure = async (work: Promise<unknown>): Promise<ProblemError> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw new Error(`expected a ProblemError, got ${inspect(error)}`);
  return error;
};

/** A keychain in memory that fails as the real one was seen to. */
function faulty(faults: Partial<KeytarFunctions>): Keychain {
  const kept = new Map<string, string>();
  const working: KeytarFunctions = {
    getPassword: async (service, account) => kept.get(`${service}/${account}`) ?? null,
    setPassword: async (service, account, password) => {
      kept.set(`${service}/${account}`, password);
    },
    deletePassword: async (service, account) => kept.delete(`${service}/${account}`),
  };
  return openKeychain({ installId: 'test', load: async () => ({ ...working, ...faults }) });
}

describe('a real Secret Service', () => {
  const one = openKeychain({ installId: `test-${process.pid}-one` });
  const two = openKeychain({ installId: `test-${process.pid}-two` });
  const account = accountSecretName(as('a1'));

  beforeAll(async () => {
    const trouble = await one.status();
    if (trouble) {
      throw new Error(
        `these tests need a Secret Service (${trouble.code}: ${trouble.message}). Run them with \`npm test\`, or inside: dbus-run-session -- bash -c "printf 'ci\\n' | gnome-keyring-daemon --unlock --components=secrets; ..."`,
      );
    }
  });
  afterAll(async () => {
    for (const keychain of [one, two]) {
      for (const name of [account, 'database:cache', 'database:ledger']) await keychain.delete(name);
    }
  });

  test('keeps, replaces and forgets a secret, apart for each installation', async () => {
    expect(await one.get(account)).toBeNull();
    await one.set(account, new Secret('first ключ 🔑'));
    await two.set(account, new Secret('other'));
    await one.set(account, new Secret('second ključ 🔑'));
    expect((await one.get(account))?.reveal()).toBe('second ključ 🔑');
    expect((await two.get(account))?.reveal()).toBe('other');
    await one.delete(account);
    await one.delete(account);
    expect(await one.get(account)).toBeNull();
    expect((await two.get(account))?.reveal()).toBe('other');
  });

  test('keeps a credential as long as the contract allows', async () => {
    const long = 'k'.repeat(4000);
    await one.set(account, new Secret(long));
    expect((await one.get(account))?.reveal()).toBe(long);
  });

  test('makes each database key once', async () => {
    const cache = await one.databaseKey('cache', false);
    const ledger = await one.databaseKey('ledger', false);
    expect(cache.reveal()).toMatch(/^[0-9a-f]{64}$/);
    expect(ledger.reveal()).not.toBe(cache.reveal());
    const later = openKeychain({ installId: `test-${process.pid}-one` });
    expect((await later.databaseKey('ledger', true)).reveal()).toBe(ledger.reveal());
    expect((await later.databaseKey('cache', false)).reveal()).toBe(cache.reveal());
    expect((await two.databaseKey('cache', false)).reveal()).not.toBe(cache.reveal());
  });
});

describe('a keychain in trouble', () => {
  test('a locked one, which reads as empty and refuses writes, is refused and not taken for empty', async () => {
    const keychain = faulty({
      getPassword: async () => null,
      setPassword: async () => {
        throw new Error('Cannot create an item in a locked collection');
      },
    });
    expect((await failure(keychain.get('account:a'))).problem.code).toBe('keychain_refused');
    expect((await failure(keychain.databaseKey('ledger', false))).problem.code).toBe('keychain_refused');
    expect((await keychain.status())?.code).toBe('keychain_refused');
  });

  test('one that is unlocked by the first write gives the key that was there, and makes no new one', async () => {
    let locked = true;
    const kept = new Map<string, string>([['database:ledger', 'ab'.repeat(32)]]);
    const keychain = faulty({
      getPassword: async (_service, name) => (locked ? null : (kept.get(name) ?? null)),
      setPassword: async (_service, name, value) => {
        locked = false;
        kept.set(name, value);
      },
      deletePassword: async (_service, name) => kept.delete(name),
    });
    expect((await keychain.databaseKey('ledger', true)).reveal()).toBe('ab'.repeat(32));
    expect([...kept.keys()]).toEqual(['database:ledger']);
  });

  test('no key is made for a database that is there already', async () => {
    const error = await failure(faulty({}).databaseKey('ledger', true));
    expect(error.problem.code).toBe('keychain_refused');
  });

  test('a keychain that forgets at once is refused before anything is encrypted with its key', async () => {
    const keychain = faulty({ getPassword: async () => null });
    expect((await failure(keychain.databaseKey('cache', false))).problem.code).toBe('keychain_refused');
  });

  test('where the library cannot be loaded, the sentence says what to install, and a later try loads again', async () => {
    let tries = 0;
    const keychain = openKeychain({
      installId: 'test',
      load: async () => {
        tries += 1;
        throw new Error('libsecret-1.so.0: cannot open shared object file: No such file or directory');
      },
    });
    expect((await failure(keychain.get('account:a'))).problem.code).toBe('keychain_missing');
    await keychain.status();
    expect(tries).toBe(2);
  });

  test.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'keychain_missing'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'keychain_missing'],
    ['Could not connect: No such file or directory', 'keychain_missing'],
    ['GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown: gone', 'keychain_missing'],
    ['Cannot create an item in a locked collection', 'keychain_refused'],
    ['The prompt was dismissed', 'keychain_refused'],
    ['User interaction is not allowed.', 'keychain_refused'],
  ])('%s → %s', (said, code) => {
    const found = keychainProblem(new Error(said), false, 'linux').problem;
    expect(found.code).toBe(code);
    if (code === 'keychain_missing') expect(found.message).toContain('gnome-keyring');
  });

  test('no error shows the secret that was being written', async () => {
    const keychain = faulty({
      setPassword: async () => {
        throw new Error('no');
      },
    });
    const error = await failure(keychain.set('account:a', new Secret('hush-hush')));
    expect(inspect(error, { depth: 9 }) + JSON.stringify(error.problem)).not.toContain('hush');
  });
});

test('the installation id is made once, belongs to its folder, and a broken one is not replaced', () => {
  const folder = mkdtempSync(join(tmpdir(), 'willcall-install-'));
  try {
    const one = join(folder, 'one');
    const id = installId(one);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(installId(one)).toBe(id);
    expect(installId(join(folder, 'two'))).not.toBe(id);
    expect(readdirSync(one)).toEqual(['install-id']);
    writeFileSync(join(one, 'install-id'), 'x');
    expect(() => installId(one)).toThrow(ProblemError);
    expect(readFileSync(join(one, 'install-id'), 'utf8')).toBe('x');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
