const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `now`, `3 minutes ago`, `2 hours ago`: how old a moment is. Moments ahead of the clock count as now. */
export function formatAge(ms: number, now: number, language: string): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const age = Math.max(0, now - ms);
  if (age < 10 * second) return words.format(0, 'second');
  if (age < minute) return words.format(-Math.floor(age / (10 * second)) * 10, 'second');
  if (age < hour) return words.format(-Math.floor(age / minute), 'minute');
  if (age < day) return words.format(-Math.floor(age / hour), 'hour');
  return words.format(-Math.floor(age / day), 'day');
}

/** `4 minutes`, `30 seconds`, `2 hours`: a length of time, rounded up to what one plans by. */
export function formatSpan(ms: number, language: string): string {
  const span = Math.abs(ms);
  if (span < 50 * second) return unit(Math.max(5, Math.ceil(span / (5 * second)) * 5), 'second', language);
  if (span < 50 * minute) return unit(Math.ceil(span / minute), 'minute', language);
  if (span < day) return unit(Math.round(span / hour) || 1, 'hour', language);
  return unit(Math.round(span / day), 'day', language);
}

function unit(value: number, name: string, language: string): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
}
