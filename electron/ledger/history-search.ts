import { codeOf, fold, phoneOf, plain } from '../../shared/fold.ts';
import { minorDigits } from '../../shared/money.ts';
import { type AmountReading, amountReadings } from './amount-readings.ts';

/** A condition on an act `a` with its sale `s`, its refund `r` or its deed `d`, and the values of its parameters. */
export interface SearchCondition {
  readonly condition: string;
  readonly given: Readonly<Record<string, string | number>>;
}

const currency = 'coalesce(s.currency, r.currency, d.currency)';
const withDigits = (digits: number): string =>
  Intl.supportedValuesOf('currency')
    .filter((code) => minorDigits(code) === digits)
    .map((code) => `'${code}'`)
    .join(', ');
const digitsOfAmount = `(CASE WHEN ${currency} IN (${withDigits(0)}) THEN 0 WHEN ${currency} IN (${withDigits(3)}) THEN 3 ELSE 2 END)`;
const amount = 'coalesce(s.total_minor, r.amount_minor, d.amount_minor)';
const nameWords = 'coalesce(s.name_words, r.name_words, d.name_words)';
const findText = 'coalesce(s.find_text, r.find_text, d.find_text)';

/** More words than anybody types; each makes the statement longer. */
const mostWords = 8;
/** A phone number of fewer digits is a part of too many other numbers. */
const leastPhone = 4;

/**
 * What finds an act by what was typed: every word begins a word of the guest's name or is a part of an e-mail, number or reference, or an
 * amount; or the whole is a number, a phone or an amount that was written with spaces. Null when nothing searchable was typed.
 */
export function searchFor(text: string): SearchCondition | null {
  const pieces = plain(text)
    .split(/\s+/)
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
    .slice(0, mostWords);
  if (pieces.length === 0) return null;
  const given: Record<string, string | number> = {};
  const bind = (value: string | number): string => {
    const name = `q${Object.keys(given).length}`;
    given[name] = value;
    return `@${name}`;
  };
  const holds = (column: string, part: string): string => `instr(${column}, ${bind(part)}) > 0`;
  const isAmount = ({ minor, digits }: AmountReading): string =>
    `(${amount} = ${bind(minor)} AND ${digitsOfAmount} = ${digits})`;

  const everyWord = pieces.map((piece) => {
    const names = fold(piece).split(' ').filter(Boolean);
    const code = codeOf(piece);
    const ways = [
      ...(names.length === 0 ? [] : [`(${names.map((name) => holds(nameWords, ` ${name}`)).join(' AND ')})`]),
      holds(findText, piece),
      ...(code === '' || code === piece ? [] : [holds(findText, code)]),
      ...amountReadings(piece).map(isAmount),
    ];
    return `(${ways.join(' OR ')})`;
  });
  const whole = wholeWays(text, holds, isAmount);
  return { condition: `(${[`(${everyWord.join(' AND ')})`, ...whole].join(' OR ')})`, given };
}

function wholeWays(
  text: string,
  holds: (column: string, part: string) => string,
  isAmount: (reading: AmountReading) => string,
): readonly string[] {
  const code = codeOf(text);
  const phone = /^[+\d\s()./-]+$/.test(text.trim()) ? phoneOf(text) : '';
  return [
    ...(code === '' ? [] : [holds(findText, code)]),
    ...(phone.length < leastPhone ? [] : [holds(findText, phone)]),
    ...amountReadings(text.replace(/\s/g, '')).map(isAmount),
  ];
}
