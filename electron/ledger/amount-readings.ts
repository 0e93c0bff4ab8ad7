/** One way to read a typed amount: whole minor units of a currency with that many decimal digits. */
export interface AmountReading {
  readonly digits: number;
  readonly minor: number;
}

const digitsOfCurrencies = [0, 2, 3] as const;

/**
 * What an amount may mean that a person typed: `1500`, `1.500`, `1,500.00` and `1.500,00` are all found, since nobody says which sign parts
 * thousands. Empty for what is no amount.
 */
export function amountReadings(text: string): readonly AmountReading[] {
  const decimals = new Set<string>();
  if (/^\d{1,12}$/.test(text)) decimals.add(text);
  const parted = /^(\d{1,12})[.,](\d{1,3})$/.exec(text);
  if (parted) decimals.add(`${parted[1]}.${parted[2]}`);
  const grouped = /^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3}){0,3})(?:[.,](\d{1,3}))?$/.exec(text);
  // `1.500.00` uses one sign for both; then it is neither.
  if (grouped && (grouped[3] === undefined || text.at(-1 - grouped[3].length) !== grouped[2])) {
    const whole = (grouped[1] ?? '').replace(/[.,]/g, '');
    decimals.add(grouped[3] === undefined ? whole : `${whole}.${grouped[3]}`);
  }
  return [...decimals].flatMap((decimal) => {
    const [whole = '', fraction = ''] = decimal.split('.');
    const kept = fraction.replace(/0+$/, '');
    return digitsOfCurrencies
      .filter((digits) => kept.length <= digits)
      .map((digits) => ({ digits, minor: Number(whole + kept.padEnd(digits, '0')) }));
  });
}
