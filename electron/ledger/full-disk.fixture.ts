// Run by full-disk.test.ts in a process of its own, on a disk that is about to be full: sells until it cannot, and prints what is left.

import { problemOf } from '../../shared/errors.ts';
import { as, type EpochMs } from '../../shared/ids.ts';
import { openLedger } from './open.ts';
import { accountId, anAccount, aSale, startMs } from './test-ledger.ts';

const [, , folder = ''] = process.argv;
const open = () =>
  openLedger({ file: `${folder}/ledger.db`, backupDir: `${folder}/backups`, key: 'ab'.repeat(32), now: () => startMs });
const act = { by: 'Mila', now: as<EpochMs>(startMs) };
const first = open().ledger;
first.accounts.add(anAccount());
const sold: string[] = [];
let stopped = '';
while (stopped === '') {
  try {
    sold.push(first.sales.create(aSale({ name: 'Ana '.repeat(50) }), act).id);
  } catch (error) {
    stopped = problemOf(error).code;
  }
}
const backup = await first.backup().then(
  () => '',
  (error: unknown) => problemOf(error).code,
);
first.close();
const again = open().ledger;
const kept = again.queue.inStates(accountId, ['queued']).map((entry) => (entry.kind === 'sale' ? entry.sale.id : ''));
process.stdout.write(JSON.stringify({ sold, stopped, backup, kept, broken: again.journal.verify() }));
again.close();
