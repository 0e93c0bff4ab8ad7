import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spawnSandbox } from '../../sandbox/client.ts';
import type { AccountId } from '../../shared/ids.ts';
import { compareTickets } from './compare-tickets.ts';
import { storeKeys } from './fake-keychain.ts';
import { Guests } from './guests.ts';
import { harms, inflict } from './harm.ts';
import { type Rng, seeded } from './rng.ts';
import { startTill, type Till } from './till-process.ts';

/** What damaging a till's cache came to. */
export interface DamageResult {
  readonly caches: number;
  /** Starts that failed. */
  readonly notStarted: number;
  /** Tickets too many or too few in damaged caches, once the till had them whole again by its own word. */
  readonly ticketsWrong: number;
  /** Starts that said that the cache was made anew. What the write-ahead log healed needs no word. */
  readonly saidRebuilt: number;
  readonly byHarm: ReadonlyMap<string, number>;
  readonly examples: readonly string[];
  readonly seconds: number;
}

/** Harms the cache of a prepared till again and again, and starts it each time. */
export async function runDamage(
  folder: string,
  options: { readonly each: number; readonly seed: number },
): Promise<DamageResult> {
  const begun = performance.now();
  const rng = seeded(options.seed ^ 0xda3a6e);
  const sandbox = await spawnSandbox(['--tickets', '1000', '--seed', String(options.seed), '--no-rate-limit']);
  const model = join(folder, 'model');
  const victim = join(folder, 'victim');
  const result = { notStarted: 0, ticketsWrong: 0, saidRebuilt: 0 };
  const byHarm = new Map<string, number>();
  const examples: string[] = [];
  try {
    const accountId = await prepare(model, sandbox.ticrs, rng);
    for (let n = 0; n < options.each; n += 1) {
      const harm = rng.pick(harms);
      rmSync(victim, { recursive: true, force: true });
      cpSync(model, victim, { recursive: true });
      const key = inflict(join(victim, 'cache.db'), harm, rng);
      byHarm.set(`cache ${harm}`, (byHarm.get(`cache ${harm}`) ?? 0) + 1);
      try {
        const till = await startTill({ folder: victim, name: 'till-h', ...(key ? { keys: { cache: key } } : {}) });
        const { notices } = await till.call('app.info', undefined);
        await wholeAgain(till);
        await till.close();
        const wrong = await compareTickets(sandbox, victim, accountId, key ?? storeKeys.cache);
        if (notices.some(({ code }) => code === 'cache_rebuilt')) result.saidRebuilt += 1;
        if (wrong > 0) {
          result.ticketsWrong += wrong;
          examples.push(`cache ${harm}: ${wrong} tickets wrong, notices ${JSON.stringify(notices)}`);
        }
      } catch (error) {
        result.notStarted += 1;
        examples.push(`cache ${harm}: ${String(error).slice(0, 300)}`);
      }
    }
    return {
      caches: options.each,
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
