import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spawnSandbox } from '../../sandbox/client.ts';
import type { AccountId } from '../../shared/ids.ts';
import { type BookOrder, bookOrders, bookRefunds, pay } from './books.ts';
import { agentOf, compareOrders, compareRefunds, type OrdersVerdict, type RefundsVerdict } from './compare.ts';
import { Guests } from './guests.ts';
import { clearFaults, planFaults } from './inject.ts';
import { readLedger } from './ledgers.ts';
import { settled } from './mixed.ts';
import { longestLatencyMs } from './pace.ts';
import { seeded } from './rng.ts';
import { startTill, type Till } from './till-process.ts';

/** What several tills on one account came to. */
export interface ClientsResult {
  readonly tills: number;
  readonly orders: number;
  readonly refunds: number;
  readonly ordersVerdict: OrdersVerdict;
  readonly refundsVerdict: RefundsVerdict;
  /** Orders that two tills claim, or none does. */
  readonly sharesWrong: number;
  /** Refunds of one payment that several tills asked for at the same moment. */
  readonly races: number;
  readonly neededPerson: number;
  readonly seconds: number;
}

/** Lets several tills with keys of one organizer sell at the same time and refund the same payments at the same moment. */
export async function runClients(
  folder: string,
  options: { readonly tills: number; readonly orders: number; readonly refunds: number; readonly seed: number },
): Promise<ClientsResult> {
  const begun = performance.now();
  const rng = seeded(options.seed ^ (0xc11e + options.tills));
  const sandbox = await spawnSandbox([
    '--tickets',
    '300',
    '--seed',
    String(options.seed),
    '--no-rate-limit',
    '--expire-minutes',
    '0',
  ]);
  const folders = Array.from({ length: options.tills }, (_, n) => join(folder, `client-${options.tills}-${n + 1}`));
  for (const each of folders) mkdirSync(each, { recursive: true });
  const tills = await Promise.all(folders.map((each, n) => startTill({ folder: each, name: `till-${n + 1}` })));
  try {
    const accounts = await Promise.all(
      tills.map(async (till, n) => {
        // Every second till shares its neighbour's key: both are met with, one key for all and a key each.
        const key = n < 2 ? 'tic_sandbox_key' : `tic_sandbox_key_${n + 1}`;
        const input = { system: 'ticrs', label: 'Door', baseUrl: sandbox.ticrs } as const;
        return (await till.call('accounts.connect', { ...input, credential: { kind: 'apiKey', key } })).id;
      }),
    );
    await planFaults(sandbox, rng, {
      route: 'POST /api/payment/v1/orders',
      requests: Math.ceil(options.orders * 1.3),
      share: 0.3,
      kind: 'write',
    });
    const each = Math.ceil(options.orders / options.tills);
    await Promise.all(
      tills.map(async (till, n) => {
        const guests = new Guests(seeded(options.seed + n), `c${n + 1}x`);
        const accountId = accounts[n];
        if (accountId === undefined) return;
        for (let sale = 0; sale < each; sale += 1) await till.call('sales.create', guests.next(accountId));
      }),
    );
    const asked = await Promise.all(tills.map((till) => settled(till, sandbox)));
    await clearFaults(sandbox);
    const races = await raceForRefunds(tills, accounts, (await bookOrders(sandbox)).slice(0, options.refunds), {
      pay: (signature) => pay(sandbox, signature),
      books: () => bookOrders(sandbox),
      faults: async () => {
        const route = 'POST /api/payment/v1/refunds';
        await planFaults(sandbox, rng, { route, requests: options.refunds * 3, share: 0.3, kind: 'write' });
      },
    });
    const askedAgain = await Promise.all(tills.map((till) => settled(till, sandbox)));
    for (const till of tills) await till.close();
    await pause(longestLatencyMs);
    const books = await bookOrders(sandbox);
    const agents = tills.map((_, n) => agentOf(`till-${n + 1}`));
    const ledgers = folders.map((one) => readLedger(one));
    const claims = ledgers.flatMap(({ sales }) =>
      sales.flatMap(({ orderId }) => (orderId === null ? [] : [orderId as string])),
    );
    const unclaimed = books.filter(({ signature }) => !claims.includes(signature)).length;
    return {
      tills: options.tills,
      orders: books.length,
      refunds: ledgers.reduce((sum, { refunds }) => sum + refunds.length, 0),
      ordersVerdict: compareOrders(
        books,
        ledgers.map(({ sales }, n) => ({ agent: agents[n] ?? '', acts: sales })),
      ),
      refundsVerdict: compareRefunds(
        await bookRefunds(sandbox),
        books,
        ledgers.map(({ refunds }, n) => ({ agent: agents[n] ?? '', acts: refunds })),
        true,
      ),
      sharesWrong: claims.length - new Set(claims).size + unclaimed,
      races,
      neededPerson: [...asked, ...askedAgain].reduce((sum, { size }) => sum + size, 0),
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    await Promise.all(tills.map((till) => till.kill()));
    await sandbox.stop();
  }
}

/** All tills learn of the same paid orders and ask the same money back at once. @returns how many payments were asked for by all. */
async function raceForRefunds(
  tills: readonly Till[],
  accounts: readonly AccountId[],
  orders: readonly BookOrder[],
  world: {
    readonly pay: (signature: string) => Promise<void>;
    readonly books: () => Promise<BookOrder[]>;
    readonly faults: () => Promise<void>;
  },
): Promise<number> {
  for (const { signature } of orders) await world.pay(signature);
  const paid = new Map((await world.books()).map((order) => [order.signature, order]));
  await Promise.all(
    tills.map(async (till, n) => {
      const accountId = accounts[n];
      if (accountId === undefined) return;
      for (const { signature } of orders)
        await till.call('orders.get', { accountId, orderId: signature, refresh: true });
    }),
  );
  await world.faults();
  let races = 0;
  for (const { signature } of orders) {
    const payment = paid.get(signature)?.transactions.find((one) => one.amount > 0);
    if (!payment) continue;
    const target = { kind: 'payment', paymentId: payment.signature, orderId: signature } as const;
    const answers = await Promise.allSettled(
      tills.map((till, n) => {
        const accountId = accounts[n];
        return accountId === undefined
          ? Promise.reject(new Error('no account'))
          : till.call('refunds.request', { accountId, target });
      }),
    );
    if (answers.filter(({ status }) => status === 'fulfilled').length > 1) races += 1;
  }
  return races;
}
