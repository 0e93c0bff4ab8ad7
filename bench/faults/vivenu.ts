import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type SandboxProcess, spawnSandbox } from '../../sandbox/client.ts';
import type { QueueEntry, Refund, Sale } from '../../shared/domain/acts.ts';
import type { AccountId } from '../../shared/ids.ts';
import { Guests, type NewSaleInput } from './guests.ts';
import { clearFaults, planFaults } from './inject.ts';
import { checkFiles, readLedger } from './ledgers.ts';
import { type Rng, seeded } from './rng.ts';
import { type Decision, notBusy, settleAll } from './settle.ts';
import { refusals, type SystemResult } from './system-result.ts';
import { startTill, type Till } from './till-process.ts';

interface Book {
  readonly transaction: {
    readonly _id: string;
    readonly email?: string;
    readonly realPrice: number;
    readonly status: string;
  };
  readonly refunds: readonly object[];
}

/** Acts that may be unsettled before the door waits. */
const busyAtMost = 20;

/** Box-office sales and cancellations, whole and in part, through faults; compared with the platform's own books. */
export async function runVivenu(
  folder: string,
  options: { readonly sales: number; readonly cancellations: number; readonly seed: number },
): Promise<SystemResult> {
  const begun = performance.now();
  const rng = seeded(options.seed);
  const flags = ['--tickets', '200', '--vivenu-tickets', '600', '--seed', String(options.seed), '--no-rate-limit'];
  const sandbox = await spawnSandbox(flags);
  const tillFolder = join(folder, 'till');
  mkdirSync(tillFolder, { recursive: true });
  const till = await startTill({ folder: tillFolder, name: 'till-v' });
  try {
    const { id: accountId } = await till.call('accounts.connect', {
      ...{ system: 'vivenu', label: 'Door', baseUrl: sandbox.vivenu, credential: sandbox.credentials.vivenu },
    });
    const wares = await waresOf(till, accountId);
    const before = new Set((await books(sandbox)).map(({ transaction }) => transaction._id));
    const made = async () => (await books(sandbox)).filter(({ transaction }) => !before.has(transaction._id));
    const requests = Math.ceil(options.sales * 1.4);
    const faults = await planFaults(sandbox, rng, {
      ...{ route: 'POST /api/checkout/', requests, share: 0.35, kind: 'write' },
    });
    add(faults, await planFaults(sandbox, rng, { route: 'POST /api/checkouts', requests, share: 0.15, kind: 'write' }));
    await planFaults(sandbox, rng, {
      route: 'GET /api/transactions',
      requests: requests * 2,
      share: 0.08,
      kind: 'read',
    });
    const guests = new Guests(rng, 'v');
    for (let n = 0; n < options.sales; n += 1) {
      const { customer } = guests.next(accountId);
      const quantity = rng.chance(0.7) ? 1 : 2;
      const tender = rng.chance(0.5) ? 'cash' : 'terminal';
      const item = rng.pick(wares);
      const items = [{ ...item, quantity }];
      await till.call('sales.create', { accountId, customer, items, tender, currency: item.unitPrice.currency });
      if (n % 10 === 9) await notBusy(till, busyAtMost);
    }
    const person = (entry: QueueEntry) => personSays(till, entry, made);
    let persons = await settleAll(till, person);
    await clearFaults(sandbox);
    add(faults, await cancelSome(till, sandbox, rng, { accountId, count: options.cancellations, books: await made() }));
    persons += await settleAll(till, person);
    await till.close();
    const says = readLedger(tillFolder);
    const verdict = compare(await made(), says.sales, says.refunds);
    const trouble = says.trouble ?? checkFiles(tillFolder);
    const seconds = (performance.now() - begun) / 1000;
    return {
      system: 'vivenu',
      sales: says.sales.length,
      others: says.refunds.length,
      faults,
      persons,
      refused: refusals(says.sales),
      verdict,
      trouble,
      seconds,
    };
  } finally {
    await till.kill();
    await sandbox.stop();
  }
}

/** All that is on sale and costs something: places run out, and are refused then. */
async function waresOf(till: Till, accountId: AccountId): Promise<readonly NewSaleInput['items'][number][]> {
  const candidates = await till.call('catalogue.candidates', { accountId });
  return candidates.flatMap(({ available, ticketTypeName: name, asMajor: unitPrice, ref }) => {
    if (!available || ref?.kind !== 'ticket_type' || unitPrice.minor === 0) return [];
    return [{ type: 'event', name, unitPrice, ref, quantity: 1, calendarId: null, ticketTypeId: null, date: null }];
  });
}

async function cancelSome(
  till: Till,
  sandbox: SandboxProcess,
  rng: Rng,
  what: { readonly accountId: AccountId; readonly count: number; readonly books: readonly Book[] },
): Promise<Map<string, number>> {
  const { accountId } = what;
  const wanted = what.books.slice(0, what.count).map(({ transaction }) => transaction._id);
  const items = new Map<string, readonly string[]>();
  for (const orderId of wanted) {
    await till.call('orders.get', { accountId, orderId, refresh: true });
    const open = await till.call('orders.cancellable', { accountId, orderId });
    items.set(
      orderId,
      open.map(({ id }) => id),
    );
  }
  const requests = Math.ceil(what.count * 1.4);
  const faults = await planFaults(sandbox, rng, {
    ...{ route: 'POST /api/transactions/', requests, share: 0.45, kind: 'write' },
  });
  await planFaults(sandbox, rng, { route: 'GET /api/transactions', requests: requests * 2, share: 0.06, kind: 'read' });
  for (const [n, orderId] of wanted.entries()) {
    const itemIds = [...(items.get(orderId) ?? [])].slice(0, 1);
    await till.call('refunds.request', {
      accountId,
      target: rng.chance(0.5)
        ? { kind: 'order', orderId }
        : { kind: 'items', orderId, itemIds, keepMoney: false, refundTo: 'origin' },
    });
    if (n % 10 === 9) await notBusy(till, busyAtMost);
  }
  return faults;
}

async function books(sandbox: SandboxProcess): Promise<readonly Book[]> {
  const rows: Book[] = [];
  for (let page = 1; ; page += 1) {
    const path = `/vivenu/books?made=api&per_page=1000&page=${page}`;
    const { data, total } = await sandbox.control<{ data: Book[]; total: number }>('GET', path);
    rows.push(...data);
    if (data.length === 0 || rows.length >= total) return rows;
  }
}

/** The address that a sale's customer is kept under (docs/decisions/0050). */
const addressOf = ({ customer, reference }: Sale) => (customer.email || `${reference}@willcall.invalid`).toLowerCase();
const emailOf = ({ transaction }: Book) => transaction.email?.toLowerCase() ?? '';
const keyOf = (email: string, minor: number) => `${email} ${minor}`;
const saleKey = (sale: Sale) => keyOf(addressOf(sale), sale.total.minor);
const bookKey = (book: Book) => keyOf(emailOf(book), Math.round(book.transaction.realPrice * 100));

async function personSays(till: Till, entry: QueueEntry, made: () => Promise<readonly Book[]>): Promise<Decision> {
  const there = await made();
  if (entry.kind === 'refund') {
    const book = there.find(({ transaction }) => transaction._id === entry.refund.target.orderId);
    return book && book.refunds.length > 0 ? { kind: 'this_is_it', orderId: null } : { kind: 'send_again' };
  }
  if (entry.kind === 'deed') return { kind: 'give_up' };
  const sales = await till.call('sales.recent', { limit: 500 });
  const claimed = new Set<string | null>(sales.map((sale) => sale.orderId));
  const own = there.find((book) => bookKey(book) === saleKey(entry.sale) && !claimed.has(book.transaction._id));
  return own ? { kind: 'this_is_it', orderId: own.transaction._id } : { kind: 'send_again' };
}

function compare(made: readonly Book[], sales: readonly Sale[], refunds: readonly Refund[]): SystemResult['verdict'] {
  const examples: string[] = [];
  const verdict = { doubled: 0, lost: 0, wronglyAdopted: 0, othersDoubled: 0, othersLost: 0 };
  const story = (act: Sale | Refund) => act.attempts.map(({ outcome, note }) => `${outcome}:${note}`).join(' ');
  const byId = new Map(made.map((book) => [book.transaction._id, book]));
  const held = new Set<string>();
  const counts = new Map<string, number>();
  for (const sale of sales) {
    // What the platform has of a refused sale all the same is counted as doubled.
    if (sale.queueState === 'rejected') continue;
    if (sale.queueState === 'confirmed') counts.set(saleKey(sale), (counts.get(saleKey(sale)) ?? 0) + 1);
    const book = byId.get(sale.orderId ?? '');
    if (sale.queueState !== 'confirmed' || book === undefined) {
      verdict.lost += 1;
      examples.push(`lost: ${sale.reference} is ${sale.queueState}: ${story(sale)}`);
    } else if (bookKey(book) !== saleKey(sale) || held.has(book.transaction._id)) {
      verdict.wronglyAdopted += 1;
      examples.push(`wrong: ${sale.reference} is ${saleKey(sale)} and holds ${bookKey(book)}: ${story(sale)}`);
    } else held.add(book.transaction._id);
  }
  for (const [key, books_] of Map.groupBy(made, bookKey)) {
    const beyond = books_.length - (counts.get(key) ?? 0);
    if (beyond <= 0) continue;
    verdict.doubled += beyond;
    examples.push(`doubled: ${key}`);
  }
  for (const refund of refunds) {
    const there = byId.get(refund.target.orderId)?.refunds.length ?? 0;
    if (there > 1) verdict.othersDoubled += 1;
    if ((refund.queueState === 'confirmed') !== there > 0) verdict.othersLost += 1;
    else if (there <= 1) continue;
    examples.push(`refund of ${refund.target.kind} is ${refund.queueState}, ${there} there: ${story(refund)}`);
  }
  return { ...verdict, examples: examples.slice(0, 10) };
}

function add(all: Map<string, number>, more: ReadonlyMap<string, number>): void {
  for (const [kind, count] of more) all.set(kind, (all.get(kind) ?? 0) + count);
}
