import type { Currency } from './rows.ts';

/** Major units as this API and SimplePay write them: whole forints, euros with up to two decimals. */
export function major(minor: number, currency: Currency): number {
  return currency === 'HUF' ? minor : minor / 100;
}

/** Minor units (HUF: forints, EUR: cents) of an amount in major units, rounded; undefined if it is no amount. */
export function minorOf(amount: unknown, currency: Currency): number | undefined {
  const value = typeof amount === 'string' && amount.trim() !== '' ? Number(amount) : amount;
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return undefined;
  return Math.round(currency === 'HUF' ? value : value * 100);
}

/** Stripe counts both currencies in hundredths (O-14). */
export function stripeAmount(minor: number, currency: Currency): number {
  return currency === 'HUF' ? minor * 100 : minor;
}
