import { codeOf, type FoldedQuery, phoneOf, plain } from '../../shared/fold.ts';

/** Part of an e-mail, phone or number that is looked for as a substring, in the shape each column is kept in. */
export interface Needle {
  readonly email: string;
  readonly phone: string;
  readonly code: string;
}

/** Shortest substring that the index of three-letter pieces can find. */
export const shortest = 3;
/** Pieces asked for when rare ones are among them: more would only cost, the rest is checked on the row. */
const enough = 3;
const enoughExact = 6;

/** The needle of one piece between spaces. */
export function needleOf(piece: string): Needle {
  const digits = /^[+\d()./-]+$/.test(piece) ? phoneOf(piece) : '';
  return { email: plain(piece), phone: digits, code: codeOf(piece) };
}

/** The needles that a query asks for together: its pieces, or the one phone number that it is. */
export function needlesOf(query: FoldedQuery): readonly Needle[] {
  if (query.phone !== null && query.pieces.length > 1) {
    return [{ email: query.code, phone: query.phone, code: query.code }];
  }
  return query.pieces.map(needleOf);
}

/** Text quoted for an FTS5 query: whatever it holds, it is one string. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** FTS5 query of words that must all begin words of the text. `whole` asks for whole words. */
export function wordsMatch(words: readonly string[], whole: boolean): string {
  return words.map((word) => `${quoted(word)}${whole ? '' : '*'}`).join(' AND ');
}

/**
 * FTS5 query for rows that may hold the needle, by three-letter pieces; null when it is too short. What it finds is checked by `holds`.
 * @param common pieces that a large part of all rows has: asked for only when there is nothing better.
 */
export function needleMatch(needle: Needle, common: ReadonlySet<string>): string | null {
  const spellings = new Set([needle.email, needle.phone, needle.code].filter((text) => [...text].length >= shortest));
  // A number without its leading zeros is part of the number with them, and stands for it.
  for (const one of [...spellings]) {
    for (const other of spellings) if (one !== other && one.includes(other)) spellings.delete(one);
  }
  const choices = [...spellings].map((text) => {
    const pieces = piecesOf(text);
    const rare = [...pieces].filter((piece) => !common.has(piece));
    const asked = rare.length > 0 ? spread(rare, enough) : [...pieces];
    return `(${asked.map(quoted).join(' AND ')})`;
  });
  return choices.length === 0 ? null : choices.join(' OR ');
}

/** FTS5 query for rows that may hold exactly this e-mail or phone; null when it is too short. More pieces than for a part: a row costs more. */
export function exactMatch(key: string, common: ReadonlySet<string>): string | null {
  const pieces = [...piecesOf(key)];
  const rare = pieces.filter((piece) => !common.has(piece));
  if (pieces.length === 0) return null;
  return spread(rare.length > 0 ? rare : pieces, enoughExact)
    .map(quoted)
    .join(' AND ');
}

/** All runs of three characters. */
export function piecesOf(text: string): ReadonlySet<string> {
  const characters = [...text];
  const out = new Set<string>();
  for (let n = 0; n + shortest <= characters.length; n += 1) out.add(characters.slice(n, n + shortest).join(''));
  return out;
}

/** The first, the last and what lies between, so that the pieces overlap least. */
function spread(pieces: readonly string[], count: number): readonly string[] {
  if (pieces.length <= count) return pieces;
  const step = (pieces.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, n) => pieces[Math.round(n * step)] ?? '');
}

/** True when one of the columns holds the needle. */
export function holds(
  needle: Needle,
  row: { email_key: string; phone_key: string; codes: readonly string[] },
): boolean {
  return (
    row.email_key.includes(needle.email) ||
    (needle.phone.length >= shortest && row.phone_key.includes(needle.phone)) ||
    (needle.code !== '' && row.codes.some((code) => code.includes(needle.code)))
  );
}
