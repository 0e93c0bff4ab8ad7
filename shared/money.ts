/** An amount of money: whole minor units (para, cent) and an ISO 4217 code. Never a float. */
export interface Money {
  /** Whole minor units; negative for money that went back. */
  readonly minor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

const zeroDigitCurrencies = new Set(['HUF', 'JPY', 'KRW', 'ISK', 'CLP', 'VND', 'XAF', 'XOF', 'UGX', 'RWF']);
const threeDigitCurrencies = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

/** Number of decimal digits that a currency's minor unit has here: RSD 2, EUR 2, HUF 0 (whole forints). */
export function minorDigits(currency: string): number {
  if (zeroDigitCurrencies.has(currency)) return 0;
  return threeDigitCurrencies.has(currency) ? 3 : 2;
}

/** A double carries any 15 significant digits and not all of 16. */
const mostMinorInNumber = 10 ** 15 - 1;

const decimalPattern = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Reads a decimal in major units as exact money.
 * @param amount a decimal string such as `867.62`, or the number a JSON document carried (its shortest decimal form is what was sent).
 * @throws RangeError when it is not a decimal, has more digits than the currency's minor unit, leaves the safe integers, or is a number
 * too large for a double to have carried all its digits.
 */
export function moneyFromMajor(amount: string | number, currency: string): Money {
  const text = typeof amount === 'number' ? decimalText(amount) : amount.trim();
  const match = decimalPattern.exec(text);
  if (!match) throw new RangeError(`not a decimal amount: ${text}`);
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = minorDigits(currency);
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > digits) throw new RangeError(`${text} has more digits than ${currency} knows`);
  const minor = Number(whole + kept.padEnd(digits, '0'));
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${text} is too large`);
  if (typeof amount === 'number' && minor > mostMinorInNumber)
    throw new RangeError(`${text} is too large for a number`);
  return { minor: sign === '-' && minor !== 0 ? -minor : minor, currency };
}

/** The exact decimal in major units, without needless zeros: 86762 RSD → `867.62`, 10100 RSD → `101`. */
export function majorText(money: Money): string {
  const digits = minorDigits(money.currency);
  const text = Math.abs(money.minor)
    .toString()
    .padStart(digits + 1, '0');
  const whole = digits === 0 ? text : text.slice(0, -digits);
  const fraction = digits === 0 ? '' : text.slice(-digits).replace(/0+$/, '');
  return `${money.minor < 0 ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

/**
 * The JSON number a platform wants for an amount in major units; exact, since it is read back from its own decimal text.
 * @throws RangeError for amounts that a number cannot carry exactly.
 */
export function majorNumber(money: Money): number {
  if (Math.abs(money.minor) > mostMinorInNumber) throw new RangeError(`${majorText(money)} is too large for a number`);
  return Number(majorText(money));
}

/** Adds amounts of one currency. @throws RangeError when currencies differ or the sum leaves the safe integers. */
export function sumMoney(amounts: readonly Money[], currency: string): Money {
  let minor = 0;
  for (const amount of amounts) {
    if (amount.currency !== currency) throw new RangeError(`cannot add ${amount.currency} to ${currency}`);
    minor = safe(minor + amount.minor);
  }
  return { minor, currency };
}

/** A unit price times a whole quantity. @throws RangeError when the quantity is not whole or the product leaves the safe integers. */
export function timesMoney(money: Money, quantity: number): Money {
  if (!Number.isInteger(quantity)) throw new RangeError('quantity must be whole');
  return { minor: safe(money.minor * quantity), currency: money.currency };
}

/** True when both are the same amount of the same currency. */
export function sameMoney(a: Money, b: Money): boolean {
  return a.minor === b.minor && a.currency === b.currency;
}

function safe(minor: number): number {
  if (!Number.isSafeInteger(minor)) throw new RangeError('the amount is too large');
  return minor === 0 ? 0 : minor;
}

function decimalText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a finite amount: ${value}`);
  const text = String(value);
  if (text.includes('e')) throw new RangeError(`amount out of range: ${text}`);
  return text;
}
