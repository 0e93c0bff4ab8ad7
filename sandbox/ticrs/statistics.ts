import { DAY, localDay } from '../time.ts';
import type { Call, Route } from './call.ts';
import type { TicRs } from './context.ts';
import { tooMany } from './errors.ts';
import { major } from './money.ts';
import { dayOf, textOf } from './query.ts';
import { rateHeaders } from './rate-limit.ts';
import { numbered } from './store/store.ts';

interface Sums {
  views: number;
  clicks: number;
  orders: number;
  sum_minor: number;
}

const SUMS = 'SUM(s.views) AS views, SUM(s.clicks) AS clicks, SUM(s.orders) AS orders, SUM(s.sum_minor) AS sum_minor';

const sums = (row: Sums) => ({
  views: row.views,
  clicks: row.clicks,
  orders: row.orders,
  order_sum: major(row.sum_minor),
});

function report(ctx: TicRs, call: Call) {
  const end = dayOf(call.query, 'end_date') ?? ctx.clock.now();
  const start = dayOf(call.query, 'start_date') ?? end - 29 * DAY;
  const filters = numbered(
    ...[call.organizerId, localDay(start), localDay(end)],
    ...[textOf(call.query, 'event_signature') ?? null, textOf(call.query, 'utm_filter') ?? null],
  );
  const from = `FROM stats s JOIN events e ON e.id = s.event_id WHERE e.organizer_id = ?1 AND s.day BETWEEN ?2 AND ?3
    AND (?4 IS NULL OR e.uuid = ?4) AND (?5 IS NULL OR s.source = ?5)`;
  const { sql } = ctx.store;
  const days = sql<Sums & { day: string }>(`SELECT s.day, ${SUMS} ${from} GROUP BY s.day ORDER BY s.day`).all(filters);
  const events = sql<Sums & { uuid: string; name: string }>(
    `SELECT e.uuid, e.name, ${SUMS} ${from} GROUP BY e.id ORDER BY sum_minor DESC`,
  ).all(filters);
  const total = { views: 0, clicks: 0, orders: 0, sum_minor: 0 };
  for (const day of days) {
    total.views += day.views;
    total.clicks += day.clicks;
    total.orders += day.orders;
    total.sum_minor += day.sum_minor;
  }
  const { views, clicks, orders, order_sum } = sums(total);
  // `clicks_buy` at the top, `clicks` in the breakdowns, and no `data` around it (T-21).
  return {
    views,
    clicks_buy: clicks,
    orders,
    order_sum,
    unique_events: events.length,
    daily_breakdown: days.map((row) => ({ date: row.day, ...sums(row) })),
    event_breakdown: events.map((row) => ({ event_signature: row.uuid, event_name: row.name, ...sums(row) })),
  };
}

/** T4: once a minute an organizer; the last 30 days unless asked otherwise. */
export function statisticsRoutes(ctx: TicRs): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/mediapartner/v1/statistics',
      handle: (call) => {
        const hit = ctx.limiter.hitStatistics(call.organizerId);
        if (!hit) return { body: report(ctx, call) };
        const headers = rateHeaders(hit, ctx.clock.now());
        if (!hit.allowed) throw tooMany(headers);
        // This one tells its reset on a 200 too (T-21).
        return {
          body: report(ctx, call),
          headers: { ...headers, 'x-ratelimit-reset': String(Math.ceil(hit.resetMs / 1000)) },
        };
      },
    },
  ];
}
