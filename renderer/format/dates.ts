import { dayInZone, venueZone } from '../../shared/time.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: venueZone, ...options });
  formats.set(key, made);
  return made;
}

/** `Fri, 21 Nov 2025, 20:00` in the venue's zone. */
export function formatDateTime(ms: number, language: string): string {
  return dateFormat(language, 'date time', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(ms);
}

/** `20:00:07` for a moment of today, date and time with seconds for any other: where the order of events matters. */
export function formatExactMoment(ms: number, now: number, language: string): string {
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return dayInZone(ms) === dayInZone(now)
    ? dateFormat(language, 'exact time', time).format(ms)
    : dateFormat(language, 'exact moment', { day: 'numeric', month: 'short', year: 'numeric', ...time }).format(ms);
}

/** `Fri, 21 Nov 2025` in the venue's zone. */
export function formatDate(ms: number, language: string): string {
  return dateFormat(language, 'date', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(ms);
}

/** `20:00` in the venue's zone. */
export function formatTime(ms: number, language: string): string {
  return dateFormat(language, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);
}

/** `Fri, 21 Nov` for a calendar day `YYYY-MM-DD`, whatever the zone. */
export function formatDay(day: string, language: string): string {
  return dateFormat(language, 'day', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }).format(
    Date.parse(`${day}T12:00:00Z`),
  );
}

/** Time of day for a moment of today, date and time for any other. */
export function formatMoment(ms: number, now: number, language: string): string {
  return dayInZone(ms) === dayInZone(now) ? formatTime(ms, language) : formatDateTime(ms, language);
}
