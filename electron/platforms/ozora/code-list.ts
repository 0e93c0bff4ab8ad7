import type { PaymentOption } from '../../../shared/domain/orders.ts';
import { moneyFromMajor } from '../../../shared/money.ts';
import { type PaymentCode, type Processor, parsePaymentCode } from './payment-code.ts';

const modes: Readonly<Record<Processor, string>> = { SIMPLE: 'simplepay', 'STRIPE-INTENTS': 'stripe' };

function titleOf({ feeType }: PaymentCode): string {
  const words = feeType.toLowerCase().replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function optionOf(line: string): PaymentOption | null {
  const [code = '', amount = '', ...title] = line.split('=').map((part) => part.trim());
  const parsed = parsePaymentCode(code);
  if (parsed === null) return null;
  try {
    const money = moneyFromMajor(amount, parsed.currency);
    if (money.minor <= 0) return null;
    const name = title.join(' = ');
    return { code, title: name || titleOf(parsed), note: '', amount: money, paymentMode: modes[parsed.processor] };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Reads the list of ways to pay that is kept in the account's settings, for accounts without a service token (trap O-3): one a line or between
 * semicolons, `CODE = amount` or `CODE = amount = title`, amounts in forints or euros.
 */
export function readCodeList(
  text: string,
): { readonly options: readonly PaymentOption[] } | { readonly trouble: string } {
  const lines = text.split(/[\n;]/).filter((line) => line.trim() !== '');
  const options: PaymentOption[] = [];
  for (const [index, line] of lines.entries()) {
    const option = optionOf(line);
    if (option === null) return { trouble: `entry ${index + 1}: expected FULL-FEE-HUF-SIMPLE = 15000` };
    options.push(option);
  }
  return { options };
}
