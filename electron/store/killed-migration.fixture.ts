/** Opens the store named on the command line and begins a step that never ends; says `half` in the middle of it. For a test that kills it. */
import { migrate } from './migrations.ts';
import { openEncrypted } from './open.ts';

const [file = '', key = ''] = process.argv.slice(2);
const db = openEncrypted({ file, key, synchronous: 'FULL' });
migrate(db, [
  { version: 1, up: () => undefined },
  {
    version: 2,
    up: (open) => {
      open.exec('CREATE TABLE made_by_2 (n INTEGER); ALTER TABLE sale ADD COLUMN made_by_2 INTEGER');
      const insert = open.prepare('INSERT INTO made_by_2 VALUES (?)');
      // More than fits the page cache: a part of the step is in the write-ahead log when the process dies.
      for (let n = 0; n < 500_000; n += 1) insert.run(n);
      process.stdout.write('half\n');
      for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
    },
  },
]);
