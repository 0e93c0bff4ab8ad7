import { createHmac } from 'node:crypto';
import { STRIPE_SECRET } from '../context.ts';
import { sameSecret } from '../secrets.ts';

/** Older messages are refused (platform-spec 3.4). */
export const TOLERANCE_SECONDS = 300;

/** Hex HMAC-SHA256 of `<t>.<raw body>`; `t` in Unix seconds. */
export function stripeV1(t: number, body: Buffer | string): string {
  return createHmac('sha256', STRIPE_SECRET).update(`${t}.`).update(body).digest('hex');
}

export function stripeHeader(t: number, body: Buffer | string): string {
  return `t=${t},v1=${stripeV1(t, body)}`;
}

/** Any v1 may fit; other schemes are ignored. @returns why the header is refused, or undefined. */
export function stripeRefusal(header: string, body: Buffer, nowMs: number): string | undefined {
  const parts = header.split(',').map((part) => part.trim().split('=', 2));
  const t = Number(parts.find(([key]) => key === 't')?.[1] ?? Number.NaN);
  if (!Number.isInteger(t)) return 'No timestamp in Stripe-Signature';
  const wanted = stripeV1(t, body);
  if (!parts.some(([key, value]) => key === 'v1' && sameSecret(value ?? '', wanted))) return 'Invalid signature';
  return nowMs / 1000 - t > TOLERANCE_SECONDS ? 'Timestamp outside the tolerance zone' : undefined;
}
