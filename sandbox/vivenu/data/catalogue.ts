import type BetterSqlite3 from 'better-sqlite3';
import type { Rng } from '../../data/rng.ts';
import { DAY, eveningTime } from '../../time.ts';
import type { Event, TicketType } from '../event-model.ts';
import type { Ids } from '../ids.ts';
import type { SeatingInfo } from '../model.ts';
import { EVENTS, type EventPlan, type TypePlan } from './events.ts';

export const SELLER = '5f2a6c1d9b3e4a0017c8d501';
export const OTHER_SELLER = '5f2a6c1d9b3e4a0017c8d502';

/** A ticket type on sale, and the seats that belong to it. */
export interface SaleType {
  readonly type: TicketType;
  readonly plan: TypePlan;
  /** Hands out the next seat; undefined for standing room. */
  readonly nextSeat: (() => SeatingInfo) | undefined;
  /** Tickets that hold a place. */
  sold: number;
}

export interface SaleEvent {
  readonly event: Event;
  readonly plan: EventPlan;
  readonly startMs: number;
  readonly opensMs: number;
  readonly tonight: boolean;
  readonly types: SaleType[];
}

const SEATS_A_ROW = 24;
const ROWS_A_BLOCK = 20;
const FREE_SEATS = 60;
const STILL_ON = 8 * 3_600_000;

function seatInfo(ids: Ids, ms: number, type: TicketType, plan: TypePlan, position: number): SeatingInfo {
  const row = Math.floor(position / SEATS_A_ROW);
  const seat = position % SEATS_A_ROW;
  const block = Math.floor(row / ROWS_A_BLOCK);
  const special =
    seat === 0 && row % 5 === 0 ? 'handicapped' : seat === SEATS_A_ROW - 1 && row % 3 === 0 ? 'limitedView' : null;
  return {
    _id: ids.object(ms),
    _type: 6,
    categoryId: type.categoryRef,
    statusId: `${type._id.slice(-6)}-${position}`,
    name: null,
    seatType: special,
    sectionName: block === 0 ? plan.name : `${plan.name} ${block + 1}`,
    groupName: seat < SEATS_A_ROW / 2 ? 'links' : 'rechts',
    rowName: String((row % ROWS_A_BLOCK) + 1),
    seatName: String(seat + 1),
    gate: seat < SEATS_A_ROW / 2 ? 'Eingang A' : null,
  };
}

/** General admission has a seating object too where the event has a plan, of type 7 and the same for all. */
function areaInfo(ids: Ids, ms: number, type: TicketType, plan: TypePlan): SeatingInfo {
  const none = { seatType: null, sectionName: null, groupName: null, rowName: null, seatName: null };
  const statusId = `${type._id.slice(-6)}-ga`;
  return {
    _id: ids.object(ms),
    _type: 7,
    categoryId: type.categoryRef,
    statusId,
    name: plan.name,
    ...none,
    gate: 'Eingang B',
  };
}

export interface Hall {
  readonly events: SaleEvent[];
  /** Writes events and seats once it is known what was sold. */
  finish(db: BetterSqlite3.Database, put: (event: Event) => void, holders: ReadonlyMap<string, string>): void;
}

/** Events, ticket types and seats around `anchorMs`; what is on sale grows with what was sold. */
export function makeCatalogue(rng: Rng, ids: Ids, anchorMs: number): Hall {
  const seats: { eventId: string; typeId: string; position: number; info: SeatingInfo }[] = [];
  const makeType = (plan: EventPlan, typePlan: TypePlan, eventId: string, createdMs: number): SaleType => {
    const type: TicketType = {
      ...{ _id: ids.object(createdMs), name: typePlan.name, price: typePlan.price, amount: 0, active: true },
      ...{
        posActive: true,
        categoryRef: ids.uuid(),
        taxRate: plan.taxRate,
        minAmountPerOrder: 1,
        maxAmountPerOrder: 10,
      },
      ...{ description: typePlan.description ?? null, barcodePrefix: typePlan.prefix },
      scanSettings: { allowedScanCount: typePlan.allowedScans ?? 1 },
      requiresPersonalization: typePlan.personal === true,
    };
    let position = 0;
    const area = plan.seated ? areaInfo(ids, createdMs, type, typePlan) : undefined;
    const nextSeat = () => {
      if (!typePlan.seats) return area;
      const info = seatInfo(ids, createdMs, type, typePlan, position);
      seats.push({ eventId, typeId: type._id, position: position++, info });
      return info;
    };
    const seated = typePlan.seats || area ? (nextSeat as () => SeatingInfo) : undefined;
    return { type, plan: typePlan, nextSeat: seated, sold: 0 };
  };

  const make = (plan: EventPlan, day: number, root: Event | undefined): SaleEvent => {
    const behindHours = plan.abroad?.behindHours ?? 0;
    const startMs = eveningTime(anchorMs, day, plan.hour + behindHours, plan.minute ?? 0);
    const plannedEnd = startMs + plan.minutes * 60_000;
    // What is on tonight goes on, and is sold at the door, for as long as somebody may look at it.
    const endMs = day === 0 ? Math.max(plannedEnd, anchorMs + STILL_ON) : plannedEnd;
    const sellEnd = day === 0 ? endMs : startMs + 30 * 60_000;
    const createdMs = Math.floor((startMs - (150 + rng.int(20)) * DAY) / 1000) * 1000 + rng.int(1000);
    const id = ids.object(createdMs);
    const types = plan.types.map((typePlan) => makeType(plan, typePlan, id, createdMs));
    const iso = (ms: number) => new Date(ms).toISOString();
    const opensMs = createdMs + DAY;
    const event: Event = {
      ...{ _id: id, sellerId: SELLER, name: plan.name, eventType: root ? 'RECURRENCE' : (plan.eventType ?? 'SINGLE') },
      ...{ rootId: root?._id, childEvents: [], start: iso(startMs), end: iso(endMs) },
      ...{ sellStart: iso(opensMs), sellEnd: iso(sellEnd), maxAmount: 0, maxAmountPerOrder: 10 },
      ...{
        locationName: plan.location,
        locationStreet: plan.street,
        locationCity: plan.city,
        locationPostal: plan.postal,
      },
      ...{
        locationCountry: plan.abroad?.country ?? 'DE',
        timezone: plan.abroad?.timezone ?? 'Europe/Berlin',
        image: null,
      },
      categories: types.map(({ type }) => ({
        _id: ids.object(createdMs),
        name: type.name,
        ref: type.categoryRef,
        amount: 0,
      })),
      tickets: types.map(({ type }) => type),
      ...{ createdAt: iso(createdMs), updatedAt: iso(createdMs + rng.int(20 * DAY)) },
    };
    return { event, plan, startMs, opensMs, tonight: day === 0, types };
  };

  const roots: Event[] = [];
  const events = EVENTS.flatMap((plan) => {
    if (plan.eventType !== 'ROOT') return plan.days.map((day) => make(plan, day, undefined));
    const root = make({ ...plan, types: [] }, plan.days.at(-1) ?? 0, undefined).event;
    const children = plan.days.map((day) => make(plan, day, root));
    root.childEvents.push(...children.map((child) => child.event._id));
    roots.push(root);
    return children;
  });

  const finish: Hall['finish'] = (db, put, holders) => {
    const insert = db.prepare('INSERT INTO seats VALUES (?, ?, ?, ?, ?, ?)');
    for (const { event, types, plan } of events) {
      for (const sale of types) {
        // A type that is sold out has as many as were sold; the others have some left, whatever the size of the data.
        const free = sale.plan.soldOut ? 0 : sale.plan.seats ? FREE_SEATS : Math.max(80, Math.ceil(sale.sold * 0.25));
        sale.type.amount = Math.max(1, sale.sold + free);
        if (sale.plan.seats) for (let i = 0; i < FREE_SEATS; i++) sale.nextSeat?.();
        const category = event.categories.find((candidate) => candidate.ref === sale.type.categoryRef);
        if (category) category.amount = sale.type.amount;
      }
      event.maxAmount = types.reduce((sum, { type }) => sum + type.amount, 0) + (plan.soldOut ? 0 : 20);
      put(event);
    }
    for (const root of roots) put(root);
    for (const { eventId, typeId, position, info } of seats) {
      insert.run(eventId, info.statusId, typeId, position, JSON.stringify(info), holders.get(info.statusId) ?? null);
    }
  };
  return { events, finish };
}
