import { type FoldedQuery, foldQuery } from '../../shared/fold.ts';
import type { Db } from '../store/open.ts';
import { dateSpan, type EventDate } from './events.ts';
import { holds, type Needle, needlesOf, shortest } from './needles.ts';

/** Tickets that one index may hold: about 10 MB. Broader searches go to the full-text index. */
const mostTickets = 100_000;
/** Indexes kept: tonight's and two that filters asked for. */
const kept = 3;
/** An index that took longer than this to make is not made again at each change, but after a rest of so many times its time. */
const quickMs = 4;
const restTimes = 20;

/** A found ticket, and how well it fits: 0 whole words, 1 beginnings of words, 2 part of an e-mail or number. */
export interface EveningHit {
  readonly id: number;
  readonly fit: 0 | 1 | 2;
}

/** The tickets of a few event dates in memory, by name. */
export interface EveningIndex {
  /** Tickets that match, whole words first, each group by name. Reads on only as far as it is asked. */
  find(query: FoldedQuery): Generator<EveningHit>;
}

interface Line {
  readonly id: number;
  readonly words: string;
  readonly email_key: string;
  readonly phone_key: string;
  readonly order_key: string;
}

/**
 * Indexes of single evenings, made when they are asked for. The full-text index reads a word's list from its beginning up to the evening's
 * rowids, which at a million tickets takes milliseconds for a common word; one evening is small enough to look through whole.
 */
export function eveningIndexes(db: Db): (dates: readonly EventDate[]) => EveningIndex | null {
  const lines = db.prepare<[number, number], Line>(
    'SELECT id, words, email_key, phone_key, order_key FROM ticket WHERE id BETWEEN ? AND ?',
  );
  const made = new Map<string, { index: EveningIndex; revision: number; at: number; took: number }>();

  return (dates) => {
    const count = dates.reduce((sum, date) => sum + date.tickets, 0);
    if (count > mostTickets) return null;
    const name = dates.map((date) => date.no).join(' ');
    const revision = dates.reduce((newest, date) => Math.max(newest, date.revision), 0);
    const old = made.get(name);
    const now = performance.now();
    if (old && (old.revision === revision || (old.took > quickMs && now - old.at < old.took * restTimes))) {
      return old.index;
    }
    const all = dates.flatMap((date) => lines.all(date.no * dateSpan, (date.no + 1) * dateSpan - 1));
    const index = makeIndex(all);
    const at = performance.now();
    made.delete(name);
    made.set(name, { index, revision, at, took: at - now });
    for (const [oldest] of made) if (made.size > kept) made.delete(oldest);
    return index;
  };
}

/** The index of some tickets: their words in one long text, their codes in another, so that finding is the engine's own text search. */
export function makeIndex(unsorted: Line[]): EveningIndex {
  const lines = unsorted.sort((a, b) => (a.words < b.words ? -1 : a.words > b.words ? 1 : a.id - b.id));
  const ids = Float64Array.from(lines, (line) => line.id);
  const words = new LineText(lines.map((line) => ` ${line.words} `));
  const hasOrders = lines.some((line) => line.order_key !== '');
  const codes = new LineText(lines.map((line) => `${line.email_key}\t${line.phone_key}\t${line.order_key}`));

  function* lineNumbers(query: FoldedQuery): Generator<{ line: number; fit: 0 | 1 | 2 }> {
    for (const fit of query.words.some((word) => !words.has(` ${word}`)) ? [] : ([0, 1] as const)) {
      const wanted = query.words.map((word) => ` ${word}${fit === 0 ? ' ' : ''}`);
      // The longest word has the fewest places.
      const [first, ...rest] = wanted.sort((a, b) => b.length - a.length);
      if (first === undefined) continue;
      for (const line of words.linesWith(first)) {
        if (rest.length === 0 || rest.every((word) => words.line(line).includes(word))) yield { line, fit };
      }
    }
    const needles = needlesOf(query);
    const spoken = query.pieces.map((piece) => foldQuery(piece).words);
    for (const needle of needles) {
      for (const text of new Set([needle.email, needle.phone, ...(hasOrders ? [needle.code] : [])])) {
        if (text.length < shortest) continue;
        for (const line of codes.linesWith(text)) {
          if (needles.every((each, n) => fits(line, each, spoken[n] ?? []))) yield { line, fit: 2 };
        }
      }
    }
  }

  function fits(line: number, needle: Needle, spoken: readonly string[]): boolean {
    const [email_key = '', phone_key = '', order_key = ''] = codes.line(line).split('\t');
    if (holds(needle, { email_key, phone_key, codes: [order_key] })) return true;
    const text = words.line(line);
    return spoken.length > 0 && spoken.every((word) => text.includes(` ${word}`));
  }

  return {
    find: function* (query) {
      const seen = new Set<number>();
      for (const { line, fit } of lineNumbers(query)) {
        const id = ids[line];
        if (id === undefined || seen.has(id)) continue;
        seen.add(id);
        yield { id, fit };
      }
    },
  };
}

/** Many lines as one text. */
class LineText {
  readonly #text: string;
  readonly #starts: Uint32Array;

  constructor(lines: readonly string[]) {
    this.#text = lines.join('\n');
    this.#starts = new Uint32Array(lines.length + 1);
    let at = 0;
    lines.forEach((line, n) => {
      this.#starts[n] = at;
      at += line.length + 1;
    });
    this.#starts[lines.length] = at;
  }

  has(text: string): boolean {
    return this.#text.includes(text);
  }

  line(number: number): string {
    return this.#text.slice(this.#starts[number], (this.#starts[number + 1] ?? 1) - 1);
  }

  /** Numbers of the lines that hold the text, ascending. */
  *linesWith(text: string): Generator<number> {
    let at = this.#text.indexOf(text);
    while (at >= 0) {
      const number = this.#lineAt(at);
      yield number;
      at = this.#text.indexOf(text, this.#starts[number + 1]);
    }
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
