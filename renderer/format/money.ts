import { type Money, majorText, minorDigits } from '../../shared/money.ts';

/** `1,800.00`: the amount alone, all minor digits, by the language's habits. Exact: formatted from the decimal text, never a float. */
export function formatAmount(money: Money, language: string): string {
  const digits = minorDigits(money.currency);
  return numberFormat(language, digits).format(majorText(money) as `${number}`);
}

/** `1,800.00 RSD`: the amount and its currency code, which no break separates. */
export function formatMoney(money: Money, language: string): string {
  return `${formatAmount(money, language)}\u00a0${money.currency}`;
}

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(language: string, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  formats.set(key, made);
  return made;
}
