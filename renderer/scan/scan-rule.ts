import type { LookupHit } from '../../shared/domain/tickets.ts';

/** What stands in Lookup when Enter is pressed. */
export interface Entered {
  readonly query: string;
  readonly hits: readonly LookupHit[];
  /** Index of the chosen row. */
  readonly chosen: number;
  /** It came from a scanner. */
  readonly scanned: boolean;
  /** At least one system decides on codes. */
  readonly readsCodes: boolean;
}

/**
 * The code that Enter asks about, or null when it opens the chosen row as ever: what is exactly a ticket's code, and what a scanner typed without any
 * hit where a system decides on codes. A row that was chosen with the arrows is meant to be opened.
 */
export function codeToScan({ query, hits, chosen, scanned, readsCodes }: Entered): string | null {
  const text = query.trim();
  if (text === '' || chosen !== 0) return null;
  const bears = hits.some((hit) => hit.kind === 'ticket' && hit.ticket.entry?.barcode === text);
  if (bears) return text;
  return scanned && readsCodes && hits.length === 0 ? text : null;
}
