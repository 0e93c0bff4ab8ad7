/** Who takes the money: SimplePay by its page, Stripe by a client_secret. */
export type Processor = 'SIMPLE' | 'STRIPE-INTENTS';

export interface PaymentCode {
  readonly feeType: string;
  readonly currency: 'HUF' | 'EUR';
  readonly processor: Processor;
}

/** Fee types and processors hold hyphens themselves (O4 of platform-spec). */
const pattern = /^(.+)-(HUF|EUR)-(SIMPLE|STRIPE-INTENTS)$/;

/** Reads `{FEE_TYPE}-{CURRENCY}-{PROCESSOR}`; null for anything else. */
export function parsePaymentCode(code: string): PaymentCode | null {
  const [, feeType, currency, processor] = pattern.exec(code) ?? [];
  if (feeType === undefined || currency === undefined || processor === undefined) return null;
  return {
    feeType,
    currency: currency === 'HUF' ? 'HUF' : 'EUR',
    processor: processor === 'SIMPLE' ? 'SIMPLE' : 'STRIPE-INTENTS',
  };
}
