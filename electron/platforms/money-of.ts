import { type Money, moneyFromMajor } from '../../shared/money.ts';
import { FieldError } from './decode.ts';

/**
 * Exact money from a decimal number in major units (867.62). What a binary sum of theirs left behind (149.97000000000003) is taken off; a
 * real third digit is not.
 * @throws FieldError when it is no whole number of minor units.
 */
export function moneyOf(amount: number, currencyCode: string, field: string): Money {
  const currency = currencyCode.toUpperCase();
  for (const candidate of [amount, Number(amount.toPrecision(15))]) {
    try {
      return moneyFromMajor(candidate, currency);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw new FieldError(field, `not a whole number of ${currency} minor units`);
}
