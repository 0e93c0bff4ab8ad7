import { dayStart } from '../time.ts';
import { invalid } from './errors.ts';

/** A non-positive or non-integer page behaves as 1 (platform-spec 1.2). */
export function pageOf(query: URLSearchParams): number {
  const text = query.get('page') ?? '';
  return /^\d{1,9}$/.test(text) ? Math.max(1, Number(text)) : 1;
}

/** Above the maximum is clamped to it; what is no positive integer is the default. */
export function perPageOf(query: URLSearchParams, fallback: number, max: number): number {
  const text = query.get('per_page') ?? '';
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return value < 1 ? fallback : Math.min(max, value);
}

/** An empty value counts as absent, as everywhere in Laravel. */
export function textOf(query: URLSearchParams, name: string): string | undefined {
  const value = query.get(name)?.trim();
  return value ? value : undefined;
}

export function integerOf(query: URLSearchParams, name: string): number | undefined {
  const value = textOf(query, name);
  if (value === undefined) return undefined;
  if (!/^-?\d{1,15}$/.test(value)) throw invalid({ [name]: [`The ${label(name)} field must be an integer.`] });
  return Number(value);
}

/** First ms of the named day in Belgrade. */
export function dayOf(query: URLSearchParams, name: string): number | undefined {
  const value = textOf(query, name);
  if (value === undefined) return undefined;
  const ms = dayStart(value);
  if (ms === undefined) throw invalid({ [name]: [`The ${label(name)} field must be a valid date.`] });
  return ms;
}

export function oneOf<T extends string>(query: URLSearchParams, name: string, allowed: readonly T[]): T | undefined {
  const value = textOf(query, name);
  if (value === undefined) return undefined;
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw invalid({ [name]: [`The selected ${label(name)} is invalid.`] });
  return found;
}

/** Field names as Laravel writes them in sentences. */
export function label(name: string): string {
  return name.replaceAll('_', ' ');
}
