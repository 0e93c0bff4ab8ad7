import { type Money, minorDigits, moneyFromMajor } from '../../../shared/money.ts';

/** What typed text says as an amount: money, nothing yet, or why it is none. */
export type AmountReading =
  | { readonly kind: 'money'; readonly money: Money }
  | { readonly kind: 'empty' }
  | { readonly kind: 'wrong'; readonly reason: AmountTrouble };

/** Why typed text is no amount. */
export type AmountTrouble = 'not_an_amount' | 'too_many_digits' | 'too_large' | 'negative';

/** No door sells for more than ten thousand million; a scanner's digits in an amount field do not become a sum. In minor units. */
const mostTyped = 10 ** 12;

/** How a language writes numbers. */
export interface Separators {
  readonly decimal: string;
  readonly group: string;
}

/** The decimal and group separators of a language, from Intl: `,` and `.` in Serbian, `.` and `,` in English. */
export function separatorsOf(language: string): Separators {
  const parts = new Intl.NumberFormat(language, { useGrouping: true }).formatToParts(1234567.5);
  const find = (type: string, fallback: string) => parts.find((part) => part.type === type)?.value ?? fallback;
  return { decimal: find('decimal', '.'), group: find('group', ' ') };
}

/**
 * Reads an amount in major units as staff type it, exactly. Spaces group anywhere; the language's group mark only where a group of three
 * stands. The other mark as a decimal (`49.90` at a Serbian till) is taken only where it cannot be a group: the field shows
 * what was understood either way.
 */
export function readAmount(text: string, currency: string, { decimal, group }: Separators): AmountReading {
  const compact = text.replace(/[\s\u00a0\u202f]/g, '');
  if (compact === '') return { kind: 'empty' };
  if (/^[-−]/.test(compact)) return { kind: 'wrong', reason: 'negative' };
  const plain = toPlainDecimal(compact, decimal, group, minorDigits(currency));
  if (plain === null) return { kind: 'wrong', reason: 'not_an_amount' };
  const fraction = plain.split('.')[1] ?? '';
  if (fraction.length > minorDigits(currency)) return { kind: 'wrong', reason: 'too_many_digits' };
  try {
    const money = moneyFromMajor(plain, currency);
    return money.minor > mostTyped ? { kind: 'wrong', reason: 'too_large' } : { kind: 'money', money };
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'wrong', reason: 'too_large' };
    throw error;
  }
}

/** The text with `.` as its decimal point and no group marks, or null when it is no number as this language writes them. */
function toPlainDecimal(text: string, decimal: string, group: string, digits: number): string | null {
  const mark = decimal === ',' ? '.' : ',';
  const grouped = group === mark;
  const [whole = '', fraction, ...rest] = text.split(decimal);
  if (rest.length > 0) return null;
  if (fraction === undefined && digits > 0) {
    const other = new RegExp(`^\\d+\\${mark}\\d{1,${digits}}$`).exec(text);
    const couldBeGroup = grouped && /\D\d{3}$/.test(text);
    if (other && !couldBeGroup) return text.replace(mark, '.');
  }
  if (fraction !== undefined && !/^\d*$/.test(fraction)) return null;
  const groups = grouped ? whole.split(mark) : [whole];
  const wellGrouped = groups.length === 1 || (/^\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every(isTriple));
  if (!wellGrouped) return null;
  const digitsOnly = groups.join('');
  if (!/^\d+$/.test(digitsOnly)) return null;
  return fraction ? `${digitsOnly}.${fraction}` : digitsOnly;
}

function isTriple(text: string): boolean {
  return /^\d{3}$/.test(text);
}

/** An amount as it is put into a field for editing: no groups, the language's decimal mark. */
export function amountForField(majorText: string, { decimal }: Separators): string {
  return majorText.replace('.', decimal);
}
