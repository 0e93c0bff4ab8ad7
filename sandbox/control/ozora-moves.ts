import type { Ozora } from '../ozora/context.ts';
import { forwardBack } from '../ozora/pages/result-page.ts';
import { changePayment, paymentOf } from '../ozora/payments.ts';
import type { TransactionRow } from '../ozora/rows.ts';
import type { SendOptions } from '../ozora/sender.ts';
import { backParameters, endSimplePay, enqueueIpn, type SimpleOutcome } from '../ozora/simplepay/provider.ts';
import { emit, type StripeEvent } from '../ozora/stripe/events.ts';
import { authenticate, cancelIntent, giveCard } from '../ozora/stripe/provider.ts';
import type { OzoraSystem } from '../ozora/system.ts';
import { timeOut } from '../ozora/timers.ts';
import { type ControlCall, ControlError, integer } from './control.ts';

type Body = ControlCall['body'];
type Move = (system: OzoraSystem, row: TransactionRow, body: Body) => unknown;

/** What the guest does on SimplePay's page; `{back: false}`: the browser is closed before it comes back. */
async function onPage(ctx: Ozora, row: TransactionRow, outcome: SimpleOutcome, body: Body): Promise<object> {
  endSimplePay(ctx, row.id, outcome);
  if (body['back'] === false) return {};
  const { r, s } = backParameters(ctx, row.id);
  return { back: { r, s }, message: (await forwardBack(ctx, r, s)) ?? null };
}

/** A card on Stripe's page, and the bank's question if there is one; `{approve: false}` refuses there. */
function withCard(ctx: Ozora, row: TransactionRow, body: Body, usual: string): object {
  if (!giveCard(ctx, row.id, String(body['card'] ?? usual))) throw new ControlError(400, 'card is no test card');
  if (paymentOf(ctx, row.id).status === 'requires_action') authenticate(ctx, row.id, body['approve'] !== false);
  return {};
}

/** How often and how badly signed a message is sent: `{times, signature: "bad", age_s}`. */
function sending(body: Body): { times: number; options: SendOptions } {
  const options = { badSignature: body['signature'] === 'bad', ageSeconds: integer(body, 'age_s', 0) };
  return { times: integer(body, 'times', 1), options };
}

async function sendAll({ sender }: OzoraSystem, ids: readonly number[], body: Body): Promise<object> {
  const { times, options } = sending(body);
  const sent = [];
  for (const id of ids) for (let i = 0; i < times; i++) sent.push(await sender.send(id, options));
  return { sent };
}

/** Sends the IPN that waits, else makes one of `{status}`, which is FINISHED. */
function ipn(system: OzoraSystem, row: TransactionRow, body: Body) {
  const { ctx } = system;
  if (row.payment_mode !== 'simplepay') throw new ControlError(409, 'only SimplePay sends IPNs');
  const status = typeof body['status'] === 'string' ? body['status'] : 'FINISHED';
  // SimplePay's word may come before the guest's browser: whoever has not paid yet does it now.
  const isOpen = status === 'FINISHED' && body['signature'] !== 'bad' && paymentOf(ctx, row.id).status === 'INIT';
  if (isOpen) endSimplePay(ctx, row.id, 'pay');
  const sql = "SELECT id FROM deliveries WHERE transaction_id = ? AND kind = 'ipn' AND what = ? AND answered = 0";
  const waiting = ctx.store.sql<{ id: number }>(sql).get(row.id, status);
  return sendAll(system, [waiting?.id ?? enqueueIpn(ctx, row.id, status, 0)], body);
}

/** Sends the webhooks that wait, in their order or `{order: "reversed"}`; `{types}` makes new ones. */
function webhook(system: OzoraSystem, row: TransactionRow, body: Body) {
  const { ctx } = system;
  if (row.payment_mode !== 'stripe') throw new ControlError(409, 'only Stripe sends webhooks');
  const { types } = body;
  if (Array.isArray(types)) {
    const made = types.map((type) => emit(ctx, row.id, String(type) as StripeEvent, 0));
    return sendAll(system, made, body);
  }
  const sql = "SELECT id FROM deliveries WHERE transaction_id = ? AND kind = 'webhook' AND answered = 0 ORDER BY id";
  const ids = ctx.store
    .sql<{ id: number }>(sql)
    .all(row.id)
    .map(({ id }) => id);
  return sendAll(system, body['order'] === 'reversed' ? ids.toReversed() : ids, body);
}

/** The provider gives the money back; the API itself offers no refunds (O-6). */
function refund(system: OzoraSystem, row: TransactionRow, body: Body) {
  if (row.status !== 'finished') throw new ControlError(409, `transaction ${row.id} is ${row.status}, not finished`);
  if (row.payment_mode === 'stripe') return webhook(system, row, { ...body, types: ['charge.refunded'] });
  changePayment(system.ctx, row.id, { status: 'REFUND' });
  return ipn(system, row, { ...body, status: 'REFUND' });
}

/** FRAUD and REVERSED, after the guest has paid and before the money is taken. */
function undo(status: 'FRAUD' | 'REVERSED'): Move {
  return (system, row, body) => {
    if (row.payment_mode !== 'simplepay' || row.status !== 'authorized') {
      throw new ControlError(409, `transaction ${row.id} is ${row.status}, not authorized at SimplePay`);
    }
    const { ctx } = system;
    changePayment(ctx, row.id, { status });
    ctx.store.sql("DELETE FROM deliveries WHERE transaction_id = ? AND what = 'FINISHED'").run(row.id);
    return ipn(system, row, { ...body, status });
  };
}

/** The moves of platform-spec 7.2, and fraud and reverse of 6.3; what the guest does goes the way of the pages. */
export const OZORA_MOVES: Readonly<Record<string, Move>> = {
  pay: ({ ctx }, row, body) =>
    row.payment_mode === 'simplepay' ? onPage(ctx, row, 'pay', body) : withCard(ctx, row, body, '4242424242424242'),
  decline: ({ ctx }, row, body) =>
    row.payment_mode === 'simplepay' ? onPage(ctx, row, 'decline', body) : withCard(ctx, row, body, '4000000000000002'),
  cancel: ({ ctx }, row, body) =>
    row.payment_mode === 'simplepay' ? onPage(ctx, row, 'cancel', body) : cancelIntent(ctx, row.id),
  timeout: ({ ctx }, row) => {
    if (row.status !== 'pending') throw new ControlError(409, `transaction ${row.id} is ${row.status}, not pending`);
    timeOut(ctx, row.id);
  },
  ipn,
  webhook,
  refund,
  fraud: undo('FRAUD'),
  reverse: undo('REVERSED'),
};
