/** Rights that a platform's sentence may name (platform-spec 3.1), for saying them in the reader's language. */
export type Privilege = 'payments_search' | 'tickets_search';

const patterns: Readonly<Record<Privilege, RegExp>> = {
  payments_search: /\bpayments_search\b/,
  tickets_search: /\btickets_(?:search|get)_(?:flags|years|events)\b/,
};

/** The rights that a message names as missing, each once. */
export function privilegesNamed(message: string): readonly Privilege[] {
  return (['payments_search', 'tickets_search'] as const).filter((one) => patterns[one].test(message));
}
