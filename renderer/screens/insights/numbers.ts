/** How the statistics' numbers are written. The sum has no currency: the document names none (T4). */

const formats = new Map<string, Intl.NumberFormat>();

/** `1,240`. */
export function formatCount(value: number, language: string): string {
  return numberFormat(language, 0).format(value);
}

/** `184,300` or `1,240.50`: decimals only where there are any. */
export function formatSum(value: number, language: string): string {
  return numberFormat(language, Number.isInteger(value) ? 0 : 2).format(value);
}

function numberFormat(language: string, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  formats.set(key, made);
  return made;
}
