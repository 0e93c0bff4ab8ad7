import { type Call, type Fields, fieldsOf, type Route, textField } from '../call.ts';
import type { Ozora } from '../context.ts';
import { badRequest } from '../errors.ts';
import { keepMessage, moveTo } from '../lifecycle.ts';
import type { Status } from '../rows.ts';
import { findTransaction } from '../transactions.ts';
import { stripeRefusal } from './signature.ts';

/** Either of the two success events is enough: they come in any order. */
const EVENTS: Readonly<Record<string, Status>> = {
  'payment_intent.succeeded': 'finished',
  'charge.succeeded': 'finished',
  'payment_intent.canceled': 'cancelled',
  'charge.refunded': 'refunded',
};

const inner = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Fields)[key] : undefined;

function webhook(ctx: Ozora, call: Call) {
  const header = call.headers['stripe-signature'];
  if (typeof header !== 'string') throw badRequest('Missing Stripe-Signature');
  const refusal = stripeRefusal(header, call.raw, ctx.clock.now());
  if (refusal) throw badRequest(refusal);
  const event = fieldsOf(call);
  const type = textField(event, 'type');
  const metadata = inner(inner(event['data'], 'object'), 'metadata');
  const row = findTransaction(ctx, Number(inner(metadata, 'transaction_id') ?? Number.NaN));
  // Answered all the same: Stripe would repeat it for days.
  if (!row) return { message: 'ignored' };
  const isNew = keepMessage(ctx, row, 'webhook', call.raw.toString('utf8'), textField(event, 'id'));
  if (!isNew) return { message: 'already received' };
  const failed = type === 'payment_intent.payment_failed' && ctx.settings.stripeDecline === 'failed';
  const next = failed ? 'failed' : EVENTS[type];
  if (next) moveTo(ctx, row.id, next);
  return { message: 'received' };
}

/** O8: Stripe's events, over their raw bytes (O-12). */
export function stripeRoutes(ctx: Ozora): Route[] {
  return [{ path: ctx.paths.stripeWebhook, methods: ['POST'], handle: (call) => ({ body: webhook(ctx, call) }) }];
}
