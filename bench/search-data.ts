import { createHash } from 'node:crypto';
import type { Order } from '../shared/domain/orders.ts';
import type { TicketRow } from '../shared/domain/tickets.ts';
import { type AccountId, as, type EpochMs, type EventId, type IsoTime, type OrderId } from '../shared/ids.ts';

/** The account that benchmark data belongs to. */
export const benchAccount = as<AccountId>('bench');
/** The day that counts as tonight in benchmarks. */
export const benchTonight = '2026-08-30';

const firstNames =
  `Ana Marko Jelena Nikola Milica Đorđe Jovana Stefan Ivana Aleksandar Marija Nemanja Katarina Miloš Teodora Luka Sara Filip
Dragana Vladimir Ђорђе Милица Јован Љубица Његош Жељко Снежана Александар Михаил Юлия Дмитрий Екатерина Анна Сергей Наталья Фёдор Хачатур
Щербакова Zoltán Katalin Gábor Ödön Eszter Jürgen Ursula Wolfgang Käthe Björn James Olivia Alanis Charlotte Khalid Siobhán`
    .split(/\s+/)
    .filter((name) => name !== '');
const stems =
  `Petr Jovan Nikol Mark Ili Pavl Stojan Đorđ Milić Kovač Živk Stank Laz Todor Vas Rad Boj Mit Sim Gavril Obrad Tom Luk Čvor Šar
Vuk Zec Krst Mihajl Anton`.split(/\s+/);
const endings = ['ović', 'ević', 'ić', 'anović', 'ac', 'ski'];
const foreign =
  `Иванов Петров Смирнова Щербаков Цветков Хачатурян Kovács Nagy Szabó Tóth Müller Schmidt Weiß Brown McLaughlin O'Brien Пантелић
Марковић Јовановић Живковић Smith Theodorakis`
    .split(/\s+/)
    .filter((name) => name !== '');
const domains = [
  'gmail.com',
  'gmail.com',
  'gmail.com',
  'yahoo.com',
  'hotmail.com',
  'mail.ru',
  'freemail.hu',
  'web.de',
  'firma.rs',
];
const plainLatin = new Map([...'čćžšđáéíóöüőúűß'].map((letter, n) => [letter, [...'cczsdaeiooouuus'][n] ?? '']));

/** A small random source that gives the same numbers for the same seed. */
export function randomSource(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Evenings that tickets are for: 40 events of 3; the first is tonight's. */
function evening(no: number): { id: string; name: string; date: string; ms: number } {
  const event = Math.floor(no / 3);
  const ms = Date.parse('2026-08-30T19:00:00Z') + no * 86_400_000;
  const date = `${new Date(ms + 7_200_000).toISOString().slice(0, 19)}+02:00`;
  return { id: `EV${String(event).padStart(4, '0')}`, name: `Benchmark evening ${event}`, date, ms };
}

function latinOf(name: string): string {
  return [...name.toLowerCase()].map((letter) => plainLatin.get(letter) ?? letter).join('');
}

/** Tickets, newest purchase first: the same ones for the same count. Purchases of 1 to 4 tickets, so that twins are usual. */
export function* benchTickets(count: number): Generator<TicketRow> {
  const random = randomSource(20260830);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const evenings = Array.from({ length: 120 }, (_, no) => evening(no));
  let made = 0;
  let at = Date.parse('2026-08-29T20:00:00Z');
  while (made < count) {
    at -= 1000 * (1 + random(90));
    const first = pick(firstNames);
    const last = random(5) === 0 ? pick(foreign) : `${pick(stems)}${pick(endings)}`;
    const ascii = `${latinOf(first)}.${latinOf(last)}`.replace(/[^a-z.]/g, '');
    const email = `${ascii.length > 3 ? ascii : 'guest'}${random(1000)}@${pick(domains)}`;
    const phone =
      random(4) === 0
        ? `+${pick(['7', '36', '49', '44', '1'])}${100_000_000 + random(899_999_999)}`
        : `+3816${random(10)}${1_000_000 + random(8_999_999)}`;
    const date = pick(evenings);
    const purchased = `${new Date(at).toISOString().slice(0, 19)}+00:00`;
    const price = 50_000 + random(60) * 5000;
    const identity = createHash('sha256')
      .update([purchased, date.id, date.date, email, phone, price].join('\n'))
      .digest('hex')
      .slice(0, 32);
    const row: TicketRow = {
      identity,
      eventId: as<EventId>(date.id),
      eventName: date.name,
      eventDate: as<IsoTime>(date.date),
      eventDateMs: as<EpochMs>(date.ms),
      zone: null,
      holder: { name: `${first} ${last}`, email, phone },
      price: { minor: price, currency: 'RSD' },
      promoCode: random(10) === 0 ? 'SAUS' : null,
      purchasedAt: as<IsoTime>(purchased),
      purchasedAtMs: as<EpochMs>(at),
      orderNumber: null,
      language: 'sr',
      country: 'RS',
      entry: null,
    };
    for (let n = 1 + random(4); n > 0 && made < count; n -= 1) {
      made += 1;
      yield row;
    }
  }
}

/** Orders with tic.rs' shapes of number and token; a part of them with a contact. */
export function* benchOrders(count: number): Generator<Order> {
  const random = randomSource(579);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const alphabet = `${letters}${letters.toLowerCase()}0123456789`;
  for (let n = 0; n < count; n += 1) {
    const prefix = Array.from({ length: 3 }, () => letters[random(26)] ?? '').join('');
    const token = Array.from({ length: 8 }, () => alphabet[random(62)] ?? '').join('');
    const at = Date.parse('2026-08-29T20:00:00Z') - n * 60_000;
    const known = n % 10 === 0;
    yield {
      accountId: benchAccount,
      id: as<OrderId>(`order-${n}`),
      number: `${prefix}-${String(random(10_000)).padStart(4, '0')}`,
      publicToken: token,
      status: 'paid',
      platformStatus: { id: '2', name: 'Paid' },
      total: { minor: 10_100, currency: 'RSD' },
      createdAt: as<IsoTime>(new Date(at).toISOString()),
      createdAtMs: as<EpochMs>(at),
      contact: known ? { name: 'Dragana Jovanović', email: `dragana${n}@firma.rs`, phone: '+381641234567' } : null,
      items: null,
      paymentLink: null,
    };
  }
}

/** Cuts a list into pages. */
export function* pagesOf<Row>(rows: Iterable<Row>, size: number): Generator<Row[]> {
  let page: Row[] = [];
  for (const row of rows) {
    page.push(row);
    if (page.length === size) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}
