import { alternates, letters } from './fold-letters.ts';

/**
 * Folding brings every spelling of a name to one canonical Latin form, on both sides of a search, so that Ђорђе, Đorđe, Djordje and dorde are
 * the same word. It reads left to right and never looks ahead: each typed letter adds to the folded word or leaves it, so what matched
 * after two letters still matches after three. Rules, in order of application:
 *   1. lower case, compatibility decomposition, marks dropped (č → c, ё → e, ﬁ → fi); Cyrillic, Greek and odd Latin by table (ђ, đ → d; ß → ss);
 *   2. y, j and every Slavic i become `i`, and a j or y after d falls (dj → d, ja/ya/ia → ia): Юлия, Julija, Yuliya and Julia are one;
 *   3. an h after s, z, c or t falls (sh, zh, ch, th → s, z, c, t), and kh becomes h (Михаил, Mihail, Mikhail);
 *   4. doubled letters become one (Анна, Ana); digits never.
 * Rule 3's kh rewrites a letter, so words that have one are indexed under a second form as well (see `foldedForms`).
 */

/** One word of a text with where it came from. */
export interface FoldedWord {
  /** Canonical form. */
  readonly form: string;
  /** Other forms it is found by; mostly none. */
  readonly others: readonly string[];
}

/** A word's form while it is built: `at[i]` is the offset in the text where the character ends that gave `form[i]`. */
interface Trace {
  form: string;
  readonly at: number[];
  /** Length of the form when a kh was last left as k: further h's of the same run fall too. */
  keptK: number;
}

const wordPattern = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|['’ʼ`´](?=\p{L}))*/gu;
const isMark = /\p{M}/u;
const known = new Map<string, string>();

/** The raw Latin letters of one character, before rules 2–4; `j` marks what rule 2 may drop. */
function rawOf(character: string): string {
  const found = known.get(character);
  if (found !== undefined) return found;
  let raw = '';
  for (const part of character.toLowerCase().normalize('NFKD').toLowerCase()) {
    // Marks and apostrophes, and what a ⅓ or a ⑴ holds beside its digits.
    if (/[^\p{L}\p{N}]|ʼ/u.test(part)) continue;
    raw += letters[part] ?? part;
  }
  // The table of a running program stays small: a hostile text cannot grow it without end.
  if (known.size < 4096) known.set(character, raw);
  return raw;
}

function isDigit(letter: string): boolean {
  return letter >= '0' && letter <= '9';
}

/** Adds one raw letter by rules 2–4. `keepK` leaves a kh as k. */
function push(trace: Trace, raw: string, end: number, keepK: boolean): void {
  let last = trace.form.at(-1) ?? '';
  if (raw === 'j' && last === 'd') return;
  const letter = raw === 'j' || raw === 'y' ? 'i' : raw;
  if (letter === 'h') {
    if (last === 'k') {
      if (keepK || trace.keptK === trace.form.length) {
        trace.keptK = trace.form.length;
        return;
      }
      trace.form = trace.form.slice(0, -1);
      trace.at.pop();
      last = trace.form.at(-1) ?? '';
    }
    if (last === 's' || last === 'z' || last === 'c' || last === 't') return;
  }
  if (letter === last && !isDigit(letter)) return;
  trace.form += letter;
  // A surrogate pair is two units of the form: both end where their character ends.
  for (let unit = 0; unit < letter.length; unit += 1) trace.at.push(end);
}

/**
 * @param keepKAt which kh (counted from 0) stays k; -1 for none.
 * @param alternate takes the other romanisation where a character has one (ё → io, ц → ts, ü → ue).
 */
function traceWord(word: string, offset: number, keepKAt: number, alternate: boolean): Trace {
  const trace: Trace = { form: '', at: [], keptK: -1 };
  let end = offset;
  let seenKh = 0;
  let first = true;
  for (const character of word) {
    end += character.length;
    const raw = (alternate ? alternateOf(character, first) : undefined) ?? rawOf(character);
    for (const letter of raw) {
      const isKh = letter === 'h' && trace.form.endsWith('k') && trace.keptK !== trace.form.length;
      push(trace, letter, end, isKh && seenKh === keepKAt);
      if (isKh) seenKh += 1;
    }
    if (raw !== '') first = false;
    else if (isMark.test(character) && trace.at.length > 0) trace.at[trace.at.length - 1] = end;
  }
  return trace;
}

function alternateOf(character: string, first: boolean): string | undefined {
  const lower = character.toLowerCase().normalize('NFC');
  // Russian names in е- are written Ye- or Je- as often as E-.
  return first && lower === 'е' ? 'je' : alternates[lower];
}

function tracesOf(word: string, offset: number): readonly Trace[] {
  const canonical = traceWord(word, offset, -1, false);
  const traces = [canonical];
  const add = (trace: Trace): void => {
    if (traces.every((other) => other.form !== trace.form)) traces.push(trace);
  };
  if (hasAlternate(word)) add(traceWord(word, offset, -1, true));
  if (mayHoldKh.test(word)) {
    for (let n = 0; n < 3; n += 1) add(traceWord(word, offset, n, false));
  }
  return traces;
}

const mayHoldKh = /[kкκqxξ]['’ʼ`´]?[hхχ]|kh/iu;
const alternateLetters = new Set(Object.keys(alternates));

function hasAlternate(word: string): boolean {
  const lower = word.toLowerCase().normalize('NFC');
  if (lower.startsWith('е')) return true;
  for (const character of lower) if (alternateLetters.has(character)) return true;
  return false;
}

/** The canonical form of every word of a text, joined by single spaces. Idempotent, and the same for every script a name is written in. */
export function fold(text: string): string {
  const out: string[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const { form } = traceWord(match[0], 0, -1, false);
    if (form !== '') out.push(form);
  }
  return out.join(' ');
}

/** The words of a text with all forms that find them. */
export function foldedWords(text: string): readonly FoldedWord[] {
  const out: FoldedWord[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const [canonical, ...others] = tracesOf(match[0], 0);
    if (canonical && canonical.form !== '') {
      out.push({ form: canonical.form, others: others.map((trace) => trace.form).filter((form) => form !== '') });
    }
  }
  return out;
}

/** What an index of words keeps of a text: the canonical words in their order, then the other forms. */
export function foldForIndex(text: string): string {
  const words = foldedWords(text);
  const main = words.map((word) => word.form).join(' ');
  const others = words.flatMap((word) => word.others);
  return others.length === 0 ? main : `${main} ${others.join(' ')}`;
}

/** The plain form of a code or address: lower case without marks, nothing else changed. For e-mail, numbers and tokens. */
export function plain(text: string): string {
  return text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
}

/** What a person typed, ready to be compared with folded texts. */
export interface FoldedQuery {
  /** Folded words; each must be the prefix of a word of the name. */
  readonly words: readonly string[];
  /** Plain pieces between spaces; each may be part of an e-mail or a number. */
  readonly pieces: readonly string[];
  /** Plain text without spaces and dashes: an order number or a token as typed. */
  readonly code: string;
  /** Digits of a phone number without the leading zeros of a national or 00 prefix; null when it cannot be a phone. */
  readonly phone: string | null;
}

const phonePattern = /^[+\d\s()./-]+$/;

/** Reads a query. Empty in all parts when nothing searchable was typed. */
export function foldQuery(query: string): FoldedQuery {
  const text = plain(query).trim();
  const words = fold(query).split(' ');
  const pieces = text.split(/\s+/).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
  const digits = text.replace(/\D/g, '').replace(/^0+/, '');
  return {
    words: words[0] === '' ? [] : [...new Set(words)],
    pieces: [...new Set(pieces)],
    code: codeOf(query),
    phone: phonePattern.test(text) && digits.length >= 3 ? digits : null,
  };
}

/** An order number or token as it is compared: plain, with letters and digits only (`AYM-0579` → `aym0579`). */
export function codeOf(text: string): string {
  return plain(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** Digits of a phone number as they are compared: no leading zeros, no punctuation. */
export function phoneOf(text: string): string {
  return text.replace(/\D/g, '').replace(/^0+/, '');
}

/**
 * Where a text matches a query, as [start, end) offsets into the text itself, ascending and apart, for marking in any script. Beginnings of
 * words are marked as the word search finds them; in what looks like an address, a number or a code, any part is.
 */
export function matchRanges(text: string, query: string): [number, number][] {
  const asked = foldQuery(query);
  const ranges: [number, number][] = [];
  for (const match of text.matchAll(wordPattern)) {
    const reach = wordReach(match[0], match.index, asked.words);
    if (reach !== null) ranges.push([match.index, reach]);
  }
  for (const match of text.matchAll(/\S+/g)) {
    if (!/[@\d]/.test(match[0])) continue;
    for (const piece of asked.pieces) addParts(ranges, match[0], match.index, codeOf(piece));
  }
  if (!/\p{L}/u.test(text)) addParts(ranges, text, 0, asked.phone ?? '');
  return merged(ranges);
}

function wordReach(word: string, offset: number, asked: readonly string[]): number | null {
  let reach: number | null = null;
  for (const trace of tracesOf(word, offset)) {
    for (const token of asked) {
      const end = trace.form.startsWith(token) ? trace.at[token.length - 1] : undefined;
      if (end !== undefined && (reach === null || end > reach)) reach = end;
    }
  }
  return reach;
}

/** Adds every place where the letters and digits of `chunk` hold `code`, whatever stands between them. */
function addParts(ranges: [number, number][], chunk: string, offset: number, code: string): void {
  if (code.length < 2) return;
  let compact = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = offset;
  for (const character of chunk) {
    const end = at + character.length;
    for (const unit of codeOf(character)) {
      for (let n = 0; n < unit.length; n += 1) {
        starts.push(at);
        ends.push(end);
      }
      compact += unit;
    }
    at = end;
  }
  for (let found = compact.indexOf(code); found >= 0; found = compact.indexOf(code, found + 1)) {
    const start = starts[found];
    const end = ends[found + code.length - 1];
    if (start !== undefined && end !== undefined) ranges.push([start, end]);
  }
}

function merged(ranges: [number, number][]): [number, number][] {
  const out: [number, number][] = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = out.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}
