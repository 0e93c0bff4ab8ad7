import { venueZone } from './zone.ts';

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

/** The calendar day `YYYY-MM-DD` of a moment in the venue's zone. */
export function dayOf(ms: number): string {
  return dateFormat('sv-SE', 'iso day', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(ms);
}

/** The evening that counts as tonight: until 5 in the morning a night still belongs to the day it began on. */
export function tonight(now: number): string {
  return dayOf(now - 5 * 3_600_000);
}

/** Time of day for a moment of today, date and time for any other. */
export function formatMoment(ms: number, now: number, language: string): string {
  return dayOf(ms) === dayOf(now) ? formatTime(ms, language) : formatDateTime(ms, language);
}
