/** Stripe's test cards (platform-spec 3.4). */
export interface TestCard {
  readonly number: string;
  /** The bank asks first. */
  readonly threeDs: boolean;
  /** undefined: the payment succeeds; else Stripe's code of the refusal. */
  readonly refusal?: 'card_declined' | 'insufficient_funds';
}

export const TEST_CARDS: readonly TestCard[] = [
  { number: '4242424242424242', threeDs: false },
  { number: '4000002760003184', threeDs: true },
  { number: '4000000000000002', threeDs: false, refusal: 'card_declined' },
  { number: '4000008400001629', threeDs: true, refusal: 'card_declined' },
  { number: '4000000000009995', threeDs: false, refusal: 'insufficient_funds' },
];

export const cardOf = (digits: string): TestCard | undefined =>
  TEST_CARDS.find((card) => card.number === digits.replace(/[\s-]/g, ''));

/** `4242 4242 4242 4242`. */
export const spaced = (number: string): string => number.replace(/(\d{4})(?=\d)/g, '$1 ');
