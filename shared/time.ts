import { as, type EpochMs, type IsoDay } from './ids.ts';

/** The zone that venues of the present systems are in; days and dates on the screens are told in it (platform-spec 1.1, 3.1). */
export const venueZone = 'Europe/Belgrade';

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Calendar day `YYYY-MM-DD` of an instant in a zone. */
export function dayInZone(ms: number, zone: string = venueZone): IsoDay {
  let format = dayFormats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    dayFormats.set(zone, format);
  }
  return as<IsoDay>(format.format(ms));
}

/** A night at the door ends at five in the morning, not at midnight. */
const nightEndsMs = 5 * 3_600_000;

/** The day whose event dates staff mean by "tonight". */
export function tonight(now: number, zone: string = venueZone): IsoDay {
  return dayInZone(now - nightEndsMs, zone);
}

/** The present moment, as a branded number. */
export function epochNow(): EpochMs {
  return as<EpochMs>(Date.now());
}
