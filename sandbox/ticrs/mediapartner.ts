import { CITIES, COUNTRIES, LANGUAGES, type Language } from '../data/places.ts';
import { DAY, dayStart, isoLocal, localDay } from '../time.ts';
import type { Call, Route } from './call.ts';
import type { TicRs } from './context.ts';
import { categories, city, currency, type EventRow, eventType, idList, place } from './event-parts.ts';
import { major } from './money.ts';
import { resourcePage } from './pagination.ts';
import { dayOf, integerOf, pageOf, perPageOf, textOf } from './query.ts';
import { numbered } from './store/store.ts';

interface DateRow {
  id: number;
  start_ms: number;
  end_ms: number;
  available: number;
}

interface TypeRow {
  id: number;
  name: string;
  price_minor: number;
  available: number;
}

const PARTNER = 'AbXPw3fr';
const ORGANIZER_SITE = 'https://qqxyvuln.tic.rs';

function links(event: EventRow, language: Language) {
  const utm = (content: string) =>
    `utm_source=mediapartner&utm_medium=api&utm_campaign=event&utm_content=${content}&utm_term=${PARTNER}`;
  const slug = CITIES.get(event.city_id)?.slug ?? 'beograd';
  return {
    lite: `${ORGANIZER_SITE}/${language}/${event.uuid}?${utm('subdomain')}`,
    public: `https://tic.rs/${language}/${slug}/events/${event.uuid.toLowerCase()}-${event.id}?${utm('public')}`,
  };
}

/** Dates and tickets carry ids only for a caller that asks for the sandbox's extension (T-7). */
function calendar(ctx: TicRs, event: EventRow, withIds: boolean) {
  const dates = ctx.store.sql<DateRow>('SELECT * FROM calendars WHERE event_id = ? ORDER BY id').all(event.id);
  const types = ctx.store.sql<TypeRow>('SELECT * FROM ticket_types WHERE calendar_id = ? ORDER BY id');
  return dates.map((date) => ({
    ...(withIds ? { id: date.id } : {}),
    date_start: isoLocal(date.start_ms),
    date_end: isoLocal(date.end_ms),
    is_available: date.available === 1,
    tickets: types.all(date.id).map((type) => ({
      ...(withIds ? { id: type.id } : {}),
      name: type.name,
      // Whole units of the currency, although documented as euro cents (T-6).
      price: Math.round(major(type.price_minor)),
      currency_code: event.currency,
      is_available: type.available === 1,
    })),
  }));
}

function present(ctx: TicRs, event: EventRow, call: Call) {
  const { language } = call;
  const dates = calendar(ctx, event, call.headers['x-sandbox-extensions'] === '1');
  const now = ctx.clock.now();
  const countryId = CITIES.get(event.city_id)?.countryId ?? 1;
  const country = COUNTRIES.get(countryId);
  const { id, name, address } = place(event.place_id);
  return {
    uuid: event.uuid,
    name: event.name,
    description: event.description,
    created_at: isoLocal(event.created_ms),
    updated_at: isoLocal(event.updated_ms),
    geo: {
      city: city(event.city_id, language),
      country: { id: countryId, code: country?.code ?? '', name: country?.name[language] ?? '' },
      place: { id, name, address, city_id: event.city_id },
    },
    event_type: eventType(event.type_id, language),
    currency: currency(event.currency),
    is_published: true,
    organizer_publish_status: true,
    has_future_dates: dates.some((date) => Date.parse(date.date_start) > now),
    calendars_count: dates.length,
    reservations_count: event.reservations,
    is_available: dates.some((date) => date.is_available),
    categories: categories(event.categories, language),
    languages: idList(event.languages).map((languageId) => {
      const known = LANGUAGES.get(languageId);
      return { id: languageId, name: known?.name ?? '', code: known?.code ?? '' };
    }),
    calendar: dates,
    url: links(event, language),
  };
}

/** T3: published events with a date in the asked days (by default from today on), with all their dates. */
export function mediapartnerRoutes(ctx: TicRs): Route[] {
  const path = '/api/mediapartner/v1/events';
  return [
    {
      method: 'GET',
      path,
      handle: (call) => {
        const page = pageOf(call.query);
        const perPage = perPageOf(call.query, 10, 50);
        const from = dayOf(call.query, 'date_from') ?? dayStart(localDay(ctx.clock.now())) ?? 0;
        const lastDay = dayOf(call.query, 'date_to');
        // Inclusive: up to the next midnight, an hour more or less when the clocks change.
        const to = lastDay === undefined ? null : (dayStart(localDay(lastDay + DAY + 7_200_000)) ?? lastDay + DAY);
        const cityId = integerOf(call.query, 'city_id') ?? null;
        const country = textOf(call.query, 'country_code')?.toLowerCase() ?? null;
        const where = `WHERE e.published = 1 AND (?1 IS NULL OR e.city_id = ?1) AND (?2 IS NULL OR e.country_code = ?2)
          AND EXISTS (SELECT 1 FROM calendars d WHERE d.event_id = e.id AND d.start_ms >= ?3 AND (?4 IS NULL OR d.start_ms < ?4))`;
        const filters = [cityId, country, from, to];
        const total = ctx.store.count(`SELECT COUNT(*) FROM events e ${where}`, [numbered(...filters)]);
        const rows = ctx.store
          .sql<EventRow>(`SELECT e.* FROM events e ${where} ORDER BY e.created_ms DESC, e.id DESC LIMIT ?5 OFFSET ?6`)
          .all(numbered(...filters, perPage, (page - 1) * perPage));
        const data = rows.map((event) => present(ctx, event, call));
        return { body: resourcePage(data, { page, perPage, total }, `${ctx.origin()}${path}`, call.language) };
      },
    },
  ];
}
