import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type SandboxProcess, spawnSandbox } from '../../sandbox/client.ts';
import type { QueueState } from '../../shared/domain/orders.ts';
import type { AccountId } from '../../shared/ids.ts';
import { bookOrders, bookRefunds, pay } from './books.ts';
import { compareOrders, compareRefunds, type OrdersVerdict, type RefundsVerdict } from './compare.ts';
import { compareTickets } from './compare-tickets.ts';
import { Guests } from './guests.ts';
import { clearFaults, planFaults } from './inject.ts';
import { checkFiles, readLedger, statesOf } from './ledgers.ts';
import { settled } from './mixed.ts';
import { longestLatencyMs } from './pace.ts';
import { type Rng, seeded } from './rng.ts';
import { startTill, type Till } from './till-process.ts';

/** What killing the till over and over came to. */
export interface KillsResult {
  readonly kills: number;
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

/** Moments at which a till is killed: as soon as it tells of an act in the state, of a page of the pull, or after a while. */
const moments = ['queued', 'sending', 'confirmed', 'unknown', 'reconciling', 'needs_person', 'pull', 'any'] as const;
type Moment = (typeof moments)[number];

const waitAtMostMs = 2_500;

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
  const examples: string[] = [];
  const foreign = new Set<string>();
  let damaged = 0;
  let accountId: AccountId | null = null;
  try {
    for (let n = 0; n < options.kills; n += 1) {
      const moment = moments[n % moments.length] ?? 'any';
      if (n % 25 === 0) await newFaults(sandbox, rng);
      const till = await startTill({ folder: tillFolder, name: 'till-k', tellStates: true });
      const struck = strike(till, moment, rng);
      try {
        accountId ??= await connect(till, sandbox);
        await work(till, sandbox, accountId, moment, guests, rng, foreign);
      } catch {
        // The till may be gone in the middle of a call: that is what this is for.
      }
      const pulling = await struck;
      const trouble = checkFiles(tillFolder);
      const says = readLedger(tillFolder);
      if (trouble !== null || says.trouble !== null) {
        damaged += 1;
        examples.push(`kill ${n} at ${moment}: ${trouble ?? says.trouble}`);
      }
      for (const state of statesOf(says).keys()) caught.set(state, (caught.get(state) ?? 0) + 1);
      if (pulling) caught.set('pull', (caught.get('pull') ?? 0) + 1);
    }
    await clearFaults(sandbox);
    const till = await startTill({ folder: tillFolder, name: 'till-k' });
    await settled(till, sandbox);
    const ticketsWrong = accountId === null ? 0 : await untilPulled(till, sandbox, tillFolder, accountId);
    await till.close();
    await pause(longestLatencyMs);
    const books = await bookOrders(sandbox);
    const says = readLedger(tillFolder);
    return {
      kills: options.kills,
      caught,
      sales: says.sales.length,
      refunds: says.refunds.length,
      ordersVerdict: compareOrders(books, [says.sales], foreign),
      refundsVerdict: compareRefunds(await bookRefunds(sandbox), books, [says.refunds], ['Willcall/till-k']),
      damaged,
      ticketsWrong,
      examples,
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    await sandbox.stop();
  }
}

async function connect(till: Till, sandbox: SandboxProcess): Promise<AccountId> {
  const { id } = await till.call('accounts.connect', {
    system: 'ticrs',
    label: 'Door',
    baseUrl: sandbox.ticrs,
    credential: { kind: 'apiKey', key: 'tic_sandbox_key' },
  });
  return id;
}

async function newFaults(sandbox: SandboxProcess, rng: Rng): Promise<void> {
  await clearFaults(sandbox);
  for (const route of ['POST /api/payment/v1/orders', 'POST /api/payment/v1/refunds']) {
    await planFaults(sandbox, rng, { route, requests: 150, share: 0.4, kind: 'write' });
  }
  // The platform is slow to answer, so that kills find requests under way.
  await sandbox.control('POST', '/faults', { kind: 'latency', route: 'POST /api/payment/v1/', count: -1, ms: 60 });
}

/** Kills when the moment has come. @returns whether a pull was under way. */
function strike(till: Till, moment: Moment, rng: Rng): Promise<boolean> {
  return new Promise((resolve) => {
    let pulled = false;
    let done = false;
    const kill = (): void => {
      if (done) return;
      done = true;
      void till.kill().then(() => resolve(pulled));
    };
    // A chosen moment is the first or one of the next of its kind, so that not always the same instruction is met.
    let skip = rng.below(3);
    till.onMessage((message) => {
      if (message.kind === 'pull' && message.what === 'tickets') pulled = true;
      const met =
        (message.kind === 'state' && message.state.queueState === moment) ||
        (message.kind === 'pull' && moment === 'pull');
      if (!met) return;
      if (skip > 0) skip -= 1;
      else if (rng.chance(0.5)) kill();
      else setTimeout(kill, rng.below(40));
    });
    setTimeout(kill, moment === 'any' ? 50 + rng.below(1_200) : waitAtMostMs);
  });
}

/** A little of everything that a door does, while it lasts. */
async function work(
  till: Till,
  sandbox: SandboxProcess,
  accountId: AccountId,
  moment: Moment,
  guests: Guests,
  rng: Rng,
  foreign: Set<string>,
): Promise<void> {
  await till.call('sync.now', { full: moment === 'pull' || rng.chance(0.2) });
  const sales = moment === 'queued' ? 6 : 3;
  for (let n = 0; n < sales; n += 1) {
    const sale = guests.next(accountId);
    await till.call('sales.create', sale);
    // Another door sells something else to the same guest at the same moment: where our answer is lost, a person is needed.
    if (moment === 'needs_person' && sale.customer.email !== '' && sale.customer.name !== '')
      foreign.add(await sellElsewhere(sandbox, sale));
  }
  for (const order of (await bookOrders(sandbox)).slice(0, 8)) {
    if (order.status_id !== 1 || foreign.has(order.signature) || !rng.chance(0.3)) continue;
    await pay(sandbox, order.signature);
    await till.call('orders.get', { accountId, orderId: order.signature, refresh: true });
    const target = { kind: 'order', orderId: order.signature } as const;
    await till.call('refunds.request', { accountId, target }).catch(() => undefined);
  }
  await pause(waitAtMostMs);
}

async function sellElsewhere(sandbox: SandboxProcess, sale: ReturnType<Guests['next']>): Promise<string> {
  const answer = await fetch(`${sandbox.ticrs}/api/payment/v1/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'x-api-key': 'tic_sandbox_key_2' },
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
  const { data } = (await answer.json()) as { data: { signature: string } };
  return data.signature;
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
