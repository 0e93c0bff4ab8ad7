import type { Clock } from '../clock.ts';
import type { OzoraPaths } from './paths.ts';
import type { Processor } from './rows.ts';
import type { OzoraStore } from './store.ts';

/** What provider and service do by themselves; the control plane may change it while it runs. */
export interface OzoraSettings {
  /** Sandbox ms from the guest's payment to the IPN; 0: by the control plane only. */
  autoIpnMs: number;
  /** Sandbox ms from the end of 3-D Secure to the webhooks; 0: by the control plane only. */
  autoWebhookMs: number;
  /** Minutes until an unpaid payment times out; 0: never. */
  expireMinutes: number;
  /** Off: a Stripe payment needs no further action and is finished by its webhook. */
  threeDs: boolean;
  /** What a declined card does to a Stripe payment: it may be tried again, or it has failed. */
  stripeDecline: 'pending' | 'failed';
  /** Order of payment_intent.succeeded and charge.succeeded; `alternate` swaps them for even transaction ids. */
  webhookOrder: 'alternate' | 'intent-first' | 'charge-first';
  /** How often each webhook is repeated although it was answered. */
  webhookRepeat: number;
  /** New transactions have at least this number, so that a sandbox started anew in memory gives none that one before it gave. */
  firstTransaction: number;
}

/** Keys of the two providers (platform-spec 7.3); none of them is a real one. */
export const JWT_SECRET = 'ozora-sandbox';
export const SIMPLEPAY_KEY = 'sandbox-simplepay-key';
export const STRIPE_SECRET = 'whsec_sandbox';

/** Everything the O.Z.O.R.A. routes, the two providers and their pages share. */
export interface Ozora {
  readonly store: OzoraStore;
  readonly clock: Clock;
  readonly paths: OzoraPaths;
  readonly settings: OzoraSettings;
  /** How many of the next starts each provider refuses (502). */
  readonly refusals: Record<Processor, number>;
  /** Header value by which requests of providers and pages are told from the laptop's. */
  readonly inside: string;
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  origin(): string;
}
