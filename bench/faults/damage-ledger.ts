import { cpSync, existsSync, mkdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ledgerPaths } from '../../electron/ledger/open.ts';
import { spawnSandbox } from '../../sandbox/client.ts';
import type { Sale } from '../../shared/domain/acts.ts';
import type { AccountId } from '../../shared/ids.ts';
import { bookOrders } from './books.ts';
import { agentOf, compareOrders, type OrdersVerdict } from './compare.ts';
import { Guests } from './guests.ts';
import { type Harm, harms, inflict } from './harm.ts';
import { openTillLedger, readLedger } from './ledgers.ts';
import { type Rng, seeded } from './rng.ts';
import { notBusy } from './settle.ts';
import { startTill, type Till } from './till-process.ts';

/** What damaging a till's ledger came to. */
export interface LedgerDamageResult {
  readonly ledgers: number;
  /** Starts that failed. */
  readonly notStarted: number;
  /** Starts that said that a backup was put in its place, and that its newest entries are missing. What the log healed needs no word. */
  readonly saidRestored: number;
  readonly saidEndMissing: number;
  /** Sales of the last backup that a damaged ledger no longer had. */
  readonly salesLost: number;
  /** Sales that were made meanwhile. */
  readonly sales: number;
  /** The platform's books against every sale that was ever made, also those that a damaged ledger lost. */
  readonly ordersVerdict: OrdersVerdict;
  readonly byHarm: ReadonlyMap<string, number>;
  readonly examples: readonly string[];
  readonly seconds: number;
}

const name = 'till-h';
/** `old file`: a restore of the system put back what was there before, and nothing else. `wal end cut`: only the last writes are gone. */
type LedgerHarm = Exclude<Harm, 'key lost'> | 'old file' | 'wal end cut';
/** Those first that leave a file that opens cleanly. */
const ledgerHarms: readonly LedgerHarm[] = [
  ...(['wal end cut', 'old file', 'wal gone'] as const),
  ...harms.filter((harm) => harm !== 'key lost' && harm !== 'wal gone'),
];
/** A page with its frame's head. */
const frameBytes = 4096 + 24;

/**
 * One till lives through harm after harm to its ledger: it sells, dies while acts wait, starts and sends them, dies again, loses a part of its
 * ledger, and goes on from what is left.
 */
export async function runLedgerDamage(
  folder: string,
  options: { readonly each: number; readonly seed: number },
): Promise<LedgerDamageResult> {
  const begun = performance.now();
  const rng = seeded(options.seed ^ 0x1ed6e4);
  const sandbox = await spawnSandbox(['--tickets', '200', '--seed', String(options.seed), '--no-rate-limit']);
  const life = join(folder, 'life');
  mkdirSync(life, { recursive: true });
  const { file } = ledgerPaths(life);
  const guests = new Guests(rng, 'h');
  const made = new Map<string, Sale>();
  const result = { notStarted: 0, saidRestored: 0, saidEndMissing: 0, salesLost: 0 };
  const byHarm = new Map<string, number>();
  const examples: string[] = [];
  const sell = async (till: Till, accountId: AccountId): Promise<void> => {
    for (let n = 2 + rng.below(3); n > 0; n -= 1) {
      const sale = await till.call('sales.create', guests.next(accountId));
      made.set(sale.id, sale);
    }
  };
  try {
    const accountId = await connect(life, sandbox.ticrs);
    for (let n = 0; n < options.each; n += 1) {
      const first = await startTill({ folder: life, name });
      await sell(first, accountId);
      await pause(rng.below(250));
      await first.kill();
      const old = join(folder, 'old.db');
      cpSync(file, old);

      const second = await startTill({ folder: life, name });
      await sell(second, accountId);
      if (rng.chance(0.6)) await notBusy(second, 0);
      else await pause(rng.below(500));
      await second.kill();
      const backedUp = backedUpSales(life, folder);

      const harm = ledgerHarms[n % ledgerHarms.length] ?? 'wal gone';
      byHarm.set(`ledger ${harm}`, (byHarm.get(`ledger ${harm}`) ?? 0) + 1);
      harmLedger(file, harm, old, rng);
      try {
        const third = await startTill({ folder: life, name });
        const { notices } = await third.call('app.info', undefined);
        await notBusy(third, 0);
        await third.close();
        if (notices.some(({ code }) => code === 'ledger_restored')) result.saidRestored += 1;
        if (notices.some(({ code }) => code === 'ledger_end_missing')) result.saidEndMissing += 1;
        const left = new Set<string>(readLedger(life).sales.map((sale) => sale.id));
        const lost = backedUp.filter((id) => !left.has(id)).length;
        result.salesLost += lost;
        if (lost > 0) examples.push(`ledger ${harm}: ${lost} sales lost, notices ${JSON.stringify(notices)}`);
      } catch (error) {
        result.notStarted += 1;
        examples.push(`ledger ${harm}: ${String(error).slice(0, 300)}`);
      }
    }
    const { sales: left } = readLedger(life);
    const leftIds = new Set(left.map((sale) => sale.id));
    // What the ledger lost it cannot answer for; the platform may have its order, but not two.
    const forgotten = [...made.values()]
      .filter((sale) => !leftIds.has(sale.id))
      .map((sale): Sale => ({ ...sale, queueState: 'needs_person' }));
    return {
      ledgers: options.each,
      ...result,
      sales: made.size,
      ordersVerdict: compareOrders(await bookOrders(sandbox), [
        { agent: agentOf(name), acts: [...left, ...forgotten] },
      ]),
      byHarm,
      examples: examples.slice(0, 12),
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    await sandbox.stop();
  }
}

async function connect(folder: string, ticrs: string): Promise<AccountId> {
  const till = await startTill({ folder, name });
  const { id } = await till.call('accounts.connect', {
    system: 'ticrs',
    label: 'Door',
    baseUrl: ticrs,
    credential: { kind: 'apiKey', key: 'tic_sandbox_key' },
  });
  await till.close();
  return id;
}

function harmLedger(file: string, harm: LedgerHarm, old: string, rng: Rng): void {
  if (harm === 'wal end cut') {
    const wal = `${file}-wal`;
    truncateSync(wal, Math.max(0, statSync(wal).size - (1 + rng.below(60)) * frameBytes));
    return;
  }
  if (harm !== 'old file') {
    inflict(file, harm, rng);
    return;
  }
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
  cpSync(old, file);
}

/** Ids of the sales that the newest backup holds. */
function backedUpSales(life: string, folder: string): readonly string[] {
  const place = join(folder, 'only-backup');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const { backupDir } = ledgerPaths(life);
  if (!existsSync(backupDir)) throw new Error('there is no backup to compare with');
  cpSync(backupDir, ledgerPaths(place).backupDir, { recursive: true });
  const { ledger } = openTillLedger(place);
  const ids = ledger.sales.recent(1_000_000).map((sale) => sale.id as string);
  ledger.close();
  return ids;
}
