import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spawnSandbox } from '../../sandbox/client.ts';
import { compareTickets } from './compare-tickets.ts';
import { seeded } from './rng.ts';
import { startTill } from './till-process.ts';

/** What a pull came to while the list moved under it. */
export interface DriftResult {
  readonly tickets: number;
  readonly inserted: number;
  readonly removed: number;
  /** Tickets that the cache has too many or too few afterwards. */
  readonly wrong: number;
  /** Requests for tickets that it took, and that one undisturbed pass takes. */
  readonly requests: number;
  readonly leastRequests: number;
  readonly seconds: number;
}

const perPage = 50;
const within = 30 * 60_000;

/** Pulls all tickets while others sell and tickets are taken back, in many small steps spread over the pull. */
export async function runDrift(
  folder: string,
  options: { readonly tickets: number; readonly insert: number; readonly remove: number; readonly seed: number },
): Promise<DriftResult> {
  const begun = performance.now();
  const rng = seeded(options.seed ^ 0xd41f7);
  const sandbox = await spawnSandbox([
    '--tickets',
    String(options.tickets),
    '--seed',
    String(options.seed),
    '--no-rate-limit',
  ]);
  const tillFolder = join(folder, 'drift');
  mkdirSync(tillFolder, { recursive: true });
  const till = await startTill({ folder: tillFolder, name: 'till-d' });
  try {
    const { id: accountId } = await till.call('accounts.connect', {
      system: 'ticrs',
      label: 'Door',
      baseUrl: sandbox.ticrs,
      credential: { kind: 'apiKey', key: 'tic_sandbox_key' },
    });
    const steps = 40;
    const total = async (): Promise<number> => (await till.call('sync.status', undefined))[0]?.pull?.done ?? 0;
    let inserted = 0;
    let removed = 0;
    for (let step = 1; step <= steps; step += 1) {
      // As far as the pull has come, so far has the list moved: neither waits for the other's clock.
      const far = (options.tickets * (step - 0.5)) / steps;
      const deadline = performance.now() + 5_000;
      while ((await total()) < far && performance.now() < deadline) await pause(25);
      const add = Math.round((options.insert * step) / steps) - inserted;
      const take = Math.round((options.remove * step) / steps) - removed;
      if (add > 0) await sandbox.control('POST', '/tic/tickets/add', { count: add });
      if (take > 0) {
        const from = rng.pick(['newest', 'oldest', 'spread']);
        await sandbox.control('POST', '/tic/tickets/remove', { count: take, from });
      }
      inserted += add;
      removed += take;
    }
    const still = Date.now();
    const deadline = performance.now() + within;
    while (performance.now() < deadline) {
      const [status] = await till.call('sync.status', undefined);
      if ((status?.completeAt ?? 0) > 0 && (status?.freshAt ?? 0) > still && status?.pull === null) break;
      await pause(200);
    }
    const log = await sandbox.control<{ requests: { path: string }[] }>('GET', '/requests?since=0');
    await till.close();
    return {
      tickets: options.tickets,
      inserted,
      removed,
      wrong: await compareTickets(sandbox, tillFolder, accountId),
      requests: log.requests.filter(({ path }) => path.includes('/organizer/v1/tickets')).length,
      leastRequests: Math.ceil(options.tickets / perPage),
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    await till.kill();
    await sandbox.stop();
  }
}
