import { createHmac } from 'node:crypto';
import { SIMPLEPAY_KEY } from '../context.ts';
import { sameSecret } from '../secrets.ts';

/** Base64(HMAC-SHA384(exact bytes, merchant key)), platform-spec 3.3. */
export function simpleSignature(bytes: Buffer | string): string {
  return createHmac('sha384', SIMPLEPAY_KEY).update(bytes).digest('base64');
}

/** A `+` may have arrived as a space, when a browser carried it in an address. */
export function isSimpleSignature(given: string, bytes: Buffer | string): boolean {
  return sameSecret(given.replaceAll(' ', '+'), simpleSignature(bytes));
}

/**
 * The reply to an IPN: the received bytes with `receiveDate` before the last brace, without white space around (O-11).
 * @throws RangeError when there is no closing brace.
 */
export function ipnReply(received: Buffer, receiveDate: string): Buffer {
  const end = received.lastIndexOf('}');
  if (end < 0) throw new RangeError('not a JSON object');
  const start = Math.max(0, received.indexOf('{'));
  return Buffer.concat([received.subarray(start, end), Buffer.from(`,"receiveDate":"${receiveDate}"}`)]);
}
