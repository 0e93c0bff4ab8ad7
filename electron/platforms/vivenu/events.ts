import { as, type EventId, type IsoTime } from '../../../shared/ids.ts';
import { dayInZone, venueZone, zoneOf } from '../../../shared/time.ts';
import type { Clock } from '../clock.ts';
import { decode } from '../decode.ts';
import type { Ask, Page, PageRequest, PlatformEvent } from '../platform.ts';
import { PlatformError } from '../platform-error.ts';
import { type EventFacts, type RawEvent, toEvent } from './mapping.ts';
import { pageQuery, readRows } from './pagination.ts';
import * as schemas from './schemas.ts';
import { type ApiCall, type Call, endpointOf } from './transport.ts';

/** How long what is known of events is taken for true: names and starts are edited, though rarely. */
const knownForMs = 10 * 60_000;
/** An account with more pages of events than this is asked event by event. */
const mostPages = 50;

const list: ApiCall = { method: 'GET', template: '/api/events' };
const one: ApiCall = { method: 'GET', template: '/api/events/{id}' };

interface Known {
  readonly readAt: number;
  readonly events: Map<string, RawEvent>;
  /** Ids that the platform does not know (any more). */
  readonly gone: Set<string>;
}

/**
 * Events (V20, V21). Tickets name their event by id only, so every reading of tickets needs names and starts of events beside it: they are read
 * once and kept for a while, and one that turns up new is asked for by itself.
 */
export class EventsApi {
  readonly #call: Call;
  readonly #clock: Clock;
  #known: Known | null = null;
  #reading: Promise<Known> | null = null;

  constructor(call: Call, clock: Clock) {
    this.#call = call;
    this.#clock = clock;
  }

  /** V20: the account's events, latest start first. */
  async page(request: PageRequest): Promise<Page<PlatformEvent>> {
    const { raw, ...page } = await this.#rawPage(request.page, request);
    return { ...page, rows: raw.map(toEvent) };
  }

  /** What tickets must be told of these events; one that cannot be read is missing. */
  async facts(ids: Iterable<string>, ask: Ask): Promise<ReadonlyMap<string, EventFacts>> {
    const known = await this.#all(ask);
    const facts = new Map<string, EventFacts>();
    for (const id of new Set(ids)) {
      const event = known.events.get(id) ?? (await this.#single(known, id, ask));
      if (event === null) continue;
      const { name, start, end, timezone } = event;
      facts.set(id, { name, zone: zoneOf(timezone), start: as<IsoTime>(start), end: as<IsoTime>(end) });
    }
    return facts;
  }

  /** Events that start on that day of their own zone. */
  async onDay(day: string, ask: Ask): Promise<readonly EventId[]> {
    const { events } = await this.#all(ask);
    const starting = [...events.values()].filter(
      (event) => dayInZone(Date.parse(event.start), zoneOf(event.timezone) ?? venueZone) === day,
    );
    return starting.map((event) => as<EventId>(event._id));
  }

  /** How many may be inside at once with a ticket, by its type; types that do not say are missing. */
  async allowedScans(eventId: EventId, ask: Ask): Promise<ReadonlyMap<string, number>> {
    const known = await this.#all(ask);
    const listed = known.events.get(eventId);
    const event = listed?.tickets == null ? await this.#single(known, eventId, ask) : listed;
    const types = (event?.tickets ?? []).flatMap(({ _id, scanSettings }) => {
      const allowed = scanSettings?.allowedScanCount;
      return allowed == null ? [] : [[_id, allowed] as const];
    });
    return new Map(types);
  }

  /** Events that have not ended, with their ticket types: a row that came without them is asked for by itself. */
  async upcoming(now: number, ask: Ask): Promise<readonly RawEvent[]> {
    const { events } = await this.#read(ask);
    const upcoming: RawEvent[] = [];
    for (const event of events.values()) {
      if (Date.parse(event.end) <= now) continue;
      upcoming.push(event.tickets == null ? await this.#ask(event._id, ask) : event);
    }
    return upcoming.sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  }

  async #all(ask: Ask): Promise<Known> {
    const known = this.#known;
    if (known !== null && this.#clock.now() - known.readAt < knownForMs) return known;
    return this.#read(ask);
  }

  #read(ask: Ask): Promise<Known> {
    this.#reading ??= this.#readAll(ask).finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #readAll(ask: Ask): Promise<Known> {
    const known: Known = { readAt: this.#clock.now(), events: new Map(), gone: new Set() };
    for (let page = 1, pages = 1; page <= Math.min(pages, mostPages); page += 1) {
      const answer = await this.#rawPage(page, ask);
      pages = answer.pages;
      for (const event of answer.raw) known.events.set(event._id, event);
    }
    this.#known = known;
    return known;
  }

  async #rawPage(page: number, ask: Ask): Promise<Omit<Page<never>, 'rows'> & { readonly raw: readonly RawEvent[] }> {
    const body = await this.#call({ ...list, query: { ...pageQuery(page), sortDir: -1 } }, ask);
    const { rows, ...rest } = readRows(body, { endpoint: endpointOf(list), page }, schemas.event, (raw) => raw);
    return { ...rest, raw: rows };
  }

  async #single(known: Known, id: string, ask: Ask): Promise<RawEvent | null> {
    if (known.gone.has(id)) return null;
    try {
      const event = await this.#ask(id, ask);
      known.events.set(id, event);
      return event;
    } catch (error) {
      // Deleted, of another seller, or not readable: its tickets are tickets all the same.
      if (!(error instanceof PlatformError) || !withoutEvent.has(error.problem.code)) throw error;
      if (error.problem.code !== 'bad_response') known.gone.add(id);
      return null;
    }
  }

  async #ask(id: string, ask: Ask): Promise<RawEvent> {
    return decode(schemas.event, await this.#call({ ...one, params: { id } }, ask), endpointOf(one));
  }
}

const withoutEvent: ReadonlySet<string> = new Set(['not_found', 'forbidden', 'refused', 'bad_response']);
