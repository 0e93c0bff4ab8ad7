import type { Database } from 'better-sqlite3';
import { makeGuest } from '../../data/people.ts';
import { ALNUM, createRng, type Rng } from '../../data/rng.ts';
import { minorOf } from '../money.ts';
import { optionsFor, type PaymentOption } from '../payment-options.ts';
import { STATUSES, type Status, type TicketRow, type TransactionRow } from '../rows.ts';
import { TEMPLATES, WEIGHTED_TEMPLATES } from './templates.ts';

const TICKETS = 320;
const DAY = 86_400_000;
/** The document's samples: transaction 1234 of ticket 42, with its invoice; ticket 31090, which can still be paid. */
const SAMPLE_AT = Date.parse('2026-04-10T14:30:00+02:00');
const SECOND = 31_090;
const SAMPLE = { id: 1234, ticket: 42, account: 32216, invoice: 123 };

type Draft = Omit<TransactionRow, 'id' | 'document_type' | 'document_no' | 'origin'>;

/** Of a hundred transactions; pending and created ones are leftovers that no provider ever answered. */
const STATUS_SHARE: readonly Status[] = (
  [
    ...(['finished', 58, 'failed', 10, 'cancelled', 9, 'timeout', 8, 'refunded', 5, 'pending', 4] as const),
    ...(['authorized', 3, 'reversed', 2, 'created', 1] as const),
  ] as (Status | number)[]
).flatMap((value, index, list) =>
  typeof value === 'string' ? Array.from({ length: Number(list[index + 1]) }, () => value) : [],
);

function ticketOf(rng: Rng, id: number): TicketRow {
  const isSample = id === SAMPLE.ticket || id === SECOND;
  const template = isSample ? TEMPLATES[0] : rng.pick(WEIGHTED_TEMPLATES);
  if (!template) throw new Error('no templates');
  const guest = makeGuest(rng, id);
  const transferred = !isSample && rng.chance(0.18);
  const huf = 500 * (20 + rng.int(160));
  const metas = [
    { keyword: 'transfer_price_huf', value: String(huf) },
    { keyword: 'transfer_price_eur', value: (huf / 400).toFixed(2) },
  ];
  const status = transferred ? 'transferred' : rng.chance(0.03) && !isSample ? 'deleted' : 'registered';
  return {
    ...{ id, status, id_account: id === SAMPLE.ticket ? SAMPLE.account : 32_000 + rng.int(900) },
    ...{ holder: guest.name, email: guest.email, language: template.flag === 'HU' ? 'hu' : rng.pick(['en', 'de']) },
    ...{ flag: template.flag, year: template.year, event: template.event, template: JSON.stringify(template) },
    metas: JSON.stringify(transferred ? metas : []),
  };
}

/** Some hundred tickets, among them 42 and 31090 of the document's samples. */
function makeTickets(rng: Rng): TicketRow[] {
  const ids = [SAMPLE.ticket, SECOND];
  for (let id = 31_100; ids.length < TICKETS; id += 1 + rng.int(9)) ids.push(id);
  return ids.map((id) => ticketOf(rng, id));
}

const billing = (ticket: TicketRow) =>
  JSON.stringify({ billing_name: ticket.holder, billing_city: 'Budapest', billing_country: 'HU' });

function draft(ticket: TicketRow, option: PaymentOption, status: Status, at: number): Draft {
  return {
    ...{ created_ms: Math.floor(at / 1000) * 1000, id_ticket: ticket.id, id_account: ticket.id_account },
    ...{ product_kind: 'ticket', currency: option.currency, payment_mode: option.payment_mode, status },
    ...{ debit_minor: minorOf(option.amount, option.currency) ?? 0, code: option.code, billing: billing(ticket) },
  };
}

/** About half of the tickets have transactions: failed attempts first, one finished at most. */
function makeDrafts(rng: Rng, tickets: readonly TicketRow[], now: number): Draft[] {
  const drafts: Draft[] = [];
  for (const ticket of tickets) {
    const options = optionsFor(ticket.status, JSON.parse(ticket.template), JSON.parse(ticket.metas));
    if (ticket.id === SAMPLE.ticket) {
      const option = options.find((one) => one.code === 'NORMAL-TOTAL-FEE-HUF-SIMPLE');
      if (option) drafts.push(draft(ticket, option, 'finished', SAMPLE_AT));
      continue;
    }
    if (options.length === 0 || (ticket.id !== SECOND && rng.chance(0.4))) continue;
    let at = now - DAY * (1 + rng.next() * 200);
    for (let attempt = 0; attempt < 4; attempt++) {
      // The first of them make sure that every state occurs.
      const sure = drafts.length <= 2 * STATUSES.length ? STATUSES[drafts.length % STATUSES.length] : undefined;
      const status = ticket.id === SECOND ? 'cancelled' : (sure ?? rng.pick(STATUS_SHARE));
      drafts.push(draft(ticket, rng.pick(options), status, at));
      if (status === 'finished' || rng.chance(0.6)) break;
      at = Math.min(at + 120_000 + rng.int(DAY), now - 3_600_000);
    }
  }
  // Transactions of no ticket: O1 leaves them out.
  for (let i = 0; i < 6; i++) {
    drafts.push({
      ...{
        created_ms: Math.floor((now - DAY * (2 + rng.next() * 90)) / 1000) * 1000,
        id_ticket: null,
        id_account: null,
      },
      ...{ product_kind: rng.pick(['donation', 'camping']), currency: 'EUR', debit_minor: 1050 + rng.int(4000) },
      ...{ payment_mode: 'stripe', status: 'finished', code: 'FULL-FEE-EUR-STRIPE-INTENTS', billing: '{}' },
    });
  }
  return drafts.sort((a, b) => a.created_ms - b.created_ms);
}

const PROVIDER_STATUS: Readonly<Record<'simplepay' | 'stripe', Partial<Record<Status, string>>>> = {
  simplepay: {
    ...{ created: 'INIT', pending: 'INIT', authorized: 'AUTHORIZED', finished: 'FINISHED', failed: 'NOTAUTHORIZED' },
    ...{ cancelled: 'CANCELLED', timeout: 'TIMEOUT', reversed: 'REVERSED', refunded: 'REFUND' },
  },
  stripe: { finished: 'succeeded', refunded: 'succeeded', authorized: 'processing', cancelled: 'canceled' },
};

/** SimplePay's number of a transaction; the test vectors of platform-spec 3.5 give TR1234 the number 509007600. */
export const simplePayNumber = (transactionId: number): number => 509_007_600 - SAMPLE.id + transactionId;

function writeTransactions(db: Database, rng: Rng, drafts: readonly Draft[]): void {
  const first = SAMPLE.id - drafts.findIndex((one) => one.created_ms === SAMPLE_AT && one.id_ticket === SAMPLE.ticket);
  const insert = db.prepare(`INSERT INTO transactions VALUES (@id, @created_ms, @id_ticket, @id_account, @product_kind,
    @currency, @debit_minor, @payment_mode, @status, @document_type, @document_no, @code, @billing, 'seed')`);
  const payment = db.prepare("INSERT INTO payments VALUES (?, ?, ?, ?, '', '', ?)");
  const yearOf = (one: Draft) => new Date(one.created_ms + 7_200_000).getUTCFullYear();
  const invoiced = (one: Draft) => one.status === 'finished' || one.status === 'refunded';
  const sampleIndex = SAMPLE.id - first;
  const before = drafts.filter((one, index) => index < sampleIndex && invoiced(one) && yearOf(one) === 2026).length;
  const last = new Map<number, number>([[2026, SAMPLE.invoice - 1 - before]]);
  for (const [index, one] of drafts.entries()) {
    const id = first + index;
    let documentNo: string | null = null;
    if (invoiced(one)) {
      const number = (last.get(yearOf(one)) ?? 0) + 1;
      last.set(yearOf(one), number);
      documentNo = invoiceNo(yearOf(one), number);
    }
    insert.run({ ...one, id, document_type: documentNo ? 'invoice' : null, document_no: documentNo });
    const simple = one.payment_mode === 'simplepay';
    const intent = `pi_${rng.code(24, ALNUM)}`;
    payment.run(
      ...[id, simple ? String(simplePayNumber(id)) : intent],
      simple ? rng.code(32, ALNUM) : `${intent}_secret_${rng.code(24, ALNUM)}`,
      PROVIDER_STATUS[one.payment_mode][one.status] ?? 'requires_payment_method',
      invoiced(one) ? one.created_ms : null,
    );
  }
  const counter = db.prepare('INSERT INTO invoices VALUES (?, ?)');
  for (const [year, number] of last) counter.run(year, number);
}

/** `INV-2026-00123`. */
export const invoiceNo = (year: number, number: number): string => `INV-${year}-${String(number).padStart(5, '0')}`;

/** Fills empty tables: the same seed and hour of the clock give the same data. */
export function generateOzora(db: Database, seed: number, nowMs: number): void {
  const rng = createRng(seed, 'ozora');
  const hour = Math.floor(nowMs / 3_600_000) * 3_600_000;
  const tickets = makeTickets(rng);
  const insert = db.prepare(`INSERT INTO tickets VALUES (@id, @status, @id_account, @holder, @email, @language, @flag,
    @year, @event, @template, @metas)`);
  for (const ticket of tickets) insert.run(ticket);
  writeTransactions(db, rng, makeDrafts(rng, tickets, hour));
}
