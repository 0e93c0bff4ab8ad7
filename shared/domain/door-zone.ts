import { laptopZone, venueZone } from '../time.ts';

/** Events that begin so long before or after now may be the ones that this door stands at. */
const nearMs = 24 * 3_600_000;

/** What is asked of an event date to know where a door may stand. */
export interface DatedPlace {
  readonly dateMs: number;
  readonly tickets: number;
  readonly zone: string;
}

/**
 * The zone of the clock on this door's wall: that of the events about now. Where they are in several zones, the laptop's own counts if it is one of
 * them, else that of the most tickets; where there is none, that of the nearest event. A laptop set to another zone changes nothing while all
 * events are in one. Pure.
 * @param now epoch ms. @param laptop what the laptop is set to: asked only where it counts, since each lookup comes here.
 */
export function zoneOfDoor(dates: Iterable<DatedPlace>, now: number, laptop: () => string = laptopZone): string {
  const near = new Map<string, number>();
  let nearest: DatedPlace | null = null;
  for (const date of dates) {
    if (date.tickets === 0) continue;
    const away = Math.abs(date.dateMs - now);
    if (away <= nearMs) near.set(date.zone, (near.get(date.zone) ?? 0) + date.tickets);
    if (nearest === null || away < Math.abs(nearest.dateMs - now)) nearest = date;
  }
  const own = near.size > 1 ? laptop() : null;
  if (own !== null && near.has(own)) return own;
  const [busiest] = [...near].sort(([zone, a], [other, b]) => b - a || (zone < other ? -1 : 1));
  return busiest?.[0] ?? nearest?.zone ?? venueZone;
}
