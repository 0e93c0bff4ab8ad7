import type { Ozora } from '../context.ts';
import { enqueue } from '../deliveries.ts';
import { stripeAmount } from '../money.ts';
import { Conflict, paymentOf } from '../payments.ts';
import { unguessable } from '../secrets.ts';
import { findTransaction } from '../transactions.ts';

/** Event types the sandbox sends. */
export type StripeEvent =
  | 'payment_intent.created'
  | 'payment_intent.requires_action'
  | 'payment_intent.succeeded'
  | 'payment_intent.payment_failed'
  | 'payment_intent.canceled'
  | 'charge.succeeded'
  | 'charge.failed'
  | 'charge.refunded';

function intentObject(ctx: Ozora, id: number) {
  const payment = paymentOf(ctx, id);
  const row = findTransaction(ctx, id);
  if (!row) throw new Conflict(`no transaction ${id}`);
  const error = payment.reason === '' ? null : { type: 'card_error', code: payment.reason };
  return {
    ...{ id: payment.reference, object: 'payment_intent', amount: stripeAmount(row.debit_minor, row.currency) },
    ...{ currency: row.currency.toLowerCase(), status: payment.status, last_payment_error: error },
    metadata: { transaction_id: String(id) },
  };
}

function chargeObject(ctx: Ozora, id: number, type: StripeEvent) {
  const { id: intent, amount, currency, metadata } = intentObject(ctx, id);
  const paid = type !== 'charge.failed';
  const refunded = type === 'charge.refunded';
  return {
    ...{
      id: intent.replace(/^pi_/, 'ch_'),
      object: 'charge',
      amount,
      amount_refunded: refunded ? amount : 0,
      currency,
    },
    ...{ paid, refunded, status: paid ? 'succeeded' : 'failed', payment_intent: intent, metadata },
  };
}

/** Writes an event as it is now, to be sent by and by. @returns the delivery's id. */
export function emit(ctx: Ozora, id: number, type: StripeEvent, delayMs = ctx.settings.autoWebhookMs): number {
  const object = type.startsWith('charge.') ? chargeObject(ctx, id, type) : intentObject(ctx, id);
  const body = JSON.stringify({
    ...{ id: `evt_${unguessable(24)}`, object: 'event', api_version: '2026-03-25.dahlia' },
    ...{ created: Math.floor(ctx.clock.now() / 1000), type, livemode: false, pending_webhooks: 1 },
    request: { id: null, idempotency_key: null },
    data: { object },
  });
  const message = { transaction_id: id, kind: 'webhook', what: type, body } as const;
  const delivery = enqueue(ctx, message, delayMs);
  // Stripe may send an event again although it was answered.
  for (let i = 0; i < ctx.settings.webhookRepeat; i++) enqueue(ctx, message, delayMs);
  return delivery;
}

/** The two events of a payment, in the order of the settings: Stripe promises none. */
export function emitSuccess(ctx: Ozora, id: number): void {
  const { webhookOrder } = ctx.settings;
  const chargeFirst = webhookOrder === 'charge-first' || (webhookOrder === 'alternate' && id % 2 === 0);
  const types: StripeEvent[] = ['payment_intent.succeeded', 'charge.succeeded'];
  for (const type of chargeFirst ? types.toReversed() : types) emit(ctx, id, type);
}
