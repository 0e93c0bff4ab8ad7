import { type FoldedQuery, foldQuery } from '../../shared/fold.ts';
import type { Db } from '../store/open.ts';
import { holds, type Needle, needleMatch, needlesOf, wordsMatch } from './needles.ts';
import { orderColumns, type StoredOrder } from './order-rows.ts';
import { beginWords } from './search-tickets.ts';

/** The searches over orders. */
export interface OrderFinder {
  /** Orders whose number or public token is what was typed. */
  exact(query: FoldedQuery, limit: number): readonly StoredOrder[];
  /** Numbers of all orders that match each piece by number, token, e-mail, phone or a name's beginning. Unsorted, at most `limit`. */
  matching(query: FoldedQuery, limit: number): readonly number[];
  byNo(no: number): StoredOrder | null;
}

const noneCommon: ReadonlySet<string> = new Set();

/** The SQL of the hot searches, for the test that looks at their plans. */
export const orderSearchSql = {
  words: 'SELECT rowid FROM order_words WHERE order_words MATCH ? ORDER BY rowid DESC LIMIT ?',
  codes: `SELECT o.no, o.words, o.number_key, o.token_key, o.email_key, o.phone_key
    FROM order_codes CROSS JOIN orders o ON o.no = order_codes.rowid
    WHERE order_codes MATCH ? ORDER BY order_codes.rowid DESC`,
  exact: `SELECT ${orderColumns} FROM orders o WHERE o.number_key = ? UNION SELECT ${orderColumns} FROM orders o WHERE o.token_key = ? LIMIT ?`,
  starting: 'SELECT no FROM orders WHERE number_key >= ? AND number_key < ? LIMIT ?',
} as const;

interface CodedOrder {
  readonly no: number;
  readonly words: string;
  readonly number_key: string;
  readonly token_key: string;
  readonly email_key: string;
  readonly phone_key: string;
}

/** Prepares the searches over the orders of an open cache. */
export function orderFinder(db: Db): OrderFinder {
  const words = db.prepare<[string, number], number>(orderSearchSql.words).pluck();
  const codes = db.prepare<[string], CodedOrder>(orderSearchSql.codes);
  const exact = db.prepare<[string, string, number], StoredOrder>(orderSearchSql.exact);
  const starting = db.prepare<[string, string, number], number>(orderSearchSql.starting).pluck();
  const byNo = db.prepare<[number], StoredOrder>(`SELECT ${orderColumns} FROM orders o WHERE o.no = ?`);

  function anywhere(needle: Needle, spoken: readonly string[]): boolean {
    const match = needleMatch(needle, noneCommon);
    if (spoken.length > 0 && words.get(wordsMatch(spoken, false), 1) !== undefined) return true;
    // Too short for pieces of three: only the rows can tell.
    return match === null || codes.get(match) !== undefined;
  }

  return {
    exact: (query, limit) => (query.code.length >= 2 ? exact.all(query.code, query.code, limit) : []),
    matching: (query, limit) => {
      const found = new Set<number>();
      if (query.words.length > 0) {
        for (const no of words.all(wordsMatch(query.words, false), limit)) found.add(no);
      }
      // Too short for pieces of three: the beginning of a number still is something.
      if (query.code.length > 0 && query.code.length < 3) {
        for (const no of starting.all(query.code, `${query.code}\u{10ffff}`, limit)) found.add(no);
      }
      const needles = needlesOf(query);
      const spoken = query.pieces.map((piece) => foldQuery(piece).words);
      // A piece that no order has at all ends the search before the others are gone through.
      if (needles.length > 1 && !needles.every((needle, n) => anywhere(needle, spoken[n] ?? []))) return [...found];
      for (const needle of needles) {
        const match = needleMatch(needle, noneCommon);
        if (match === null) continue;
        for (const row of codes.iterate(match)) {
          if (found.size >= limit) break;
          const all = needles.every(
            (each, n) =>
              holds(each, { ...row, codes: [row.number_key, row.token_key] }) || beginWords(row.words, spoken[n] ?? []),
          );
          if (all) found.add(row.no);
        }
      }
      return [...found].slice(0, limit);
    },
    byNo: (no) => byNo.get(no) ?? null,
  };
}
