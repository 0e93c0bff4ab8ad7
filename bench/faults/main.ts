import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printTable } from './report.ts';
import { type FaultParts, faultParts, fullSize, quickSize, runFaults } from './run.ts';

/**
 * Real tills as processes of their own against the sandbox over HTTP, through injected faults, kills and damage; compares the sandbox's own books
 * with the ledgers. `--only mixed,kills,clients,damage,drift,vivenu,ozora` runs a part, `--system vivenu` or `ozora` one system's; the same `--seed` plans the same run.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string' },
    refunds: { type: 'string' },
    kills: { type: 'string' },
    seed: { type: 'string', default: '20261121' },
    only: { type: 'string', default: faultParts.join(',') },
    system: { type: 'string' },
    quick: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const size = values.quick ? quickSize : fullSize;
const folder = mkdtempSync(join(tmpdir(), 'willcall-faults-'));
try {
  process.stdout.write(`seed ${values.seed}\n`);
  for (const part of (values.system ?? values.only).split(',') as FaultParts[]) {
    const rows = await runFaults(
      folder,
      {
        ...size,
        seed: Number(values.seed),
        ...(values.orders === undefined ? {} : { orders: Number(values.orders) }),
        ...(values.refunds === undefined ? {} : { refunds: Number(values.refunds) }),
        ...(values.kills === undefined ? {} : { kills: Number(values.kills) }),
      },
      [part],
    );
    // Part by part: a run of an hour that is broken off has told what it knows.
    if (!printTable(rows)) process.exitCode = 1;
  }
} finally {
  if (values.keep) process.stderr.write(`kept ${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
}
