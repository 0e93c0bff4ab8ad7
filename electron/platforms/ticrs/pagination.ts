import type { z } from 'zod';
import { decode, decodeRows } from '../decode.ts';
import type { Page } from '../platform.ts';
import { flatPage, resourcePage } from './schemas.ts';

/** Most rows a page of the organizer and mediapartner groups (T-2). */
export const resourcePerPage = 50;
/** Most rows a page of the payment group (T-2). */
export const flatPerPage = 100;

/** Reads a page of shape A (`meta`); its links are never followed, since they drop the filters (T-3). */
export function readResourcePage<Raw, Row>(
  body: unknown,
  endpoint: string,
  schema: z.ZodType<Raw>,
  map: (raw: Raw) => Row,
): Page<Row> {
  const { data, meta } = decode(resourcePage, body, endpoint);
  const pages = Math.max(1, meta.last_page);
  return { ...decodeRows(schema, data, map), total: meta.total, pages, page: meta.current_page };
}

/** Reads a page of shape B (flat totals); the last page is computed from the page size that the answer names. */
export function readFlatPage<Raw, Row>(
  body: unknown,
  endpoint: string,
  schema: z.ZodType<Raw>,
  map: (raw: Raw) => Row,
): Page<Row> {
  const { data, total, current_page: page, per_page: perPage } = decode(flatPage, body, endpoint);
  return { ...decodeRows(schema, data, map), total, pages: Math.max(1, Math.ceil(total / perPage)), page };
}
