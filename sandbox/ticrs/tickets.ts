import { CURRENCIES } from '../data/places.ts';
import { isoLocal } from '../time.ts';
import type { Route } from './call.ts';
import type { TicRs } from './context.ts';
import { major } from './money.ts';
import { resourcePage } from './pagination.ts';
import { pageOf, perPageOf, textOf } from './query.ts';

interface TicketRow {
  purchased_ms: number;
  uuid: string;
  event_name: string;
  start_ms: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  promocode: string | null;
  price_minor: number;
  currency: string;
  utm: string | null;
  device: string;
  language: string;
  country: string;
}

const SELECT = `SELECT t.purchased_ms, e.uuid, e.name AS event_name, d.start_ms, c.name, c.email, c.phone, t.promocode,
  t.price_minor, t.currency, t.utm, t.device, t.language, t.country FROM tickets t JOIN events e ON e.id = t.event_id
  JOIN calendars d ON d.id = t.calendar_id LEFT JOIN customers c ON c.id = t.customer_id WHERE t.id = ?`;

function present(row: TicketRow) {
  const [source = null, medium = null, campaign = null, content = null, term = null] =
    row.utm === null ? [] : (JSON.parse(row.utm) as (string | null)[]);
  return {
    purchase_date: isoLocal(row.purchased_ms),
    event: { uuid: row.uuid, name: row.event_name, date: isoLocal(row.start_ms) },
    customer: { name: row.name ?? '', email: row.email ?? '', phone: row.phone ?? '' },
    promocode: row.promocode,
    price_paid: {
      amount: major(row.price_minor),
      currency: { id: CURRENCIES.get(row.currency) ?? 1, code: row.currency },
    },
    utm: { source, medium, campaign, content, term },
    info: { device_type: row.device, interface_language: row.language, country_code: row.country },
  };
}

/** T6: tickets, newest purchase first; no id, type, seat, status or order (T-9). */
export function ticketRoutes(ctx: TicRs): Route[] {
  const path = '/api/organizer/v1/tickets';
  return [
    {
      method: 'GET',
      path,
      handle: (call) => {
        const page = pageOf(call.query);
        const perPage = perPageOf(call.query, 10, 50);
        const uuid = textOf(call.query, 'event_uuid');
        const { tickets, sql } = ctx.store;
        // An unknown event has no tickets: an id that no event has.
        const eventId =
          uuid === undefined
            ? undefined
            : (sql<{ id: number }>('SELECT id FROM events WHERE uuid = ?').get(uuid)?.id ?? -1);
        const total = tickets.total(call.organizerId, eventId);
        const ids = tickets.page(call.organizerId, eventId, (page - 1) * perPage, perPage);
        const select = sql<TicketRow>(SELECT);
        const rows = ids.flatMap((id) => select.get(id) ?? []);
        return {
          body: resourcePage(rows.map(present), { page, perPage, total }, `${ctx.origin()}${path}`, call.language),
        };
      },
    },
  ];
}
