/** The spans of days that the Insights screen offers. Days are `YYYY-MM-DD`, both ends counted (T4). */

export const presets = ['week', 'month', 'quarter'] as const;
export type Preset = (typeof presets)[number];

export interface DayRange {
  readonly from: string;
  readonly to: string;
}

const daysBack: Readonly<Record<Preset, number>> = { week: 6, month: 29, quarter: 89 };

/** The last 7, 30 or 90 days up to today, today counted. */
export function presetRange(preset: Preset, today: string): DayRange {
  return { from: addDays(today, -daysBack[preset]), to: today };
}

/** A day so many days later (or earlier). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Why a range cannot be asked for; null when it can. */
export function rangeTrouble({ from, to }: DayRange): 'missing' | 'reversed' | 'too_long' | null {
  if (!isDay(from) || !isDay(to)) return 'missing';
  if (from > to) return 'reversed';
  return addDays(from, 366) < to ? 'too_long' : null;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T12:00:00Z`));
}

/** Every day of a range. */
export function daysOf({ from, to }: DayRange): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
