import { dayInZone } from '../../shared/time.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(
  language: string,
  zone: string,
  name: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${name}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: zone, ...options });
  formats.set(key, made);
  return made;
}

const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const exactTime = { ...time, second: '2-digit' } as const;

/** Instants in epoch ms as words of one language, by the clock on this door's wall. */
export interface Dates {
  /** The zone of that clock. */
  readonly zone: string;
  /** `Fri, 21 Nov 2025, 20:00`. @param zone of the event it belongs to: where its clocks differ from this door's, the offset is named. */
  dateTime(ms: number, zone?: string | null): string;
  /** `Fri, 21 Nov 2025`. */
  date(ms: number): string;
  /** `20:00`. @param zone as for `dateTime`. */
  time(ms: number, zone?: string | null): string;
  /** Time of day for a moment of today, date and time for any other. */
  moment(ms: number, now: number): string;
  /** `20:00:07` for a moment of today, date and time with seconds for any other: where the order of events matters. */
  exactMoment(ms: number, now: number): string;
}

/** Dates for staff who read this language at a door in this zone. */
export function datesIn(language: string, zone: string): Dates {
  const told = (ms: number, of: string | null, name: string, options: Intl.DateTimeFormatOptions): string => {
    const own = dateFormat(language, zone, name, options).format(ms);
    if (of === null || of === zone) return own;
    const there = dateFormat(language, of, name, options).format(ms);
    if (there === own) return own;
    return dateFormat(language, of, `${name} named`, { ...options, timeZoneName: 'shortOffset' }).format(ms);
  };
  const isToday = (ms: number, now: number): boolean => dayInZone(ms, zone) === dayInZone(now, zone);
  const dates: Dates = {
    zone,
    dateTime: (ms, of = null) => told(ms, of, 'date time', { weekday: 'short', ...day, ...time }),
    date: (ms) => dateFormat(language, zone, 'date', { weekday: 'short', ...day }).format(ms),
    time: (ms, of = null) => told(ms, of, 'time', time),
    moment: (ms, now) => (isToday(ms, now) ? dates.time(ms) : dates.dateTime(ms)),
    exactMoment: (ms, now) =>
      isToday(ms, now)
        ? dateFormat(language, zone, 'exact time', exactTime).format(ms)
        : dateFormat(language, zone, 'exact moment', { ...day, ...exactTime }).format(ms),
  };
  return dates;
}

/** `Fri, 21 Nov` for a calendar day `YYYY-MM-DD`, whatever the zone. */
export function formatDay(day: string, language: string): string {
  return dateFormat(language, 'UTC', 'day', { weekday: 'short', day: 'numeric', month: 'short' }).format(
    Date.parse(`${day}T12:00:00Z`),
  );
}
