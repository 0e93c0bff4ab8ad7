import type BetterSqlite3 from 'better-sqlite3';
import { belgradeOffset, DAY } from '../time.ts';
import { anchorOf, type SaleDate, writeCatalogue } from './catalogue.ts';
import { TONIGHT_SHARE } from './events.ts';
import { type Guest, REGULARS } from './names.ts';
import { OTHER_ORDERS, writeOther } from './other-orders.ts';
import { makeGuest } from './people.ts';
import { REFUND_CASES, type RefundCase, writeRefund } from './refund-cases.ts';
import { createRng, type Rng, UPPER } from './rng.ts';
import { createStats } from './stats.ts';
import { createWriter } from './writer.ts';

/** How far back sales go, and how they thicken towards now. */
const SPAN = 420 * DAY;
const CURVE = 1.6;
const PROMOCODES = ['LETO25', 'STUDENT', 'RANOPTICA', 'SAUS', 'QZIQ', 'DRUGARI', 'ПОКЛОН'];
const UTM: readonly (readonly (string | null)[])[] = [
  ['instagram', 'social', 'bio', null, null],
  ['facebook', 'cpc', 'jesen', 'karusel', null],
  ['newsletter', 'email', 'nedelja', null, null],
  ['mediapartner', 'api', 'event', 'public', 'AbXPw3fr'],
];

function groupSize(rng: Rng): number {
  const p = rng.next();
  if (p < 0.4) return 1;
  if (p < 0.78) return 2;
  if (p < 0.88) return 3;
  if (p < 0.96) return 4;
  if (p < 0.998) return 5 + rng.int(2);
  return 10 + rng.int(15);
}

/** Sizes of all groups, adding up to exactly `tickets`. */
function groupSizes(rng: Rng, tickets: number): Uint8Array {
  const sizes: number[] = [];
  for (let left = tickets; left > 0; ) {
    const size = Math.min(left, groupSize(rng));
    sizes.push(size);
    left -= size;
  }
  return Uint8Array.from(sizes);
}

function createBuyers(rng: Rng, write: ReturnType<typeof createWriter>) {
  const guests: Guest[] = [...REGULARS];
  REGULARS.forEach((guest) => {
    write.customer(guest);
  });
  return (): { id: number; guest: Guest } => {
    const p = rng.next();
    if (p < 0.58) {
      const guest = makeGuest(rng, guests.length);
      guests.push(guest);
      return { id: write.customer(guest), guest };
    }
    const index = p < 0.61 ? Math.floor(REGULARS.length * rng.next() ** 3) : rng.int(guests.length);
    return { id: index + 1, guest: guests[index] ?? makeGuest(rng, index) };
  };
}

function createChooser(rng: Rng, dates: readonly SaleDate[], anchorMs: number) {
  const tonight = dates.find((date) => date.tonight);
  const others = dates.filter((date) => !date.tonight);
  // Tonight's date is on sale for the last part of the sales only: its share there makes its share of all.
  const open = tonight ? (anchorMs - tonight.opensMs) / SPAN : 1;
  const share = Math.min(0.95, TONIGHT_SHARE / Math.min(1, open) ** (1 / CURVE));
  return (ms: number): SaleDate => {
    if (tonight && ms >= tonight.opensMs && ms < tonight.startMs && rng.chance(share)) return tonight;
    let total = 0;
    for (const date of others) if (date.opensMs <= ms && ms < date.startMs) total += date.weight;
    let at = rng.next() * total;
    for (const date of others) {
      if (date.opensMs <= ms && ms < date.startMs) {
        at -= date.weight;
        if (at < 0) return date;
      }
    }
    const next = others.filter((date) => date.startMs > ms).sort((a, b) => a.startMs - b.startMs)[0];
    if (!next) throw new Error('no date on sale');
    return next;
  };
}

/** Price paid: a promo code or a service fee gives the odd decimals of the samples. */
function pricePaid(rng: Rng, priceMinor: number, promo: boolean): number {
  if (promo) return Math.round(priceMinor * (1 - (5 + rng.int(20)) / 100 - rng.next() / 100));
  return rng.chance(0.25) ? Math.round(priceMinor * 1.0349) : priceMinor;
}

/**
 * Fills an empty database: the same seed, size and hour give the same rows.
 * @param tickets how many T6 rows, 200 to 1,000,000.
 */
export function generate(db: BetterSqlite3.Database, seed: number, tickets: number, nowMs: number): void {
  const anchorMs = anchorOf(nowMs);
  const rng = createRng(seed, 'sales');
  const write = createWriter(db, createRng(seed, 'codes'));
  const chooseDate = createChooser(rng, writeCatalogue(db, seed, anchorMs), anchorMs);
  const buyer = createBuyers(rng, write);
  const stats = createStats(createRng(seed, 'stats'));
  const reservations = new Map<number, number>();
  const sizes = groupSizes(rng, tickets);
  const count = sizes.length;

  sizes.forEach((size, index) => {
    const part = 1 - (index + rng.next()) / count;
    const paidMs = Math.floor((anchorMs - SPAN * part ** CURVE) / 1000) * 1000 - 1000;
    // Near the newest end each kind and each refund state appears once whatever the size, then now and then.
    const fromEnd = count - index;
    const other = fromEnd % 7 === 3 && fromEnd < 75 ? OTHER_ORDERS[(fromEnd - 3) / 7] : undefined;
    const kind = other ?? (rng.chance(0.025) ? rng.pick(OTHER_ORDERS) : undefined);
    if (kind) writeOther(write, rng, kind, paidMs - 240_000, buyer().id);
    const forced = fromEnd % 9 === 5 && fromEnd < 50 ? REFUND_CASES[(fromEnd - 5) / 9] : undefined;
    const refund: RefundCase | undefined = forced ?? (rng.chance(0.01) ? rng.pick(REFUND_CASES) : undefined);

    const date = chooseDate(paidMs);
    const { id: customerId, guest } = buyer();
    const promocode = rng.chance(0.12)
      ? rng.chance(0.6)
        ? rng.pick(PROMOCODES)
        : rng.code(4 + rng.int(5), UPPER)
      : null;
    const utm = rng.chance(0.7) ? null : rng.pick(UTM);
    const type = rng.pick(date.types);
    const second = size > 2 && rng.chance(0.25) ? rng.pick(date.types) : type;
    const groups =
      second === type
        ? [{ type, n: size }]
        : [
            { type, n: size - 1 },
            { type: second, n: 1 },
          ];
    const priced = groups.map((g) => ({ ...g, price: pricePaid(rng, g.type.priceMinor, promocode !== null) }));
    const totalMinor = priced.reduce((sum, g) => sum + g.n * g.price, 0);
    // An order refunded as a whole is cancelled at once, before anybody approves (T-24).
    const cancelled = refund === 'completed' || (refund !== undefined && rng.chance(0.4));
    const statusId = cancelled ? 7 : date.startMs < anchorMs && !date.tonight ? 5 : 2;
    const createdMs = paidMs - (40 + rng.int(200)) * 1000;
    const { currency } = date;
    const language = guest.language === 'en' || guest.language === 'ru' ? guest.language : 'sr';
    const closed = cancelled ? 'refunded' : undefined;
    const orderId = write.order({ createdMs, statusId, totalMinor, currency, customerId, language, closed });
    if (rng.chance(0.03)) write.transaction(orderId, 'failed', totalMinor, currency, createdMs + 20_000);
    const transaction = write.transaction(orderId, 'approved', totalMinor, currency, paidMs);
    const shared = { orderId, customerId, eventId: date.eventId, calendarId: date.id, purchasedMs: paidMs, currency };
    const device = rng.chance(0.68) ? 'mobile' : 'desktop';
    const info = {
      promocode,
      utm: utm && JSON.stringify(utm),
      device,
      language: guest.language,
      country: guest.country,
    };
    for (const g of priced) {
      const item = { type: 'event', name: date.eventName, amountMinor: g.price, quantity: g.n };
      write.item(orderId, { ...item, eventId: date.id, ticketId: g.type.id });
      for (let i = 0; i < g.n; i++) write.ticket({ ...shared, ...info, priceMinor: g.price });
    }
    if (refund) {
      const payment = { orderId, transaction, amountMinor: totalMinor, currency, paidMs, latestMs: anchorMs };
      writeRefund(write, rng, payment, refund);
    }
    reservations.set(date.eventId, (reservations.get(date.eventId) ?? 0) + 1);
    const day = Math.floor((paidMs + belgradeOffset(paidMs)) / DAY);
    stats.sale(day, date.eventId, utm?.[0] ?? '', totalMinor, currency);
  });

  const setReservations = db.prepare('UPDATE events SET reservations = ? WHERE id = ?');
  for (const [eventId, n] of reservations) setReservations.run(n, eventId);
  stats.write(db);
}
