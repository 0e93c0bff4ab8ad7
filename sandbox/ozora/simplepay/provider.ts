import { isoLocal } from '../../time.ts';
import type { Ozora } from '../context.ts';
import { simplePayNumber } from '../data/generate.ts';
import { enqueue } from '../deliveries.ts';
import { addPayment, Conflict, changePayment, paymentOf } from '../payments.ts';
import type { PaymentRow, TransactionRow } from '../rows.ts';
import { unguessable } from '../secrets.ts';
import { findTransaction } from '../transactions.ts';
import { simpleSignature } from './signature.ts';

/** What a guest, or the clock, does on SimplePay's page. */
export type SimpleOutcome = 'pay' | 'decline' | 'cancel' | 'timeout';
type BackEvent = 'SUCCESS' | 'FAIL' | 'CANCEL' | 'TIMEOUT';

/** SimplePay's state, the word on the way back and its code (platform-spec 3.3). */
const OUTCOMES: Readonly<Record<SimpleOutcome, { status: string; event: BackEvent; code: number }>> = {
  pay: { status: 'AUTHORIZED', event: 'SUCCESS', code: 0 },
  decline: { status: 'NOTAUTHORIZED', event: 'FAIL', code: 2013 },
  cancel: { status: 'CANCELLED', event: 'CANCEL', code: 2016 },
  timeout: { status: 'TIMEOUT', event: 'TIMEOUT', code: 2019 },
};
const PAID = ['AUTHORIZED', 'FINISHED', 'REFUND', 'REVERSED', 'FRAUD'];

/** The start call at SimplePay: a page for the guest. */
export function startSimplePay(ctx: Ozora, transactionId: number) {
  const token = unguessable(32);
  addPayment(ctx, transactionId, String(simplePayNumber(transactionId)), token, 'INIT');
  return {
    required_additional_action: true,
    redirect_url: `${ctx.origin()}/simplepay/pay/${token}`,
    client_secret: null,
  };
}

function transactionOf(ctx: Ozora, id: number): TransactionRow {
  const row = findTransaction(ctx, id);
  if (!row) throw new Conflict(`no transaction ${id}`);
  return row;
}

const merchantOf = (row: TransactionRow) => `SANDBOX${row.currency}`;

/** The body of an IPN as SimplePay writes it, keys in its order. */
export function ipnBody(ctx: Ozora, id: number, status: string): string {
  const row = transactionOf(ctx, id);
  const payment = paymentOf(ctx, id);
  return JSON.stringify({
    ...{ salt: unguessable(32), orderRef: `TR${id}`, method: 'CARD', merchant: merchantOf(row) },
    ...{ finishDate: isoLocal(ctx.clock.now()), paymentDate: isoLocal(payment.paid_ms ?? row.created_ms) },
    ...{ transactionId: Number(payment.reference), status },
  });
}

export function enqueueIpn(ctx: Ozora, id: number, status: string, delayMs: number): number {
  return enqueue(ctx, { transaction_id: id, kind: 'ipn', what: status, body: ipnBody(ctx, id, status) }, delayMs);
}

/** Ends an open payment at SimplePay; a paid one is announced by IPN. @throws Conflict when it has ended already. */
export function endSimplePay(ctx: Ozora, id: number, outcome: SimpleOutcome): void {
  const payment = paymentOf(ctx, id);
  if (payment.status !== 'INIT') throw new Conflict(`the payment is ${payment.status} at SimplePay`);
  ctx.store.write(() => {
    const { status, code } = OUTCOMES[outcome];
    const paid = outcome === 'pay' ? ctx.clock.now() : null;
    changePayment(ctx, id, { status, reason: String(code), paid_ms: paid });
    if (outcome === 'pay') enqueueIpn(ctx, id, 'FINISHED', ctx.settings.autoIpnMs);
  });
}

/** How an ended payment left the page; undefined while it is open. */
export function outcomeOf(payment: PaymentRow): SimpleOutcome | undefined {
  if (PAID.includes(payment.status)) return 'pay';
  const found = Object.entries(OUTCOMES).find(([, { status }]) => status === payment.status);
  return found?.[0] as SimpleOutcome | undefined;
}

/** `r` and `s` with which the guest's browser comes back; `s` signs the decoded JSON. */
export function backParameters(ctx: Ozora, id: number): { r: string; s: string } {
  const payment = paymentOf(ctx, id);
  const outcome = outcomeOf(payment);
  if (!outcome) throw new Conflict('the payment is still open');
  const { event, code } = OUTCOMES[outcome];
  const row = transactionOf(ctx, id);
  const json = JSON.stringify({
    ...{ r: code, t: Number(payment.reference), e: event, m: merchantOf(row), o: `TR${id}` },
  });
  return { r: Buffer.from(json).toString('base64'), s: simpleSignature(json) };
}

/** Where the browser goes after the page. */
export function backAddress(ctx: Ozora, id: number, language?: string): string {
  const query = new URLSearchParams({ ...backParameters(ctx, id), ...(language ? { lang: language } : {}) });
  return `/payment-result?${query}`;
}
