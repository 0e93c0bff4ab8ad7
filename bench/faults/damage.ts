import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spawnSandbox } from '../../sandbox/client.ts';
import { type AccountId, as, type SaleId } from '../../shared/ids.ts';
import { compareTickets } from './compare-tickets.ts';
import { storeKeys } from './fake-keychain.ts';
import { Guests } from './guests.ts';
import { openTillLedger, readLedger } from './ledgers.ts';
import { type Rng, seeded } from './rng.ts';
import { startTill, type Till } from './till-process.ts';

/** What damaging a till's files came to. */
export interface DamageResult {
  readonly caches: number;
  readonly ledgers: number;
  /** Starts that failed. */
  readonly notStarted: number;
  /** Tickets too many or too few in damaged caches, once the till had them whole again by its own word. */
  readonly ticketsWrong: number;
  /** Starts that said that the cache was made anew, and that the ledger was restored. What the write-ahead log healed needs no word. */
  readonly saidRebuilt: number;
  readonly saidRestored: number;
  /** Sales of the last backup that a damaged ledger no longer had. */
  readonly salesLost: number;
  readonly byHarm: ReadonlyMap<string, number>;
  readonly examples: readonly string[];
  readonly seconds: number;
}

const harms = [
  'bits',
  'truncated',
  'zeroed page',
  'garbage head',
  'deleted',
  'emptied',
  'wal cut',
  'wal bits',
  'key lost',
] as const;
type Harm = (typeof harms)[number];

/** Harms one of two files of a prepared till again and again, and starts it each time. */
export async function runDamage(
  folder: string,
  options: { readonly each: number; readonly seed: number },
): Promise<DamageResult> {
  const begun = performance.now();
  const rng = seeded(options.seed ^ 0xda3a6e);
  const sandbox = await spawnSandbox(['--tickets', '1000', '--seed', String(options.seed), '--no-rate-limit']);
  const model = join(folder, 'model');
  const victim = join(folder, 'victim');
  const result = { notStarted: 0, ticketsWrong: 0, saidRebuilt: 0, saidRestored: 0, salesLost: 0 };
  const byHarm = new Map<string, number>();
  const examples: string[] = [];
  try {
    const accountId = await prepare(model, sandbox.ticrs, rng);
    const atBackup = backedUpSales(model, folder);
    for (let n = 0; n < options.each * 2; n += 1) {
      const which = n % 2 === 0 ? 'cache' : 'ledger';
      const harm = rng.pick(which === 'cache' ? harms : harms.filter((one) => one !== 'key lost'));
      rmSync(victim, { recursive: true, force: true });
      cpSync(model, victim, { recursive: true });
      const keys = inflict(join(victim, `${which}.db`), harm, rng);
      byHarm.set(`${which} ${harm}`, (byHarm.get(`${which} ${harm}`) ?? 0) + 1);
      try {
        const till = await startTill({ folder: victim, name: 'till-h', ...(keys ? { keys: { cache: keys } } : {}) });
        const { notices } = await till.call('app.info', undefined);
        if (which === 'cache') {
          await wholeAgain(till);
          await till.close();
          const wrong = await compareTickets(sandbox, victim, accountId, keys ?? storeKeys.cache);
          if (notices.some(({ code }) => code === 'cache_rebuilt')) result.saidRebuilt += 1;
          if (wrong > 0) {
            result.ticketsWrong += wrong;
            examples.push(`${which} ${harm}: ${wrong} tickets wrong, notices ${JSON.stringify(notices)}`);
          }
        } else {
          await till.kill();
          const left = new Set(readLedger(victim).sales.map((sale) => sale.id));
          const lost = atBackup.filter((id) => !left.has(as<SaleId>(id))).length;
          result.salesLost += lost;
          if (notices.some(({ code }) => code === 'ledger_restored')) result.saidRestored += 1;
          if (lost > 0) examples.push(`${which} ${harm}: ${lost} sales lost, notices ${JSON.stringify(notices)}`);
        }
      } catch (error) {
        result.notStarted += 1;
        examples.push(`${which} ${harm}: ${String(error).slice(0, 300)}`);
      }
    }
    return {
      caches: options.each,
      ledgers: options.each,
      ...result,
      byHarm,
      examples: examples.slice(0, 12),
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    await sandbox.stop();
  }
}

/** A till that has pulled, sold, been backed up, sold on, and was cut off in the middle: with its write-ahead logs. */
async function prepare(model: string, ticrs: string, rng: Rng): Promise<AccountId> {
  mkdirSync(model, { recursive: true });
  const first = await startTill({ folder: model, name: 'till-h' });
  const { id: accountId } = await first.call('accounts.connect', {
    system: 'ticrs',
    label: 'Door',
    baseUrl: ticrs,
    credential: { kind: 'apiKey', key: 'tic_sandbox_key' },
  });
  const guests = new Guests(rng, 'h');
  for (let n = 0; n < 40; n += 1) await first.call('sales.create', guests.next(accountId));
  while ((await first.call('sync.status', undefined))[0]?.completeAt === null) await pause(100);
  while ((await first.call('queue.list', { settled: false, limit: 500 })).length > 0) await pause(100);
  // A good end: it closes with a backup.
  await first.close();
  const second = await startTill({ folder: model, name: 'till-h' });
  for (let n = 0; n < 10; n += 1) await second.call('sales.create', guests.next(accountId));
  await pause(300);
  await second.kill();
  return accountId;
}

const wholeWithinMs = 60_000;

/** Waits until the till says that it has all tickets, and that it has looked since it began. */
async function wholeAgain(till: Till): Promise<void> {
  const begun = Date.now();
  const deadline = performance.now() + wholeWithinMs;
  while (performance.now() < deadline) {
    const [status] = await till.call('sync.status', undefined);
    if (status && status.pull === null && (status.freshAt ?? 0) > begun && status.tickets === status.expectedTickets)
      return;
    await pause(100);
  }
}

/** Ids of the sales that the newest backup holds. */
function backedUpSales(model: string, folder: string): readonly string[] {
  const place = join(folder, 'only-backup');
  mkdirSync(place, { recursive: true });
  cpSync(join(model, 'ledger-backups'), join(place, 'ledger-backups'), { recursive: true });
  const { ledger } = openTillLedger(place);
  const ids = ledger.sales.recent(1_000_000).map((sale) => sale.id as string);
  ledger.close();
  if (ids.length === 0) throw new Error('there is no backup to compare with');
  return ids;
}

/** @returns another key for the cache, when that is the harm. */
function inflict(file: string, harm: Harm, rng: Rng): string | null {
  const size = readFileSync(file).length;
  switch (harm) {
    case 'bits':
      flip(file, 1 + rng.below(8), rng);
      return null;
    case 'truncated':
      truncateSync(file, 1 + rng.below(size - 1));
      return null;
    case 'zeroed page': {
      const bytes = readFileSync(file);
      const page = rng.below(Math.floor(size / 4096));
      bytes.fill(0, page * 4096, (page + 1) * 4096);
      writeFileSync(file, bytes);
      return null;
    }
    case 'garbage head': {
      const bytes = readFileSync(file);
      for (let n = 0; n < Math.min(4096, size); n += 1) bytes[n] = rng.below(256);
      writeFileSync(file, bytes);
      return null;
    }
    case 'deleted':
      rmSync(file);
      return null;
    case 'emptied':
      truncateSync(file, 0);
      return null;
    case 'wal cut': {
      const wal = `${file}-wal`;
      if (existsSync(wal)) truncateSync(wal, rng.below(Math.max(1, readFileSync(wal).length)));
      return null;
    }
    case 'wal bits': {
      const wal = `${file}-wal`;
      if (existsSync(wal) && readFileSync(wal).length > 0) flip(wal, 1 + rng.below(8), rng);
      return null;
    }
    case 'key lost':
      return 'c3'.repeat(32);
  }
}

function flip(file: string, count: number, rng: Rng): void {
  const bytes = readFileSync(file);
  for (let n = 0; n < count; n += 1) {
    const at = rng.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << rng.below(8));
  }
  writeFileSync(file, bytes);
}
