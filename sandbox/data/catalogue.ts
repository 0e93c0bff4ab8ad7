import type BetterSqlite3 from 'better-sqlite3';
import { belgradeOffset, DAY, eveningTime } from '../time.ts';
import { EVENT_PLANS, type EventPlan } from './events.ts';
import { CITIES, COUNTRIES, PLACES } from './places.ts';
import { createRng, type Rng, UPPER } from './rng.ts';

export interface SaleType {
  readonly id: number;
  readonly name: string;
  readonly priceMinor: number;
}

/** One event date as the generator sells it. */
export interface SaleDate {
  readonly id: number;
  readonly eventId: number;
  readonly eventName: string;
  readonly currency: string;
  readonly startMs: number;
  readonly opensMs: number;
  readonly weight: number;
  readonly tonight: boolean;
  readonly types: readonly SaleType[];
}

/** Sales of a date open this long before it. */
export const SALES_WINDOW = 120 * DAY;
const FIRST_CALENDAR_ID = 123;
const FIRST_TYPE_ID = 9001;

function eventCode(rng: Rng, index: number): string {
  // One code in mixed case, as in the MediaPartner sample (T-17: no UUID).
  if (index === 1) return `q${rng.code(1, UPPER)}r${rng.code(1, UPPER)}enc${rng.code(1, UPPER)}`;
  return rng.code(6 + rng.int(3), UPPER);
}

/** Writes the organizer's events, dates and ticket types; returns the dates that are sold. */
export function writeCatalogue(db: BetterSqlite3.Database, seed: number, anchorMs: number): SaleDate[] {
  const rng = createRng(seed, 'catalogue');
  const insertEvent = db.prepare(
    'INSERT INTO events VALUES (:id, 1, :uuid, :name, :description, :created, :updated, :place, :city, :country, :type, :currency, :published, :categories, :languages, 0)',
  );
  const insertDate = db.prepare('INSERT INTO calendars VALUES (?, ?, ?, ?, ?)');
  const insertType = db.prepare('INSERT INTO ticket_types VALUES (?, ?, ?, ?, ?)');
  const dates: SaleDate[] = [];
  let calendarId = FIRST_CALENDAR_ID;
  let typeId = FIRST_TYPE_ID;

  const writeDate = (plan: EventPlan, eventId: number, index: number) => {
    const when = plan.dates[index];
    if (!when) return;
    const startMs = eveningTime(anchorMs, when.day, when.hour, when.minute, when.second);
    const available = when.available ?? when.day >= 0;
    // Odd seconds at the end of shows that began at odd seconds (T-13).
    const endMs = startMs + plan.minutes * 60_000 + (when.second ? 21_000 : 0);
    insertDate.run(calendarId, eventId, startMs, endMs, available ? 1 : 0);
    const types = plan.types.map(([name, price], position) => {
      const soldOut = position === 0 && plan.types.length > 1 && rng.chance(0.12);
      insertType.run(typeId, calendarId, name, price * 100, available && !soldOut ? 1 : 0);
      return { id: typeId++, name, priceMinor: price * 100 };
    });
    if (plan.weight > 0) {
      const sale = { id: calendarId, eventId, eventName: plan.name, currency: plan.currency, startMs };
      const opensMs = startMs - SALES_WINDOW;
      dates.push({ ...sale, opensMs, weight: plan.weight, tonight: when.day === 0, types });
    }
    calendarId++;
  };

  EVENT_PLANS.forEach((plan, index) => {
    const eventId = index + 1;
    const place = PLACES.get(plan.placeId);
    const city = CITIES.get(place?.cityId ?? 0);
    if (!place || !city) throw new Error(`event ${plan.name} has no known place`);
    const firstDay = Math.min(0, ...plan.dates.map((date) => date.day));
    const created = Math.floor((anchorMs + (firstDay - 130 - index) * DAY + rng.int(DAY)) / 1000) * 1000;
    insertEvent.run({
      id: eventId,
      uuid: eventCode(rng, index),
      name: plan.name,
      description: plan.description,
      created,
      updated: created + (1 + rng.int(20 * 86_400)) * 1000,
      place: plan.placeId,
      city: place.cityId,
      country: COUNTRIES.get(city.countryId)?.code ?? '',
      type: plan.typeId,
      currency: plan.currency,
      published: plan.published === false ? 0 : 1,
      categories: JSON.stringify(plan.categories),
      languages: JSON.stringify(plan.languages),
    });
    for (let i = 0; i < plan.dates.length; i++) writeDate(plan, eventId, i);
  });
  return dates;
}

/** Start of the hour that holds `ms`, Belgrade time: what generated times are counted from. */
export function anchorOf(ms: number): number {
  const offset = belgradeOffset(ms);
  return Math.floor((ms + offset) / 3_600_000) * 3_600_000 - offset;
}
