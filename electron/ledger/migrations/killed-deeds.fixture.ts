/** Opens the ledger named on the command line, makes step 5 and never commits it; says `half` then. For a test that kills it. */
import { migrate } from '../../store/migrations.ts';
import { openEncrypted } from '../../store/open.ts';
import { ledger005 } from './005-deeds.ts';
import { ledgerMigrations } from './index.ts';

const [file = '', key = ''] = process.argv.slice(2);
const db = openEncrypted({ file, key, synchronous: 'FULL', cacheKiB: 8 });
migrate(db, [
  ...ledgerMigrations.slice(0, 4),
  {
    version: 5,
    up: (open) => {
      ledger005.up(open);
      process.stdout.write('half\n');
      for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
    },
  },
]);
