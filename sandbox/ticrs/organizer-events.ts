import { LANGUAGES, type Language } from '../data/places.ts';
import { isoLocal } from '../time.ts';
import type { Route } from './call.ts';
import type { TicRs } from './context.ts';
import { categories, city, currency, type EventRow, eventType, idList, place } from './event-parts.ts';
import { resourcePage } from './pagination.ts';
import { integerOf, pageOf, perPageOf } from './query.ts';
import { numbered } from './store/store.ts';

type Row = EventRow & { dates: number; future: number };

function present(row: Row, language: Language) {
  const published = row.published === 1;
  return {
    uuid: row.uuid,
    name: row.name,
    created_at: isoLocal(row.created_ms),
    updated_at: isoLocal(row.updated_ms),
    city: city(row.city_id, language),
    event_type: eventType(row.type_id, language),
    currency: currency(row.currency),
    place: place(row.place_id),
    is_published: published,
    organizer_publish_status: published,
    has_future_dates: row.future > 0,
    calendars_count: row.dates,
    reservations_count: row.reservations,
    categories: categories(row.categories, language),
    languages: idList(row.languages).map((id) => ({ id, name: LANGUAGES.get(id)?.name ?? '' })),
  };
}

/** T5: the organizer's events, newest first, drafts included. */
export function organizerEventRoutes(ctx: TicRs): Route[] {
  const path = '/api/organizer/v1/events';
  return [
    {
      method: 'GET',
      path,
      handle: (call) => {
        const page = pageOf(call.query);
        const perPage = perPageOf(call.query, 10, 50);
        const cityId = integerOf(call.query, 'city_id') ?? null;
        const where = 'WHERE e.organizer_id = ?1 AND (?2 IS NULL OR e.city_id = ?2)';
        const total = ctx.store.count(`SELECT COUNT(*) FROM events e ${where}`, [numbered(call.organizerId, cityId)]);
        const rows = ctx.store
          .sql<Row>(
            `SELECT e.*, (SELECT COUNT(*) FROM calendars d WHERE d.event_id = e.id) AS dates,
              (SELECT COUNT(*) FROM calendars d WHERE d.event_id = e.id AND d.start_ms > ?3) AS future
             FROM events e ${where} ORDER BY e.created_ms DESC, e.id DESC LIMIT ?4 OFFSET ?5`,
          )
          .all(numbered(call.organizerId, cityId, ctx.clock.now(), perPage, (page - 1) * perPage));
        const data = rows.map((row) => present(row, call.language));
        return { body: resourcePage(data, { page, perPage, total }, `${ctx.origin()}${path}`, call.language) };
      },
    },
  ];
}
