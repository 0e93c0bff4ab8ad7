import type BetterSqlite3 from 'better-sqlite3';
import { anchorOf } from '../../data/catalogue.ts';
import { createRng, type Rng } from '../../data/rng.ts';
import { DAY } from '../../time.ts';
import { seededIds } from '../ids.ts';
import type { Ticket } from '../model.ts';
import { INSERT_SCAN, makeScan, scanColumns } from '../scan-record.ts';
import { createDocuments } from '../store/write.ts';
import { createBuyers } from './buyers.ts';
import { CASES, type Case, FATES, type Fate } from './cases.ts';
import { makeCatalogue, type SaleEvent, type SaleType } from './catalogue.ts';
import { TONIGHT_SHARE } from './events.ts';
import { writeFixtures } from './fixtures.ts';
import { makeSale, type SaleMade } from './sale.ts';

/** How far back sales go, and how they thicken towards now. */
const SPAN = 190 * DAY;
const CURVE = 1.7;
/** Older sales are no longer open. */
const OPEN_FOR = 4 * DAY;

const CASE_EVERY = 2.6 * 3_600_000;

const HOLDS: ReadonlySet<Ticket['status']> = new Set(['VALID', 'DETAILSREQUIRED', 'RESERVED']);
const rowsOf = (fate: Fate, pieces: number) => pieces + (fate === 'transferred' ? 1 : 0);

interface Planned {
  readonly fate: Fate;
  readonly pieces: readonly number[];
  readonly named?: Case | undefined;
}

function pieces(rng: Rng): number {
  const p = rng.next();
  if (p < 0.3) return 1;
  if (p < 0.75) return 2;
  if (p < 0.87) return 3;
  return p < 0.97 ? 4 : 5 + rng.int(6);
}

function fateOf(rng: Rng): Fate {
  let at = rng.int(1000);
  for (const [fate, share] of FATES) {
    at -= share;
    if (at < 0) return fate;
  }
  return 'online';
}

/** All sales from the oldest to the newest, with exactly `tickets` ticket rows; the named cases are the newest. */
function planSales(rng: Rng, tickets: number): Planned[] {
  const cases = CASES.map((named) => ({ fate: named.fate, pieces: named.pieces, named }));
  const total = (planned: Planned) =>
    rowsOf(
      planned.fate,
      planned.pieces.reduce((sum, n) => sum + n, 0),
    );
  let left = tickets - cases.reduce((sum, planned) => sum + total(planned), 0);
  const sales: Planned[] = [];
  while (left > 0) {
    const fate = fateOf(rng);
    const n = Math.min(left, pieces(rng));
    // A transfer makes a row more than there are pieces.
    const fits = rowsOf(fate, n) <= left;
    const planned = { fate: fits ? fate : 'online', pieces: [n] } as const;
    sales.push(planned);
    left -= total(planned);
  }
  return [...sales, ...cases];
}

function chooseEvent(rng: Rng, events: readonly SaleEvent[], ms: number): SaleEvent {
  const open = events.filter((sale) => sale.opensMs <= ms && ms < sale.startMs);
  const tonight = open.filter((sale) => sale.tonight);
  // Not on sale as long ago as sales go: the more of those that are.
  const pool = tonight.length > 0 && rng.chance(TONIGHT_SHARE * 1.1) ? tonight : open.filter((sale) => !sale.tonight);
  const from = pool.length > 0 ? pool : open;
  let at = rng.next() * from.reduce((sum, sale) => sum + sale.plan.weight, 0);
  for (const sale of from) {
    at -= sale.plan.weight;
    if (at < 0) return sale;
  }
  throw new Error('no event on sale');
}

function linesOf(rng: Rng, sale: SaleEvent, planned: Planned): { type: SaleType; pieces: number }[] {
  const { named } = planned;
  const types = sale.types.filter(
    (type) => !named || named.standing === undefined || !type.plan.seats === named.standing,
  );
  const standing = named?.standing ? types : sale.types;
  return planned.pieces.map((n, index) => {
    const type = named ? standing[named.standing ? 0 : index % Math.min(2, standing.length)] : rng.pick(sale.types);
    if (!type) throw new Error(`${sale.event.name} has no such ticket type`);
    return { type, pieces: n };
  });
}

/** What is still open of old sales was given up long ago. */
function agedFate(fate: Fate, ms: number, anchorMs: number): Fate {
  if (ms > anchorMs - OPEN_FOR) return fate;
  if (fate.startsWith('new-')) return 'aborted';
  if (fate === 'reserved') return 'aborted';
  return fate === 'pos' ? 'pos-closed' : fate;
}

/** Guests of past evenings came in, most of them once. */
function writeScans(
  db: BetterSqlite3.Database,
  rng: Rng,
  ids: ReturnType<typeof seededIds>,
  sale: SaleEvent,
  made: SaleMade,
) {
  const insert = db.prepare(INSERT_SCAN);
  for (const ticket of made.tickets) {
    if (ticket.status !== 'VALID' || !rng.chance(0.88)) continue;
    const timeMs = sale.startMs - rng.int(55 * 60_000);
    const shared = { deviceId: rng.pick(['tor-1', 'tor-2']), parentEventId: sale.event.rootId };
    const scan = (result: 'approved' | 'declined', after: number) =>
      insert.run(
        ...scanColumns(
          makeScan(ids, ticket, {
            ...shared,
            type: 'checkin',
            scanResult: result,
            timeMs: timeMs + after,
            storedMs: timeMs + after + 400,
          }),
        ),
      );
    scan('approved', 0);
    if (rng.chance(0.02)) scan('declined', 4000);
  }
}

/**
 * Fills an empty database: the same seed, size and hour give the same rows.
 * @param tickets how many ticket rows, 200 to 500,000.
 */
export function generate(db: BetterSqlite3.Database, seed: number, tickets: number, nowMs: number): void {
  const anchorMs = anchorOf(nowMs);
  const rng = createRng(seed, 'vivenu sales');
  const ids = seededIds(createRng(seed, 'vivenu ids'));
  const documents = createDocuments(db);
  const hall = makeCatalogue(createRng(seed, 'vivenu catalogue'), ids, anchorMs);
  const [first, second] = hall.events.filter((sale) => sale.tonight);
  const personal = hall.events.find((sale) => sale.types.some((type) => type.plan.personal));
  if (!first || !second || !personal) throw new Error('the catalogue lacks an event');
  const places = { hall: first, club: second, personal };
  const nextBuyer = createBuyers(rng, ids, documents.addCustomer);
  const holders = new Map<string, string>();
  const addCase = db.prepare('INSERT INTO cases VALUES (?, ?)');
  const addRefund = db.prepare("INSERT INTO refunds VALUES (NULL, ?, ?, ?, ?, ?, 'EUR', ?, ?, ?, ?)");
  const sales = planSales(createRng(seed, 'vivenu plan'), tickets);
  writeFixtures(db, anchorMs, first.event._id);

  sales.forEach((planned, index) => {
    const age = 1 - (index + rng.next()) / sales.length;
    const { named } = planned;
    // The named ones spread over the last days, so that what became of them had time to happen.
    const fromEnd = sales.length - index;
    const ms = Math.floor(anchorMs - (named ? fromEnd * CASE_EVERY : SPAN * age ** CURVE)) - 1000;
    const fate = agedFate(planned.fate, ms, anchorMs);
    const sale = named ? places[named.event] : chooseEvent(rng, hall.events, ms);
    const lines = linesOf(rng, sale, planned);
    const coupon = named ? named.coupon === true : rng.chance(0.06) && fate === 'online';
    const product = named ? named.product === true : rng.chance(0.05);
    const latestMs = Math.max(ms, Math.min(anchorMs, sale.startMs) - 1);
    const made = makeSale(rng, ids, { fate, sale, lines, coupon, product, ms, latestMs }, nextBuyer);

    documents.addTransaction(made.doc, 'seed');
    for (const ticket of made.tickets) {
      documents.addTicket(ticket);
      if (!HOLDS.has(ticket.status)) continue;
      const type = sale.types.find((candidate) => candidate.type._id === ticket.ticketTypeId);
      if (type) type.sold++;
      if (ticket.seatingInfo?._type === 6) holders.set(ticket.seatingInfo.statusId, made.doc._id);
    }
    // Somebody else has the seat by now: this transaction cannot be completed any more.
    if (fate === 'new-seat-lost')
      for (const ticket of made.tickets) holders.set(ticket.seatingInfo?.statusId ?? '', 'another');
    if (made.refund) {
      const { id, amountCents, target, ms: at } = made.refund;
      const psp = `psp_${id}`;
      addRefund.run(
        id,
        made.doc.sellerId,
        made.doc._id,
        made.doc.eventId,
        amountCents,
        target,
        psp,
        made.doc.paymentInfo?.gateway ?? 'local',
        at,
      );
    }
    if (named) addCase.run(named.name, made.doc._id);
    // Tonight's guests are still to come, whatever the hour.
    if (!sale.tonight && sale.startMs < anchorMs) writeScans(db, rng, ids, sale, made);
  });
  hall.finish(db, documents.putEvent, holders);
}
