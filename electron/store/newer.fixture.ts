/**
 * Makes a store look as a newer Willcall would leave it, for the test that such a file is refused by name:
 * `node electron/store/newer.fixture.ts <data folder> <cache|ledger>`.
 */
import { join } from 'node:path';
import { installId, openKeychain } from '../keychain.ts';
import { openEncrypted } from './open.ts';

const [folder = '', name = ''] = process.argv.slice(2);
if (name !== 'cache' && name !== 'ledger') throw new Error('name the store: cache or ledger');
const key = await openKeychain({ installId: installId(folder) }).databaseKey(name, true);
const db = openEncrypted({ file: join(folder, `${name}.db`), key: key.reveal(), synchronous: 'FULL' });
db.pragma('user_version = 999');
db.close();
