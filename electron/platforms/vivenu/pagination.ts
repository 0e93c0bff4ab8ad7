import type { z } from 'zod';
import { decode, decodeRows } from '../decode.ts';
import type { Page } from '../platform.ts';
import { docsPage, rowsPage } from './schemas.ts';

/** The document allows 1,000; the vendor's introduction says that some endpoints stop at 100 (trap V-6). */
export const perPage = 100;

/** `top` and `skip` of a page that counts from 1. */
export function pageQuery(page: number, size: number = perPage): { readonly top: number; readonly skip: number } {
  return { top: size, skip: (page - 1) * size };
}

interface PageFacts {
  readonly endpoint: string;
  readonly page: number;
  readonly size?: number | undefined;
}

/** Reads a list of transactions, refunds or sales channels (trap V-5). */
export function readDocs<Raw, Row>(
  body: unknown,
  facts: PageFacts,
  schema: z.ZodType<Raw>,
  map: (raw: Raw) => Row,
): Page<Row> {
  const { docs, total } = decode(docsPage, body, facts.endpoint);
  return pageOf(decodeRows(schema, docs, map, 'docs'), total, facts);
}

/** Reads a list of tickets or events (trap V-5). */
export function readRows<Raw, Row>(
  body: unknown,
  facts: PageFacts,
  schema: z.ZodType<Raw>,
  map: (raw: Raw) => Row,
): Page<Row> {
  const { rows, total } = decode(rowsPage, body, facts.endpoint);
  return pageOf(decodeRows(schema, rows, map, 'rows'), total, facts);
}

function pageOf<Row>(read: Pick<Page<Row>, 'rows' | 'setAside'>, total: number, facts: PageFacts): Page<Row> {
  return { ...read, total, pages: Math.max(1, Math.ceil(total / (facts.size ?? perPage))), page: facts.page };
}
