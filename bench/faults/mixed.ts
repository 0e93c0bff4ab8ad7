import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type SandboxProcess, spawnSandbox } from '../../sandbox/client.ts';
import { actOf } from '../../shared/domain/act-of.ts';
import type { Attempt, QueueEntry, Sale } from '../../shared/domain/acts.ts';
import { type DoubtReason, readDoubt } from '../../shared/domain/doubt.ts';
import type { AccountId } from '../../shared/ids.ts';
import { bookOrders, bookRefunds, pay } from './books.ts';
import { agentOf, compareOrders, compareRefunds, type OrdersVerdict, type RefundsVerdict } from './compare.ts';
import { Guests } from './guests.ts';
import { clearFaults, planFaults } from './inject.ts';
import { checkFiles, readLedger } from './ledgers.ts';
import { longestLatencyMs } from './pace.ts';
import { type Rng, seeded } from './rng.ts';
import { startTill, type Till } from './till-process.ts';

/** What the run under mixed faults came to. */
export interface MixedResult {
  readonly orders: number;
  readonly refunds: number;
  readonly faults: ReadonlyMap<string, number>;
  readonly ordersVerdict: OrdersVerdict;
  readonly refundsVerdict: RefundsVerdict;
  /** Sales with a contact, and those of them that no person was asked about. */
  readonly withContact: number;
  readonly settledAlone: number;
  readonly neededPerson: number;
  /** Why persons were asked. */
  readonly doubts: ReadonlyMap<DoubtReason, number>;
  /** Milliseconds from writing to settled: all sales, and those whose answer was lost at least once. */
  readonly settleMs: readonly number[];
  readonly doubtMs: readonly number[];
  readonly refundMs: readonly number[];
  readonly trouble: string | null;
  readonly seconds: number;
}

/** Acts that may be unsettled before the door waits. */
const busyAtMost = 40;

/** Sells and refunds through one till while every second request or so goes wrong in one way or another (`inject.ts`). */
export async function runMixed(
  folder: string,
  options: { readonly orders: number; readonly refunds: number; readonly seed: number },
): Promise<MixedResult> {
  const begun = performance.now();
  const rng = seeded(options.seed);
  const sandbox = await spawnSandbox([
    '--tickets',
    '300',
    '--seed',
    String(options.seed),
    '--no-rate-limit',
    '--expire-minutes',
    '0',
  ]);
  const tillFolder = join(folder, 'till');
  mkdirSync(tillFolder, { recursive: true });
  const till = await startTill({ folder: tillFolder, name: 'till-1' });
  try {
    const { id: accountId } = await till.call('accounts.connect', {
      system: 'ticrs',
      label: 'Door',
      baseUrl: sandbox.ticrs,
      credential: { kind: 'apiKey', key: 'tic_sandbox_key' },
    });
    const faults = await planFaults(sandbox, rng, {
      route: 'POST /api/payment/v1/orders',
      requests: Math.ceil(options.orders * 1.4),
      share: 0.45,
      kind: 'write',
    });
    await planFaults(sandbox, rng, {
      route: 'GET /api/payment/v1/orders',
      requests: options.orders * 2,
      share: 0.08,
      kind: 'read',
    });
    const guests = new Guests(rng, 'a');
    for (let n = 0; n < options.orders; n += 1) {
      await till.call('sales.create', guests.next(accountId));
      if (n % 10 === 9) await notBusy(till, busyAtMost);
    }
    const persons = await settled(till, sandbox);
    await clearFaults(sandbox);
    const refundFaults = await refundSome(till, sandbox, rng, accountId, options.refunds);
    for (const [kind, count] of refundFaults) faults.set(kind, (faults.get(kind) ?? 0) + count);
    const refundPersons = await settled(till, sandbox);
    await till.close();
    await pause(longestLatencyMs);

    const agent = agentOf('till-1');
    const books = await bookOrders(sandbox);
    const says = readLedger(tillFolder);
    const times = (sale: Sale): number => (sale.attempts.at(-1)?.at ?? 0) - sale.createdAtMs;
    const doubted = says.sales.filter((sale) => sale.attempts.some((one) => one.outcome === 'unknown'));
    const contact = says.sales.filter((sale) => sale.customer.email !== '' || sale.customer.phone !== '');
    return {
      orders: says.sales.length,
      refunds: says.refunds.length,
      faults,
      ordersVerdict: compareOrders(books, [{ agent, acts: says.sales }]),
      refundsVerdict: compareRefunds(await bookRefunds(sandbox), books, [{ agent, acts: says.refunds }]),
      withContact: contact.length,
      settledAlone: contact.filter((sale) => !persons.has(sale.id)).length,
      neededPerson: persons.size + refundPersons.size,
      doubts: doubtsOf([...says.sales, ...says.refunds]),
      settleMs: says.sales.filter((sale) => !persons.has(sale.id)).map(times),
      doubtMs: doubted.filter((sale) => !persons.has(sale.id)).map(times),
      refundMs: says.refunds.map((refund) => (refund.attempts.at(-1)?.at ?? 0) - refund.createdAtMs),
      trouble: says.trouble ?? checkFiles(tillFolder),
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    await till.kill();
    await sandbox.stop();
  }
}

function doubtsOf(acts: readonly { readonly attempts: readonly Attempt[] }[]): ReadonlyMap<DoubtReason, number> {
  const doubts = new Map<DoubtReason, number>();
  for (const { note } of acts.flatMap(({ attempts }) => attempts)) {
    const why = readDoubt(note)?.why;
    if (why !== undefined) doubts.set(why, (doubts.get(why) ?? 0) + 1);
  }
  return doubts;
}

/** Lets guests pay, asks their money back (a payment, or the whole order), and lets another door and the platform meddle. */
async function refundSome(
  till: Till,
  sandbox: SandboxProcess,
  rng: Rng,
  accountId: AccountId,
  count: number,
): Promise<Map<string, number>> {
  const books = (await bookOrders(sandbox)).slice(0, count);
  for (const order of books) {
    await pay(sandbox, order.signature);
    await till.call('orders.get', { accountId, orderId: order.signature, refresh: true });
  }
  const planned = await planFaults(sandbox, rng, {
    route: 'POST /api/payment/v1/refunds',
    requests: Math.ceil(count * 1.4),
    share: 0.45,
    kind: 'write',
  });
  await planFaults(sandbox, rng, { route: 'GET /api/payment/v1/', requests: count * 2, share: 0.06, kind: 'read' });
  const paid = new Map((await bookOrders(sandbox)).map((order) => [order.signature, order]));
  for (const [n, { signature }] of books.entries()) {
    const payment = paid.get(signature)?.transactions.find((one) => one.amount > 0);
    if (!payment) throw new Error('an order was not paid');
    const target = rng.chance(0.7)
      ? ({ kind: 'payment', paymentId: payment.signature, orderId: signature } as const)
      : ({ kind: 'order', orderId: signature } as const);
    await till.call('refunds.request', { accountId, target });
    if (n % 10 === 9) {
      await decideSome(sandbox, rng);
      await notBusy(till, busyAtMost);
    }
  }
  return planned;
}

/** The platform approves, settles or refuses some of what it was asked for, also while its answer is still in doubt. */
async function decideSome(sandbox: SandboxProcess, rng: Rng): Promise<void> {
  const open = (await bookRefunds(sandbox)).filter(
    (request) => request.platform_approval_status === 'pending' && request.user_agent?.startsWith('Willcall'),
  );
  for (const request of open) {
    if (!rng.chance(0.3)) continue;
    const move = rng.chance(0.5) ? 'approve' : 'reject';
    try {
      await sandbox.control('POST', `/tic/refunds/${request.signature}/${move}`, { reason: 'harness' });
    } catch (error) {
      // The platform approves by itself after a while: on a slow machine it may have done so since the books were read.
      if (!(error instanceof Error && error.message.includes(': 409 '))) throw error;
    }
  }
}

async function notBusy(till: Till, most: number): Promise<void> {
  for (;;) {
    const open = await till.call('queue.list', { settled: false, limit: 500 });
    if (open.filter((entry) => stateOf(entry) !== 'needs_person').length <= most) return;
    await pause(100);
  }
}

const settleWithinMs = 900_000;

/** Waits until nothing moves; where a person is asked, answers with what the platform's books say. @returns ids of those acts. */
export async function settled(till: Till, sandbox: SandboxProcess): Promise<Set<string>> {
  const asked = new Set<string>();
  const deadline = performance.now() + settleWithinMs;
  while (performance.now() < deadline) {
    const open = await till.call('queue.list', { settled: false, limit: 500 });
    if (open.length === 0) return asked;
    for (const entry of open) {
      if (stateOf(entry) !== 'needs_person') continue;
      asked.add(actOf(entry).id);
      await answer(till, sandbox, entry);
    }
    await pause(150);
  }
  return asked;
}

/** A person who can look into the platform's own books. */
async function answer(till: Till, sandbox: SandboxProcess, entry: QueueEntry): Promise<void> {
  if (entry.kind === 'refund') {
    const { target } = entry.refund;
    const there = (await bookRefunds(sandbox)).some((request) => request.order_signature === target.orderId);
    await till.call('queue.decide', {
      act: { kind: 'refund', refundId: entry.refund.id },
      choice: there ? { kind: 'this_is_it', orderId: null } : { kind: 'send_again' },
    });
    return;
  }
  if (entry.kind === 'deed') throw new Error('this bench does nothing with orders that exist');
  const { sale } = entry;
  const mark = sale.customer.email || sale.customer.phone || sale.reference;
  let match: string | null = null;
  for (const order of await bookOrders(sandbox)) {
    if (!JSON.stringify(order.customer).includes(mark) || Math.round(order.total * 100) !== sale.total.minor) continue;
    const known = await till.call('orders.get', { accountId: sale.accountId, orderId: order.signature, refresh: true });
    if (known.sale === null) match = order.signature;
  }
  await till.call('queue.decide', {
    act: { kind: 'sale', saleId: sale.id },
    choice: match === null ? { kind: 'send_again' } : { kind: 'this_is_it', orderId: match },
  });
}

function stateOf(entry: QueueEntry): string {
  return actOf(entry).queueState;
}
