import type { Statistics, StatisticsSlice } from '../../../shared/domain/sync.ts';
import { addDays, type DayRange, daysOf } from './ranges.ts';

export const metrics = ['orders', 'orderSum', 'clicks', 'views'] as const;
export type Metric = (typeof metrics)[number];

/** One bar of a chart and one row of its table. */
export interface Bar extends StatisticsSlice {
  readonly key: string;
  readonly label: string;
}

const nothing: StatisticsSlice = { views: 0, clicks: 0, orders: 0, orderSum: 0 };

/** A bar for each day of the range, days that the platform left out counted as nothing. */
export function dayBars(statistics: Statistics): readonly Bar[] {
  const known = new Map(statistics.byDay.map((day) => [day.date, day]));
  return daysOf(shownRange(statistics)).map((day) => ({ ...nothing, ...known.get(day), key: day, label: day }));
}

/** The answer may reach beyond what was asked, and a damaged range must not fill the memory. */
function shownRange({ from, to, byDay }: Statistics): DayRange {
  const dates = byDay.map((day) => day.date).sort();
  const first = dates[0] !== undefined && dates[0] < from ? dates[0] : from;
  const last = dates.at(-1) ?? to;
  const end = last > to ? last : to;
  const limit = addDays(first, 400);
  return { from: first, to: [end, limit].sort()[0] ?? end };
}

/** The events, strongest first by the metric; beyond `most` the rest are one bar, named by the caller. */
export function eventBars(
  statistics: Statistics,
  metric: Metric,
  most: number,
  restLabel: (count: number) => string,
): readonly Bar[] {
  const bars = statistics.byEvent
    .map((event) => ({ ...event, key: event.eventId, label: event.eventName.trim() || event.eventId }))
    .sort((a, b) => b[metric] - a[metric] || a.label.localeCompare(b.label));
  if (bars.length <= most) return bars;
  const rest = bars.slice(most - 1);
  const sum = rest.reduce<StatisticsSlice>(
    (total, bar) => ({
      views: total.views + bar.views,
      clicks: total.clicks + bar.clicks,
      orders: total.orders + bar.orders,
      orderSum: roundSum(total.orderSum + bar.orderSum),
    }),
    nothing,
  );
  return [...bars.slice(0, most - 1), { ...sum, key: 'rest', label: restLabel(rest.length) }];
}

/** The sums are decimals without a currency; adding them must not grow a tail of binary dust. */
function roundSum(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Whole seconds until the platform may be asked again; 0 when it may. */
export function secondsUntil(askAgainAt: number | null, now: number): number {
  return askAgainAt === null ? 0 : Math.max(0, Math.ceil((askAgainAt - now) / 1000));
}
