/** Where one is in a long list. */
export interface PageSpan {
  readonly first: number;
  readonly last: number;
  readonly total: number;
  readonly previousOffset: number | null;
  readonly nextOffset: number | null;
}

/** The span of rows that a page shows, counted from 1, and where its neighbours begin. */
export function pageSpan(offset: number, limit: number, total: number): PageSpan {
  const start = Math.min(Math.max(0, offset), Math.max(0, total - 1));
  return {
    first: total === 0 ? 0 : start + 1,
    last: Math.min(start + limit, total),
    total,
    previousOffset: start > 0 ? Math.max(0, start - limit) : null,
    nextOffset: start + limit < total ? start + limit : null,
  };
}
