import type { Language } from '../data/places.ts';
import { PAGE_LABELS } from './languages.ts';

interface PageLink {
  readonly url: string | null;
  readonly label: string;
  readonly active: boolean;
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

/** Pages that meta.links names; null stands for "..." (Laravel's UrlWindow with three on each side). */
export function pageWindow(current: number, last: number): (number | null)[] {
  if (last < 14) return range(1, last);
  if (current <= 7) return [...range(1, 10), null, last - 1, last];
  if (current > last - 7) return [1, 2, null, ...range(last - 9, last)];
  return [1, 2, null, ...range(current - 3, current + 3), null, last - 1, last];
}

export interface PageRequest {
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
}

/** Shape A (T3, T5, T6): links and meta; page URLs carry `?page=N` and nothing else (T-3). */
export function resourcePage<T>(data: readonly T[], request: PageRequest, path: string, language: Language) {
  const { page, perPage, total } = request;
  const last = Math.max(1, Math.ceil(total / perPage));
  const url = (n: number) => `${path}?page=${n}`;
  const previous = page > 1 ? url(page - 1) : null;
  const next = page < last ? url(page + 1) : null;
  const { previous: previousLabel, next: nextLabel } = PAGE_LABELS[language];
  const numbered: PageLink[] = pageWindow(page, last).map((n) =>
    n === null ? { url: null, label: '...', active: false } : { url: url(n), label: String(n), active: n === page },
  );
  const from = data.length === 0 ? null : (page - 1) * perPage + 1;
  return {
    data,
    links: { first: url(1), last: url(last), prev: previous, next },
    meta: {
      current_page: page,
      from,
      last_page: last,
      links: [
        { url: previous, label: previousLabel, active: false },
        ...numbered,
        { url: next, label: nextLabel, active: false },
      ],
      path,
      per_page: perPage,
      to: from === null ? null : from + data.length - 1,
      total,
    },
  };
}

/** Shape B (T7, T10, T14): flat totals, no last page (T-2). */
export function flatPage<T>(data: readonly T[], request: PageRequest) {
  return { data, total: request.total, current_page: request.page, per_page: request.perPage };
}
