import type { FoldedQuery } from '../../shared/fold.ts';
import { foldQuery } from '../../shared/fold.ts';
import type { Db } from '../store/open.ts';
import { mayBeInBoth, partsOf } from './both-lists.ts';
import { commonPieces } from './common-pieces.ts';
import { dateSpan, type EventDate, type Events } from './events.ts';
import { exactMatch, holds, type Needle, needleMatch, needlesOf, shortest, wordsMatch } from './needles.ts';
import type { IdRange } from './search-ranges.ts';
import { type StoredTicket, ticketColumns } from './ticket-rows.ts';

/** A found row, and how well it fits: 0 whole words, 1 beginnings of words, 2 part of an e-mail or number. */
export interface FoundTicket {
  readonly row: StoredTicket;
  readonly fit: 0 | 1 | 2;
}

type CodedTicket = StoredTicket & {
  readonly email_key: string;
  readonly phone_key: string;
  readonly order_key: string;
};

/** The searches over tickets, lowest rowid first. What answers an Iterable reads only as far as it is asked. */
export interface TicketFinder {
  /** Tickets whose barcode, secret, order number, e-mail or phone is what was typed. */
  exact(query: FoldedQuery, typed: string, limit: number): readonly FoundTicket[];
  /** Rowids of tickets with exactly this e-mail or this phone, as `plain` and `phoneOf` keep them; empty ones match nothing. */
  ofKeys(email: string, phone: string, limit: number): readonly number[];
  /** True when what was typed is a whole e-mail or phone number, or a barcode or secret that is here. */
  isWhole(query: FoldedQuery, typed: string): boolean;
  byId(id: number): StoredTicket | null;
  /** Tickets whose name and seat have words that begin with all words of the query. */
  byName(query: FoldedQuery, range: IdRange, limit: number): readonly FoundTicket[];
  /**
   * Tickets that have a piece of the query in their e-mail, phone or order number, and the other pieces there or in the name. Of several
   * pieces without digits or signs, one is taken for a part of an e-mail only when `deep`: it costs more, and is rarely what was meant.
   */
  byCode(query: FoldedQuery, range: IdRange, deep: boolean): Iterable<FoundTicket>;
  /** Tickets of event dates by name. */
  list(dates: readonly EventDate[], limit: number): readonly FoundTicket[];
}

/** The SQL of the hot searches, for the test that looks at their plans. */
export const ticketSearchSql = {
  words: `SELECT ${ticketColumns} FROM ticket_words CROSS JOIN ticket t ON t.id = ticket_words.rowid
    WHERE ticket_words MATCH ? AND ticket_words.rowid BETWEEN ? AND ? ORDER BY ticket_words.rowid LIMIT ?`,
  codes: `SELECT ${ticketColumns}, t.email_key, t.phone_key, t.order_key
    FROM ticket_codes CROSS JOIN ticket t ON t.id = ticket_codes.rowid
    WHERE ticket_codes MATCH ? AND ticket_codes.rowid BETWEEN ? AND ? ORDER BY ticket_codes.rowid`,
  part: `SELECT ${ticketColumns} FROM ticket_codes CROSS JOIN ticket t ON t.id = ticket_codes.rowid
    WHERE ticket_codes MATCH ? AND ticket_codes.rowid BETWEEN ? AND ?
      AND (instr(t.email_key, ?) > 0 OR instr(t.phone_key, ?) > 0 OR instr(t.order_key, ?) > 0)
    ORDER BY ticket_codes.rowid`,
  codeIds: `SELECT rowid FROM ticket_codes WHERE ticket_codes MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?`,
  wordIds: `SELECT rowid FROM ticket_words WHERE ticket_words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?`,
  coded: `SELECT ${ticketColumns}, t.email_key, t.phone_key, t.order_key FROM ticket t WHERE t.id = ?`,
  contact: `SELECT t.id FROM ticket_codes CROSS JOIN ticket t ON t.id = ticket_codes.rowid
    WHERE ticket_codes MATCH ? AND (t.email_key = ? OR t.phone_key = ?) ORDER BY ticket_codes.rowid LIMIT ?`,
  order: `SELECT ${ticketColumns} FROM ticket t WHERE t.order_key = ? AND t.order_key <> '' LIMIT ?`,
  barcode: `SELECT ${ticketColumns} FROM ticket t WHERE t.barcode = ? LIMIT ?`,
  secret: `SELECT ${ticketColumns} FROM ticket t WHERE t.secret = ? LIMIT ?`,
  names: "SELECT id, name, words FROM ticket WHERE id BETWEEN ? AND ? ORDER BY name = '', words LIMIT ?",
} as const;

const addressPattern = /^[^@]+@[^@]+\.[^@]{2,}$/;
/** Longest beginning of a word that ticket_words is indexed by, in characters. */
const indexedPrefix = 4;
/** Rows that may be looked at in vain. */
const mostMisses = 100;
/** A complete phone number has at least this many digits. */
const phoneDigits = 8;

/** Prepares the searches over the tickets of an open cache. */
export function ticketFinder(db: Db, events: Events): TicketFinder {
  const sql = ticketSearchSql;
  const words = db.prepare<[string, number, number, number], StoredTicket>(sql.words);
  const codes = db.prepare<[string, number, number], CodedTicket>(sql.codes);
  const part = db.prepare<[string, number, number, string | null, string | null, string | null], StoredTicket>(
    sql.part,
  );
  const codeIds = db.prepare<[string, number, number, number], number>(sql.codeIds).pluck();
  const wordIds = db.prepare<[string, number, number, number], number>(sql.wordIds).pluck();
  const coded = db.prepare<[number], CodedTicket>(sql.coded);
  const contact = db.prepare<[string, string | null, string | null, number], number>(sql.contact).pluck();
  const barcode = db.prepare<[string, number], StoredTicket>(sql.barcode);
  const secret = db.prepare<[string, number], StoredTicket>(sql.secret);
  const order = db.prepare<[string, number], StoredTicket>(sql.order);
  const names = db.prepare<[number, number, number], { id: number; name: string; words: string }>(sql.names);
  const byId = db.prepare<[number], StoredTicket>(`SELECT ${ticketColumns} FROM ticket t WHERE t.id = ?`);
  const common = commonPieces(db, events);

  function* checked(
    rows: Iterable<CodedTicket>,
    needles: readonly Needle[],
    spoken: readonly (readonly string[])[],
  ): Generator<FoundTicket> {
    for (const row of rows) {
      const plainRow = { email_key: row.email_key, phone_key: row.phone_key, codes: [row.order_key] };
      const all = needles.every((needle, n) => holds(needle, plainRow) || beginWords(row.words, spoken[n] ?? []));
      if (all) yield { row, fit: 2 };
    }
  }

  /** Rows that the index of codes finds and whose name has the words, whole words first. */
  function* inBoth(match: string, asked: readonly string[], range: IdRange): Generator<CodedTicket> {
    const codeParts = partsOf((from, most) => codeIds.all(match, from, range.last, most), range.first);
    const looked = new Map<number, CodedTicket | undefined>();
    const given = new Set<number>();
    for (const whole of [true, false]) {
      const wordMatch = whole ? wordsMatch(asked, true) : wordsMatch(asked.map(shortened), false);
      for (const id of mayBeInBoth(codeParts(), (from, most) => wordIds.all(wordMatch, from, range.last, most))) {
        if (given.has(id)) continue;
        const row = looked.get(id) ?? coded.get(id);
        looked.set(id, row);
        if (!row || !(whole ? wholeWords : beginWords)(row.words, asked)) continue;
        given.add(id);
        yield row;
      }
    }
  }

  /** False when no row has the piece, neither in a name nor in a code. */
  function anywhere(match: string | null, spoken: readonly string[], range: IdRange): boolean {
    // Too short for pieces of three: only the rows can tell.
    if (match === null || codeIds.get(match, range.first, range.last, 1) !== undefined) return true;
    const wordMatch = wordsMatch(spoken.map(shortened), false);
    return spoken.length > 0 && wordIds.get(wordMatch, range.first, range.last, 1) !== undefined;
  }

  /**
   * The index holds beginnings of up to four letters; a longer one is gathered from all words that begin so before the first row is known,
   * which takes milliseconds for a common name. So the rows of its first four letters are looked at instead, as long as enough of them fit.
   * @returns null when too few did.
   */
  function byShortPrefixes(asked: readonly string[], range: IdRange, limit: number): readonly StoredTicket[] | null {
    if (asked.every((word) => word.length <= indexedPrefix)) return null;
    const out: StoredTicket[] = [];
    let misses = 0;
    for (const row of words.iterate(
      wordsMatch(asked.map(shortened), false),
      range.first,
      range.last,
      limit + mostMisses,
    )) {
      if (beginWords(row.words, asked)) out.push(row);
      else misses += 1;
      if (out.length >= limit) return out;
      if (misses >= mostMisses) return null;
    }
    return out;
  }

  const found = (ids: readonly number[], fit: FoundTicket['fit']): readonly FoundTicket[] =>
    ids.flatMap((id) => {
      const row = byId.get(id);
      return row ? [{ row, fit }] : [];
    });

  /** Ids of tickets whose e-mail or phone is exactly this. */
  function ofKeys(email: string, phone: string, limit: number): readonly number[] {
    const ids = new Set<number>();
    for (const key of [email, phone]) {
      const match = exactMatch(key, common());
      if (match === null) continue;
      for (const id of contact.all(match, email || null, phone || null, limit)) ids.add(id);
    }
    return [...ids];
  }

  return {
    ofKeys,

    exact: (query, typed, limit) => {
      // A barcode is a secret of its own case, like the one in a guest's link: they count only whole and as they are.
      const rows: FoundTicket[] = [barcode, secret].flatMap((by) =>
        by.all(typed.trim(), limit).map((row) => ({ row, fit: 0 as const })),
      );
      if (query.code.length >= 2) rows.push(...order.all(query.code, limit).map((row) => ({ row, fit: 0 as const })));
      const [piece] = query.pieces;
      if (query.pieces.length === 1 && piece && addressPattern.test(piece))
        rows.push(...found(ofKeys(piece, '', limit), 0));
      if (query.phone !== null && query.phone.length >= phoneDigits)
        rows.push(...found(ofKeys('', query.phone, limit), 0));
      return rows;
    },

    isWhole: (query, typed) =>
      (query.pieces.length === 1 && addressPattern.test(query.pieces[0] ?? '')) ||
      (query.phone !== null && query.phone.length >= phoneDigits) ||
      [barcode, secret].some((by) => by.get(typed.trim(), 1) !== undefined),

    byId: (id) => byId.get(id) ?? null,

    byName: (query, range, limit) => {
      if (query.words.length === 0) return [];
      const out = new Map<number, FoundTicket>();
      const take = (fit: FoundTicket['fit'], rows: Iterable<StoredTicket>): void => {
        for (const row of rows) if (!out.has(row.id)) out.set(row.id, { row, fit });
      };
      // A whole word that is common ("ana") would drown among longer ones.
      take(0, words.all(wordsMatch(query.words, true), range.first, range.last, limit));
      if (out.size < limit) {
        const quick = byShortPrefixes(query.words, range, limit + out.size);
        take(1, quick ?? words.all(wordsMatch(query.words, false), range.first, range.last, limit + out.size));
      }
      return [...out.values()].slice(0, limit);
    },

    byCode: function* (query, range, deep) {
      const needles = needlesOf(query);
      const frequent = common();
      const asked = needles.map((needle) => needleMatch(needle, frequent));
      const spoken = query.pieces.map((piece) => foldQuery(piece).words);
      if (needles.length === 1) {
        const [match] = asked;
        const [needle] = needles;
        if (!match || !needle) return;
        const phone = needle.phone.length >= shortest ? needle.phone : null;
        // Checked by SQLite itself: a piece that thousands of rows have is no time to make objects of them.
        for (const row of part.iterate(
          match,
          range.first,
          range.last,
          needle.email || null,
          phone,
          needle.code || null,
        )) {
          yield { row, fit: 2 };
        }
        return;
      }
      // A piece that no row has ends the search before the rows of the others are gone through.
      if (!asked.every((match, n) => anywhere(match, spoken[n] ?? [], range))) return;
      let any = false;
      // What has digits or signs leads: it is the rarer one, and mostly the only one meant for a code.
      const leading = asked.map((match, n) => ({ match, n, code: /[^\p{L}]/u.test(query.pieces[n] ?? '') }));
      for (const { match, n, code } of leading.sort((a, b) => Number(b.code) - Number(a.code))) {
        if (match === null || !(code || (deep && !any))) continue;
        const rest = spoken.filter((_, other) => other !== n).flat();
        // One or two letters begin so many names that the codes alone lead faster.
        const telling = rest.some((word) => word.length > 2);
        const rows = telling ? inBoth(match, rest, range) : codes.iterate(match, range.first, range.last);
        for (const found of checked(rows, needles, spoken)) {
          any = true;
          yield found;
        }
      }
      if (asked.every((match) => match !== null)) {
        const all = asked.map((match) => `(${match})`).join(' AND ');
        yield* checked(codes.iterate(all, range.first, range.last), needles, spoken);
      }
    },

    list: (dates, limit) => {
      const first = dates
        .flatMap((date) => names.all(date.no * dateSpan, (date.no + 1) * dateSpan - 1, limit))
        .sort((a, b) => compareNames(a, b) || a.id - b.id)
        .slice(0, limit);
      return found(
        first.map(({ id }) => id),
        1,
      );
    },
  };
}

/** Guests by name, then by seat; those without a name last, since nobody looks for them by it. */
export function compareNames(a: Pick<StoredTicket, 'name' | 'words'>, b: Pick<StoredTicket, 'name' | 'words'>): number {
  if ((a.name === '') !== (b.name === '')) return a.name === '' ? 1 : -1;
  if (a.words === b.words) return 0;
  return a.words < b.words ? -1 : 1;
}

/** The beginning of a word that ticket_words is indexed by. */
function shortened(word: string): string {
  return [...word].slice(0, indexedPrefix).join('');
}

/** True when every asked word begins a word of the folded text. */
export function beginWords(text: string, asked: readonly string[]): boolean {
  const padded = ` ${text}`;
  return asked.length > 0 && asked.every((word) => padded.includes(` ${word}`));
}

/** True when every asked word is a word of the folded text. */
function wholeWords(text: string, asked: readonly string[]): boolean {
  const padded = ` ${text} `;
  return asked.every((word) => padded.includes(` ${word} `));
}
