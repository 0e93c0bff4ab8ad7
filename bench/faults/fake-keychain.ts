import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keychain } from '../../electron/keychain.ts';
import { Secret } from '../../electron/secret.ts';

/** Keys of the stores in every folder of the harness, so that it can open them itself. */
export const storeKeys = { ledger: 'a1'.repeat(32), cache: 'b2'.repeat(32) } as const;

/** A keychain in a file: the harness proves stores and sync, not the operating system's keychain, and kills hundreds of processes. */
export function fileKeychain(folder: string, keys: { readonly cache: string; readonly ledger: string }): Keychain {
  const file = join(folder, 'keychain.json');
  const read = (): Record<string, string> =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  return {
    get: async (name) => {
      const value = read()[name];
      return value === undefined ? null : new Secret(value);
    },
    set: async (name, secret) => writeFileSync(file, JSON.stringify({ ...read(), [name]: secret.reveal() })),
    delete: async (name) => {
      const { [name]: _gone, ...rest } = read();
      writeFileSync(file, JSON.stringify(rest));
    },
    status: async () => null,
    databaseKey: async (store) => new Secret(keys[store]),
  };
}
