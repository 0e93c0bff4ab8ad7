import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type SandboxProcess, spawnSandbox } from '../../sandbox/client.ts';
import type { QueueEntry, Sale } from '../../shared/domain/acts.ts';
import { clearFaults, planFaults } from './inject.ts';
import { checkFiles, readLedger } from './ledgers.ts';
import { seeded } from './rng.ts';
import { type Decision, notBusy, settleAll } from './settle.ts';
import { refusals, type SystemResult } from './system-result.ts';
import { startTill, type Till } from './till-process.ts';

interface Ticket {
  readonly id: number;
  readonly status: string;
  readonly paid: boolean;
  readonly template: { readonly id: number };
}

interface Row {
  readonly id: number;
  readonly id_ticket: number;
  readonly currency: string;
  readonly debit: number;
  readonly status: string;
}

const codes = [
  { code: 'NORMAL-TOTAL-FEE-HUF-SIMPLE', minor: 15_000, currency: 'HUF' },
  { code: 'FULL-FEE-HUF-SIMPLE', minor: 98_000, currency: 'HUF' },
  { code: 'NORMAL-TOTAL-FEE-EUR-STRIPE-INTENTS', minor: 3_950, currency: 'EUR' },
] as const;

/** Starts that may be unsettled before the door waits. */
const busyAtMost = 20;
/** A payment that finished is shown within this long. */
const paidWithinMs = 60_000;

/** Payments of tickets through faults, then paid by their guests; compared with the platform's own books. */
export async function runOzora(
  folder: string,
  options: { readonly starts: number; readonly paid: number; readonly seed: number },
): Promise<SystemResult> {
  const begun = performance.now();
  const rng = seeded(options.seed);
  const flags = ['--tickets', '200', '--vivenu-tickets', '200', '--seed', String(options.seed), '--no-rate-limit'];
  const sandbox = await spawnSandbox(flags);
  const tillFolder = join(folder, 'till');
  mkdirSync(tillFolder, { recursive: true });
  const till = await startTill({ folder: tillFolder, name: 'till-o' });
  try {
    await sandbox.control('POST', '/ozora/settings', { auto_ipn_ms: 0, auto_webhook_ms: 0, expire_minutes: 0 });
    const { id: accountId } = await till.call('accounts.connect', {
      ...{ system: 'ozora', label: 'Door', baseUrl: sandbox.ozora, credential: sandbox.credentials.ozora },
    });
    const { data } = await sandbox.control<{ data: Ticket[] }>('GET', '/ozora/tickets?per_page=1000');
    const free = data.filter((one) => !one.paid && one.status === 'registered' && one.template.id === 1);
    const requests = Math.ceil(options.starts * 1.4);
    const faults = await planFaults(sandbox, rng, {
      ...{ route: 'POST /payments/start', requests, share: 0.45, kind: 'write' },
    });
    const reads = { route: 'POST /payments/transactions', requests: requests * 2, share: 0.08, kind: 'read' } as const;
    await planFaults(sandbox, rng, reads);
    for (let n = 0; n < options.starts; n += 1) {
      const ticketId = free[n % free.length]?.id ?? 0;
      const { code, minor, currency } = rng.pick(codes);
      const ref = { kind: 'ticket_payment', ticketId, code } as const;
      await till.call('sales.create', {
        ...{ accountId, currency, customer: { name: '', email: '', phone: '' } },
        items: [
          {
            ...{ type: 'service', name: `Ticket ${ticketId}`, quantity: 1, unitPrice: { minor, currency }, ref },
            ...{ calendarId: null, ticketTypeId: null, date: null },
          },
        ],
      });
      if (n % 10 === 9) await notBusy(till, busyAtMost);
    }
    const persons = await settleAll(till, (entry) => personSays(till, sandbox, entry));
    await clearFaults(sandbox);
    const others = await payOnce(till, sandbox, options.paid);
    await till.close();
    const says = readLedger(tillFolder);
    const verdict = compare(await books(sandbox), says.sales);
    const trouble = says.trouble ?? checkFiles(tillFolder);
    const seconds = (performance.now() - begun) / 1000;
    return {
      system: 'ozora',
      sales: says.sales.length,
      others,
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

/** Guests pay, one transaction a ticket, while their messages come late. @returns how many paid. */
async function payOnce(till: Till, sandbox: SandboxProcess, count: number): Promise<number> {
  const byTicket = new Map(
    (await books(sandbox)).filter((row) => row.currency === 'HUF').map((row) => [row.id_ticket, row]),
  );
  const rows = [...byTicket.values()].filter(({ status }) => status === 'pending').slice(0, count);
  for (const { id } of rows) {
    await sandbox.control('POST', `/ozora/transactions/${id}/pay`, {});
    await sandbox.control('POST', `/ozora/transactions/${id}/ipn`, { times: 2 });
  }
  const wanted = new Set(rows.map(({ id }) => String(id)));
  const deadline = performance.now() + paidWithinMs;
  while (performance.now() < deadline) {
    const sales = await till.call('sales.recent', { limit: 500 });
    const open = sales.filter((sale) => sale.orderId !== null && wanted.has(sale.orderId) && sale.payState !== 'paid');
    const [first] = open;
    if (first === undefined) break;
    await till.call('sales.watch', { saleId: first.id });
    // Newer sales are asked about first; a guest who comes back later is looked up by the ticket.
    const ref = first.items[0]?.ref;
    if (ref?.kind === 'ticket_payment') {
      await till.call('ticketPayments.orders', { accountId: first.accountId, ticketId: ref.ticketId });
    }
    await pause(200);
  }
  return rows.length;
}

async function books(sandbox: SandboxProcess): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const path = `/ozora/books?origin=api&per_page=1000&page=${page}`;
    const { data, total } = await sandbox.control<{ data: Row[]; total: number }>('GET', path);
    rows.push(...data);
    if (data.length === 0 || rows.length >= total) return rows;
  }
}

function saleKey({ items, total }: Sale): string {
  const ref = items[0]?.ref;
  const ticketId = ref?.kind === 'ticket_payment' ? ref.ticketId : 0;
  return `${ticketId} ${total.minor} ${total.currency}`;
}

function rowKey({ id_ticket, debit, currency }: Row): string {
  return `${id_ticket} ${Math.round(currency === 'EUR' ? debit * 100 : debit)} ${currency}`;
}

async function personSays(till: Till, sandbox: SandboxProcess, entry: QueueEntry): Promise<Decision> {
  if (entry.kind !== 'sale') return { kind: 'give_up' };
  const sales = await till.call('sales.recent', { limit: 500 });
  const claimed = new Set<string | null>(sales.map((sale) => sale.orderId));
  const own = (await books(sandbox)).find((row) => rowKey(row) === saleKey(entry.sale) && !claimed.has(String(row.id)));
  return own ? { kind: 'this_is_it', orderId: String(own.id) } : { kind: 'send_again' };
}

function compare(made: readonly Row[], sales: readonly Sale[]): SystemResult['verdict'] {
  const examples: string[] = [];
  const verdict = { doubled: 0, lost: 0, wronglyAdopted: 0, othersDoubled: 0, othersLost: 0 };
  const byId = new Map(made.map((row) => [String(row.id), row]));
  const story = (sale: Sale) => sale.attempts.map(({ outcome, note }) => `${outcome}:${note}`).join(' ');
  const held = new Set<string>();
  const counts = new Map<string, number>();
  for (const sale of sales) {
    // What the platform has of a refused sale all the same is counted as doubled.
    if (sale.queueState === 'rejected') continue;
    if (sale.queueState === 'confirmed') counts.set(saleKey(sale), (counts.get(saleKey(sale)) ?? 0) + 1);
    const row = byId.get(sale.orderId ?? '');
    if (sale.queueState !== 'confirmed' || row === undefined) {
      verdict.lost += 1;
      examples.push(`lost: ${sale.reference} is ${sale.queueState}: ${story(sale)}`);
      continue;
    }
    if (rowKey(row) !== saleKey(sale) || held.has(String(row.id))) {
      verdict.wronglyAdopted += 1;
      examples.push(`wrong: ${sale.reference} is ${saleKey(sale)} and holds ${rowKey(row)}: ${story(sale)}`);
    }
    held.add(String(row.id));
    if ((sale.payState === 'paid') !== (row.status === 'finished')) {
      verdict.othersLost += 1;
      examples.push(`paid: ${sale.reference} is ${sale.payState}, there it is ${row.status}`);
    }
  }
  for (const [key, rows] of Map.groupBy(made, rowKey)) {
    const beyond = rows.length - (counts.get(key) ?? 0);
    if (beyond <= 0) continue;
    verdict.doubled += beyond;
    examples.push(`doubled: ${key}`);
  }
  const finished = Map.groupBy(
    made.filter(({ status }) => status === 'finished'),
    ({ id_ticket }) => id_ticket,
  );
  for (const rows of finished.values()) verdict.othersDoubled += rows.length - 1;
  return { ...verdict, examples: examples.slice(0, 10) };
}
