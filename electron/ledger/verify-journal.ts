import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { problemOf } from '../../shared/errors.ts';
import { installId, installIdFile, type Keychain, openKeychain } from '../keychain.ts';
import { openEncrypted } from '../store/open.ts';
import { openJournal } from './journal.ts';
import { ledgerPaths } from './open.ts';

/** What the command says, and its exit code: 0 the chain holds, 1 it is broken, 2 it could not be read. */
export interface Verdict {
  readonly line: string;
  readonly exitCode: 0 | 1 | 2;
}

/** Walks the journal of the ledger in a data folder; reads only, also while the app runs. */
export async function verifyJournal(
  dataFolder: string,
  keychainOf: (id: string) => Pick<Keychain, 'databaseKey'> = (id) => openKeychain({ installId: id }),
): Promise<Verdict> {
  const { file } = ledgerPaths(dataFolder);
  if (!existsSync(file) || !existsSync(installIdFile(dataFolder))) {
    return { line: `no ledger in ${dataFolder}`, exitCode: 2 };
  }
  try {
    const key = await keychainOf(installId(dataFolder)).databaseKey('ledger', true);
    const db = openEncrypted({ file, key: key.reveal(), synchronous: 'FULL', readonly: true });
    try {
      const journal = openJournal(db);
      const broken = journal.verify();
      if (broken) return { line: `journal BROKEN: entry ${broken.seq} ${broken.reason}`, exitCode: 1 };
      const head = journal.head();
      if (!head) return { line: 'journal holds: no entries yet', exitCode: 0 };
      const at = new Date(head.at).toISOString();
      return { line: `journal holds: ${head.seq} entries, the last of ${at}, hash ${head.hash}`, exitCode: 0 };
    } finally {
      db.close();
    }
  } catch (error) {
    const { code, message } = problemOf(error);
    return { line: `journal not read: ${code}: ${message}`, exitCode: 2 };
  }
}

/** Where Electron keeps the app's data unless told otherwise. */
function usualDataFolder(): string {
  const { APPDATA, XDG_CONFIG_HOME } = process.env;
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Willcall');
    case 'win32':
      return join(APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Willcall');
    default:
      return join(XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Willcall');
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { 'user-data-dir': { type: 'string' } } });
  const verdict = await verifyJournal(values['user-data-dir'] ?? usualDataFolder());
  process.stdout.write(`${verdict.line}\n`);
  process.exitCode = verdict.exitCode;
}
