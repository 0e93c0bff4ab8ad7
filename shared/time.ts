import { as, type EpochMs, type IsoDay } from './ids.ts';

/** The zone that venues of the present systems are in; days and dates on the screens are told in it (platform-spec 1.1, 3.1). */
export const venueZone = 'Europe/Belgrade';

/** The zone of that name, `Europe/London`; null where the text names none that can be counted with. */
export function zoneOf(name: string | null | undefined): string | null {
  const text = name?.trim() ?? '';
  if (text === '') return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** The zone that this machine is set to. */
export function laptopZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

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

const isoFormats = new Map<string, Intl.DateTimeFormat>();

/** ISO 8601 with the zone's offset at that moment: `2026-11-21T20:00:00+01:00`, in whole seconds. */
export function isoInZone(ms: number, zone: string = venueZone): string {
  let format = isoFormats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, hourCycle: 'h23', timeZoneName: 'longOffset' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    });
    isoFormats.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  const offset = part['timeZoneName']?.slice('GMT'.length) || '+00:00';
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}${offset}`;
}

/** The first moment of a calendar day `YYYY-MM-DD` in a zone, in epoch ms. */
export function startOfDay(day: string, zone: string = venueZone): number {
  const asIfUtc = Date.parse(`${day}T00:00:00Z`);
  const offsetAt = (ms: number): number => Date.parse(`${isoInZone(ms, zone).slice(0, 19)}Z`) - ms;
  // The offset of the day before may be another one: the clocks change at night.
  const guess = asIfUtc - offsetAt(asIfUtc);
  return asIfUtc - offsetAt(guess);
}

/** The calendar day that follows, `YYYY-MM-DD`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** The present moment, as a branded number. */
export function epochNow(): EpochMs {
  return as<EpochMs>(Date.now());
}
