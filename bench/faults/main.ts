import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runMixed } from './mixed.ts';
import { mixedRows, printTable } from './report.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '2000' },
    refunds: { type: 'string', default: '500' },
    seed: { type: 'string', default: '20261121' },
    keep: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'willcall-faults-'));
try {
  const seed = Number(values.seed);
  printTable(
    mixedRows(await runMixed(folder, { orders: Number(values.orders), refunds: Number(values.refunds), seed })),
  );
} finally {
  if (values.keep) process.stdout.write(`${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
}
