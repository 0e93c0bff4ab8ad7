import { CATEGORIES, CITIES, CURRENCIES, EVENT_TYPES, type Language, PLACES } from '../data/places.ts';

/** A row of `events`. */
export interface EventRow {
  id: number;
  uuid: string;
  name: string;
  description: string;
  created_ms: number;
  updated_ms: number;
  place_id: number;
  city_id: number;
  country_code: string;
  type_id: number | null;
  currency: string;
  published: number;
  categories: string;
  languages: string;
  reservations: number;
}

export const city = (id: number, language: Language) => ({ id, name: CITIES.get(id)?.name[language] ?? '' });

/** Both null where the event has no type (T-16). */
export const eventType = (id: number | null, language: Language) =>
  id === null ? { id: null, name: null } : { id, name: EVENT_TYPES.get(id)?.[language] ?? '' };

export const currency = (code: string) => ({ id: CURRENCIES.get(code) ?? 1, code });

export const place = (id: number) => {
  const known = PLACES.get(id);
  return { id, name: known?.name ?? '', address: known?.address ?? '' };
};

export const idList = (json: string) => JSON.parse(json) as number[];

export const categories = (json: string, language: Language) =>
  idList(json).map((id) => ({ id, name: CATEGORIES.get(id)?.[language] ?? '' }));
