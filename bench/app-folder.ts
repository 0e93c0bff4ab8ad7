import { constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountSecretName, installId, openKeychain } from '../electron/keychain.ts';
import { ledgerPaths, openLedger } from '../electron/ledger/open.ts';
import { Secret } from '../electron/secret.ts';
import { openEncrypted } from '../electron/store/open.ts';
import { sealCredential } from '../electron/sync/credential.ts';
import { as, type EpochMs } from '../shared/ids.ts';
import { epochNow, tonight } from '../shared/time.ts';
import { benchAccount } from './search-data.ts';
import { benchFile, benchKey } from './search-file.ts';

/** A host that takes no connection: the cable is out, so that nothing but what is measured goes on. */
const nobody = 'http://127.0.0.1:9';

/**
 * A data folder of the app with a full cache, one connected account and the cable out; its keys are in the keychain of this session. One
 * evening of the benchmark's tickets is tonight's.
 * @returns the folder and a function that removes it.
 */
export async function fullAppFolder(count: number): Promise<{ readonly folder: string; readonly remove: () => void }> {
  const source = benchFile(count);
  const folder = mkdtempSync(join(tmpdir(), 'willcall-bench-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const cacheFile = join(folder, 'cache.db');
    copyFileSync(source, cacheFile, constants.COPYFILE_FICLONE);
    moveOneEveningToTonight(cacheFile);
    const keychain = openKeychain({ installId: installId(folder) });
    await keychain.set('database:cache', new Secret(benchKey));
    const ledgerKey = await keychain.databaseKey('ledger', false);
    const { file, backupDir } = ledgerPaths(folder);
    const { ledger } = openLedger({ file, backupDir, key: ledgerKey.reveal(), now: epochNow });
    ledger.accounts.add({
      id: benchAccount,
      system: 'ticrs',
      label: 'Benchmark',
      baseUrl: nobody,
      credentialKind: 'apiKey',
      credentialHint: '…ench',
      demo: false,
      advanced: {},
      connectedAt: as<EpochMs>(Date.now()),
    });
    ledger.close();
    await keychain.set(accountSecretName(benchAccount), sealCredential({ kind: 'apiKey', key: 'bench' }));
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A fresh data folder, as a newcomer has it. */
export function emptyAppFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'willcall-bench-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The data's evenings are dated; on any other day one of them is moved, so that tonight's guests are there to be listed first. */
function moveOneEveningToTonight(file: string): void {
  const db = openEncrypted({ file, key: benchKey, synchronous: 'NORMAL' });
  const day = tonight(Date.now());
  const there = db.prepare<[string], number>('SELECT no FROM event_date WHERE day = ? AND tickets > 0').get(day);
  if (there === undefined) {
    const date = `${day}T19:00:00+02:00`;
    db.prepare('UPDATE event_date SET date = ?, date_ms = ?, day = ? WHERE no = (SELECT min(no) FROM event_date)').run(
      date,
      Date.parse(date),
      day,
    );
  }
  db.close();
}
