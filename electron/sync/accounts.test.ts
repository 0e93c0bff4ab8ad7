import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SaleId } from '../../shared/ids.ts';
import { accountSecretName, type SecretStore } from '../keychain.ts';
import { accountId } from '../ledger/test-ledger.ts';
import type { Platform } from '../platforms/platform.ts';
import { Secret } from '../secret.ts';
import { Accounts } from './accounts.ts';
import { sealCredential } from './credential.ts';
import { Sync } from './sync.ts';
import { TestLine } from './test-line.fixture.ts';

/* What happens while the keychain takes its time, or says no. */

const credential = { kind: 'apiKey', key: 'key_f3k9' } as const;
const name = accountSecretName(accountId);

let it: TestLine;
let sync: Sync;
let accounts: Accounts;
let keys: Map<string, Secret>;
/** Happens while the keychain is asked. */
let meanwhile: (what: 'set' | 'delete') => void;

beforeEach(async () => {
  it = new TestLine();
  keys = new Map([[name, sealCredential(credential)]]);
  meanwhile = () => undefined;
  const secrets: SecretStore = {
    get: async (key) => keys.get(key) ?? null,
    set: async (key, secret) => {
      meanwhile('set');
      keys.set(key, new Secret(secret.reveal()));
    },
    delete: async (key) => {
      meanwhile('delete');
      keys.delete(key);
    },
  };
  const platform: Platform = {
    ...it.fake.platform,
    capabilities: new Set(),
    verify: async () => ({ name: 'Door', tickets: null }),
    signOut: async () => undefined,
    reach: async () => ({ sign: '404', page: false }),
  };
  sync = new Sync({ ...it.line.context, steady: () => performance.now() });
  accounts = new Accounts(it.line.context, sync, secrets, { make: () => platform, capabilities: () => [] });
  await accounts.startAll();
});
afterEach(async () => {
  await sync.close();
  it.remove();
});

const here = () => it.ledger.accounts.get(accountId);

test('what is sold while an account is being removed is taken back with the rest', async () => {
  let sold: SaleId | null = null;
  meanwhile = () => {
    sold = it.sell();
  };
  await accounts.remove(accountId);
  expect(sold === null ? null : it.ledger.sales.get(sold)?.queueState).toBe('cancelled');
  expect([here(), keys.size]).toEqual([null, 0]);
});

test('an account whose key the keychain does not give up stays, and works', async () => {
  meanwhile = () => {
    throw new Error('locked');
  };
  await expect(accounts.remove(accountId)).rejects.toThrow('locked');
  expect(accounts.list()).toMatchObject([{ id: accountId }]);
  expect(sync.platform(accountId)).not.toBeNull();
});

test('an account does not move to another address with what was sold while it was asked', async () => {
  const before = here();
  meanwhile = (what) => {
    meanwhile = () => undefined;
    if (what === 'set') it.sell();
  };
  const change = { baseUrl: 'http://127.0.0.1:4302', advanced: {}, scanToken: 'acc_new' };
  await expect(accounts.changeSettings(accountId, change)).rejects.toMatchObject({ problem: { code: 'queue_open' } });
  expect(here()).toEqual(before);
  expect(keys.get(name)?.reveal()).toBe(sealCredential(credential).reveal());
  expect(sync.platform(accountId)).not.toBeNull();
});

test('a key that another account has is no key to change to', async () => {
  const other = { ...credential, key: 'key_a1b2' };
  await accounts.connect({ system: 'ticrs', label: 'Other', baseUrl: 'http://127.0.0.1:4301', credential: other });
  await expect(accounts.replaceCredential(accountId, other, false)).rejects.toMatchObject({
    problem: { code: 'account_exists' },
  });
});
