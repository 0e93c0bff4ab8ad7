import { Secret } from './secret.ts';

/**
 * What a log line must never hold, as patterns: the last line of defence behind "log ids, never people". Each errs on the side of hiding:
 * a number that looks like a phone is hidden, a UUID (our ids) and a plain date are not.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  // Credentials first: what they hide must not be cut into something else by a later pattern.
  [/\b(bearer|basic)\s+\S+/gi, '$1 [secret]'],
  [
    /((?:x-)?api[-_ ]?key|authorization|password|passwd|secret|(?:access|refresh|auth|id|session)?[-_]?token|cookie)(["']?\s*(?:[:=]|%3d)\s*["']?)[^\s"'&,;)}\]]+/gi,
    '$1$2[secret]',
  ],
  [/\beyJ[\w-]+(?:\.[\w-]*)*/g, '[secret]'],
  [/\b(?:key|sk|pk|rk|whsec)_\S+/g, '[secret]'],
  [/[A-Za-z0-9_+/=-]{40,}/g, '[secret]'],
  [/\S*(?:@|%40)\S*/gi, '[e-mail]'],
  // What is searched for is a guest's name, e-mail or phone.
  [/([?&](?:search|q|query|email|phone|name|customer)=)[^&\s"']*/gi, '$1[hidden]'],
];

const uuid = '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}';
/** A UUID on its own, else a run of digits and what people write between them. */
const numbers = new RegExp(`(?<![\\w-])${uuid}(?![\\w-])|[+(]?\\p{Nd}(?:[\\s().\\-/\\u2010-\\u2015]*\\p{Nd})+`, 'gu');
const plainDate = /^\d{4}-\d{2}-\d{2}$/;
const loopback = /^127\.0\.0\.1$/;
const phoneDigits = 6;
/** Characters of one text that are kept. */
const longest = 4000;

/** Names of fields whose value is a secret or a person, whatever it looks like. */
const hiddenField =
  /^(key|apikey|api_key|x-api-key|password|token|secret|authorization|cookie|credential|email|e-mail|phone|customer|contact|holder|guest|firstname|lastname|staffname)$/i;

/** Text without e-mails, phone numbers and keys. `known` are values that are hidden wherever they stand. */
export function redactText(text: string, known: readonly Secret[] = []): string {
  let clean = text;
  for (const secret of known) {
    const value = secret.reveal();
    if (value.length >= 4) clean = clean.replaceAll(value, '[secret]');
  }
  // Bounded, since some patterns look back over a whole word; what is cut in two is dropped, or half a key would stay.
  if (clean.length > longest) clean = `${clean.slice(0, longest).replace(/\S*$/, '')}[cut]`;
  for (const [pattern, instead] of patterns) clean = clean.replace(pattern, instead);
  return clean.replace(numbers, (found) => {
    if (found.includes('-') && new RegExp(`^${uuid}$`).test(found)) return found;
    if (plainDate.test(found) || loopback.test(found)) return found;
    return (found.match(/\p{Nd}/gu)?.length ?? 0) >= phoneDigits ? '[number]' : found;
  });
}

/** A value as it may be logged: plain JSON, errors told by name, message and cause, every text redacted, nothing deeper than 6 levels. */
export function redactValue(value: unknown, known: readonly Secret[] = [], depth = 0): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (typeof value === 'string') return redactText(value, known);
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return redactText(String(value), known);
  if (typeof value !== 'object') return `[${typeof value}]`;
  if (value instanceof Secret) return '[secret]';
  if (depth >= 6) return '[deep]';
  if (value instanceof Error) return redactError(value, known, depth);
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redactValue(item, known, depth + 1));
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[bytes]';
  const clean: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    clean[redactText(name, known)] = hiddenField.test(name) ? '[hidden]' : redactValue(item, known, depth + 1);
  }
  return clean;
}

function redactError(error: Error, known: readonly Secret[], depth: number): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  return {
    name: redactText(name, known),
    message: redactText(message, known),
    ...(typeof code === 'string' ? { code: redactText(code, known) } : {}),
    // The first line of a stack repeats the message, which may span lines: only the frames are kept.
    stack: (stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .map((line) => redactText(line.trim(), known)),
    ...(cause === undefined ? {} : { cause: redactValue(cause, known, depth + 1) }),
  };
}
