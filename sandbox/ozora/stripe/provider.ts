import type { Ozora } from '../context.ts';
import { addPayment, Conflict, changePayment, paymentOf } from '../payments.ts';
import { unguessable } from '../secrets.ts';
import { cardOf, type TestCard } from './cards.ts';
import { emit, emitSuccess } from './events.ts';

/** Creates the PaymentIntent; without 3-D Secure (a switch) the card on file is charged at once. */
export function startStripe(ctx: Ozora, transactionId: number) {
  const intent = `pi_${unguessable(24)}`;
  const secret = `${intent}_secret_${unguessable(24)}`;
  addPayment(ctx, transactionId, intent, secret, 'requires_payment_method');
  emit(ctx, transactionId, 'payment_intent.created');
  if (ctx.settings.threeDs) return { required_additional_action: true, redirect_url: null, client_secret: secret };
  succeed(ctx, transactionId);
  return { required_additional_action: false, redirect_url: null, client_secret: null };
}

function succeed(ctx: Ozora, id: number): void {
  changePayment(ctx, id, { status: 'succeeded', reason: '', paid_ms: ctx.clock.now() });
  emitSuccess(ctx, id);
}

function refuse(ctx: Ozora, id: number, reason: string): void {
  // Where a decline ends the payment (a switch) there is no second try.
  const status = ctx.settings.stripeDecline === 'failed' ? 'canceled' : 'requires_payment_method';
  changePayment(ctx, id, { status, reason });
  emit(ctx, id, 'payment_intent.payment_failed');
  emit(ctx, id, 'charge.failed');
}

function settle(ctx: Ozora, id: number, card: TestCard): void {
  if (card.refusal) refuse(ctx, id, card.refusal);
  else succeed(ctx, id);
}

/** The guest gives a card. @returns false for a card that is no test card. @throws Conflict when none is asked for. */
export function giveCard(ctx: Ozora, id: number, digits: string): boolean {
  const { status } = paymentOf(ctx, id);
  if (status !== 'requires_payment_method') throw new Conflict(`the PaymentIntent is ${status}`);
  const card = cardOf(digits);
  if (!card) return false;
  ctx.store.write(() => {
    changePayment(ctx, id, { card: card.number, reason: '' });
    if (!card.threeDs) return settle(ctx, id, card);
    changePayment(ctx, id, { status: 'requires_action' });
    emit(ctx, id, 'payment_intent.requires_action');
  });
  return true;
}

/** The guest's bank has asked. @throws Conflict unless it was asked to. */
export function authenticate(ctx: Ozora, id: number, ok: boolean): void {
  const { status, card: number } = paymentOf(ctx, id);
  const card = cardOf(number);
  if (status !== 'requires_action' || !card) throw new Conflict(`the PaymentIntent is ${status}`);
  ctx.store.write(() => {
    if (ok) settle(ctx, id, card);
    else refuse(ctx, id, 'payment_intent_authentication_failure');
  });
}

/** Cancels an intent that is not paid. @throws Conflict otherwise. */
export function cancelIntent(ctx: Ozora, id: number): void {
  const { status } = paymentOf(ctx, id);
  if (status !== 'requires_payment_method' && status !== 'requires_action') {
    throw new Conflict(`the PaymentIntent is ${status}`);
  }
  ctx.store.write(() => {
    changePayment(ctx, id, { status: 'canceled' });
    emit(ctx, id, 'payment_intent.canceled');
  });
}
