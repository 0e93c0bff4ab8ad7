import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type SandboxProcess, spawnSandbox } from '../../sandbox/client.ts';
import type { QueueState } from '../../shared/domain/acts.ts';
import type { AccountId } from '../../shared/ids.ts';
import { bookOrders, bookRefunds, pay } from './books.ts';
import { agentOf, compareOrders, compareRefunds, type OrdersVerdict, type RefundsVerdict } from './compare.ts';
import { compareTickets } from './compare-tickets.ts';
import { Guests } from './guests.ts';
import { clearFaults, planFaults } from './inject.ts';
import { type KillMoment, killMoments, startDoomed } from './kill-moments.ts';
import { checkFiles, readLedger, statesOf } from './ledgers.ts';
import { settled } from './mixed.ts';
import { longestLatencyMs } from './pace.ts';
import { type Rng, seeded } from './rng.ts';
import { startTill, type Till, TillGone, TillRefusal } from './till-process.ts';

/** What killing the till over and over came to. */
export interface KillsResult {
  readonly kills: number;
  /** Kills that struck at the moment that they aimed at. */
  readonly met: ReadonlyMap<KillMoment, number>;
  /** Kills at which at least one act was in the state, as its ledger showed afterwards. */
  readonly caught: ReadonlyMap<QueueState | 'pull', number>;
  readonly sales: number;
  readonly refunds: number;
  readonly ordersVerdict: OrdersVerdict;
  readonly refundsVerdict: RefundsVerdict;
  /** Kills after which a file did not pass its check. */
  readonly damaged: number;
  /** Tickets that the cache has too many or too few in the end. */
  readonly ticketsWrong: number;
  readonly examples: readonly string[];
  readonly seconds: number;
}

const name = 'till-k';
/** Orders of the till; another door's, which have a query, are spared. */
const ordersRoute = '^POST /api/payment/v1/orders$';

/** Starts one till over and over, lets it sell, refund and pull through faults, and kills it at a chosen or a random moment. */
export async function runKills(
  folder: string,
  options: { readonly kills: number; readonly seed: number },
): Promise<KillsResult> {
  const begun = performance.now();
  const rng = seeded(options.seed ^ 0x5eed);
  const sandbox = await spawnSandbox([
    '--tickets',
    '4000',
    '--seed',
    String(options.seed),
    '--no-rate-limit',
    '--expire-minutes',
    '0',
  ]);
  const tillFolder = join(folder, 'killed');
  mkdirSync(tillFolder, { recursive: true });
  const guests = new Guests(rng, 'k');
  const caught = new Map<QueueState | 'pull', number>();
  const met = new Map<KillMoment, number>();
  const examples: string[] = [];
  let damaged = 0;
  try {
    const accountId = await connect(tillFolder, sandbox);
    for (let n = 0; n < options.kills; n += 1) {
      const moment = killMoments[n % killMoments.length] ?? 'any';
      if (n % 25 === 0) await newFaults(sandbox, rng);
      const { till, dead } = await startDoomed({ folder: tillFolder, name }, moment, rng);
      if (till) await work(till, sandbox, accountId, moment, guests, rng).catch(unlessGone);
      const end = await dead;
      if (end.met) met.set(moment, (met.get(moment) ?? 0) + 1);
      const trouble = checkFiles(tillFolder);
      const says = readLedger(tillFolder);
      if (trouble !== null || says.trouble !== null) {
        damaged += 1;
        examples.push(`kill ${n} at ${moment}: ${trouble ?? says.trouble}`);
      }
      for (const state of statesOf(says).keys()) caught.set(state, (caught.get(state) ?? 0) + 1);
      if (end.pulling) caught.set('pull', (caught.get('pull') ?? 0) + 1);
    }
    await clearFaults(sandbox);
    const till = await startTill({ folder: tillFolder, name });
    await settled(till, sandbox);
    const ticketsWrong = await untilPulled(till, sandbox, tillFolder, accountId);
    await till.close();
    await pause(longestLatencyMs);
    const books = await bookOrders(sandbox);
    const says = readLedger(tillFolder);
    return {
      kills: options.kills,
      met,
      caught,
      sales: says.sales.length,
      refunds: says.refunds.length,
      ordersVerdict: compareOrders(books, [{ agent: agentOf(name), acts: says.sales }]),
      refundsVerdict: compareRefunds(await bookRefunds(sandbox), books, [{ agent: agentOf(name), acts: says.refunds }]),
      damaged,
      ticketsWrong,
      examples,
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    await sandbox.stop();
  }
}

/** In peace: an account that is there before the first kill. */
async function connect(folder: string, sandbox: SandboxProcess): Promise<AccountId> {
  const till = await startTill({ folder, name });
  const { id } = await till.call('accounts.connect', {
    system: 'ticrs',
    label: 'Door',
    baseUrl: sandbox.ticrs,
    credential: { kind: 'apiKey', key: 'tic_sandbox_key' },
  });
  await till.close();
  return id;
}

/** The till may be gone in the middle of a call: that is what this is for. Nothing else may go wrong. */
function unlessGone(error: unknown): void {
  if (!(error instanceof TillGone)) throw error;
}

async function newFaults(sandbox: SandboxProcess, rng: Rng): Promise<void> {
  await clearFaults(sandbox);
  for (const route of [ordersRoute, 'POST /api/payment/v1/refunds']) {
    await planFaults(sandbox, rng, { route, requests: 150, share: 0.4, kind: 'write' });
  }
  // The platform is slow to answer, so that kills find requests under way.
  await sandbox.control('POST', '/faults', { kind: 'latency', route: 'POST /api/payment/v1/', count: -1, ms: 60 });
}

/** A little of everything that a door does, while it lasts. */
async function work(
  till: Till,
  sandbox: SandboxProcess,
  accountId: AccountId,
  moment: KillMoment,
  guests: Guests,
  rng: Rng,
): Promise<void> {
  await till.call('sync.now', { full: moment === 'pull' || rng.chance(0.2) });
  const sales = moment === 'queued' ? 6 : 3;
  for (let n = 0; n < sales; n += 1) {
    const sale = guests.next(accountId);
    // Another door sells something else to the same guest at the same moment: where our request is lost, a person is needed.
    if (moment === 'needs_person' && sale.customer.email !== '' && sale.customer.name !== '') {
      await sellElsewhere(sandbox, sale);
      await sandbox.control('POST', '/faults', { kind: 'reset_before', route: ordersRoute, count: 2 });
    }
    // The process dies with its request on the way, and the platform makes the order long after the next one has begun to look.
    if (moment === 'handed_over')
      await sandbox.control('POST', '/faults', {
        kind: 'reset_late',
        route: ordersRoute,
        ms: rng.below(longestLatencyMs),
      });
    await till.call('sales.create', sale);
  }
  // The laptop is shut with requests under way, and opened after they were given up, or before.
  if (rng.chance(0.2)) await till.sleep(200 + rng.below(1_600));
  for (const order of (await bookOrders(sandbox)).slice(0, 8)) {
    if (order.status_id !== 1 || order.user_agent !== agentOf(name) || !rng.chance(0.3)) continue;
    await pay(sandbox, order.signature);
    // Reading may fail as it does at a door, and what was asked for twice is refused.
    const asked = till
      .call('orders.get', { accountId, orderId: order.signature, refresh: true })
      .then(() => till.call('refunds.request', { accountId, target: { kind: 'order', orderId: order.signature } }));
    await asked.catch((error: unknown) => {
      if (!(error instanceof TillRefusal)) throw error;
    });
  }
}

/** What another door does. */
async function sellElsewhere(sandbox: SandboxProcess, sale: ReturnType<Guests['next']>): Promise<void> {
  const answer = await fetch(`${sandbox.ticrs}/api/payment/v1/orders?door=2`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'Another door',
      'x-api-key': 'tic_sandbox_key_2',
    },
    body: JSON.stringify({
      customer: { name: sale.customer.name, email: sale.customer.email, phone: sale.customer.phone || null },
      items: sale.items.map(({ type, name, unitPrice, quantity }) => ({
        type,
        name,
        amount: unitPrice.minor / 100,
        quantity: quantity + 7,
      })),
      currency: 'RSD',
    }),
  });
  if (answer.status !== 201) throw new Error(`another door could not sell: ${answer.status}`);
  await answer.body?.cancel();
}

const pulledWithinMs = 120_000;

/** Waits until the till has pulled all, and compares. @returns tickets too many or too few. */
async function untilPulled(till: Till, sandbox: SandboxProcess, folder: string, accountId: AccountId): Promise<number> {
  const deadline = performance.now() + pulledWithinMs;
  const begun = Date.now();
  await till.call('sync.now', { full: true });
  while (performance.now() < deadline) {
    const [status] = await till.call('sync.status', undefined);
    if ((status?.completeAt ?? 0) > begun) break;
    await pause(300);
  }
  return compareTickets(sandbox, folder, accountId);
}
