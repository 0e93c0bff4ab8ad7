import { isoLocal } from '../../time.ts';
import { type Call, fieldsOf, type Route, textField } from '../call.ts';
import type { Ozora } from '../context.ts';
import { badRequest, notFound } from '../errors.ts';
import { keepMessage, moveTo } from '../lifecycle.ts';
import type { Status, TransactionRow } from '../rows.ts';
import { findTransaction } from '../transactions.ts';
import { ipnReply, isSimpleSignature, simpleSignature } from './signature.ts';

/** SUCCESS on the way back is not yet money (O-10). */
const BACK: Readonly<Record<string, readonly [message: string, status: Status]>> = {
  SUCCESS: ['success', 'authorized'],
  FAIL: ['fail', 'failed'],
  CANCEL: ['cancel', 'cancelled'],
  TIMEOUT: ['timeout', 'timeout'],
};

/** SimplePay's upper-case words (O-8); those that are missing change nothing. */
const IPN: Readonly<Record<string, Status>> = {
  AUTHORIZED: 'authorized',
  FINISHED: 'finished',
  NOTAUTHORIZED: 'failed',
  FRAUD: 'failed',
  CANCELLED: 'cancelled',
  TIMEOUT: 'timeout',
  REVERSED: 'reversed',
  REFUND: 'refunded',
};

function transactionFor(ctx: Ozora, orderRef: unknown): TransactionRow {
  const id = typeof orderRef === 'string' ? /^TR(\d{1,15})$/.exec(orderRef)?.[1] : undefined;
  if (id === undefined) throw badRequest('orderRef must be TR and the transaction id');
  const row = findTransaction(ctx, Number(id));
  if (!row) throw notFound('Transaction not found');
  return row;
}

function back(ctx: Ozora, call: Call) {
  const fields = fieldsOf(call);
  const json = Buffer.from(textField(fields, 'r'), 'base64');
  if (!isSimpleSignature(textField(fields, 's'), json)) throw badRequest('Invalid signature');
  const { e, o } = fieldsOf({ ...call, raw: json });
  const row = transactionFor(ctx, o);
  const known = BACK[String(e)];
  if (!known) throw badRequest('Unknown result');
  const [message, status] = known;
  keepMessage(ctx, row, 'back', json.toString('utf8'));
  moveTo(ctx, row.id, status);
  return { message };
}

function ipn(ctx: Ozora, call: Call) {
  const given = call.headers['signature'];
  if (typeof given !== 'string' || !isSimpleSignature(given, call.raw)) throw badRequest('Invalid signature');
  const fields = fieldsOf(call);
  const status = textField(fields, 'status');
  const row = transactionFor(ctx, fields['orderRef']);
  keepMessage(ctx, row, 'ipn', call.raw.toString('utf8'));
  const next = IPN[status];
  if (next) moveTo(ctx, row.id, next);
  const reply = ipnReply(call.raw, isoLocal(ctx.clock.now()));
  return { body: reply, headers: { signature: simpleSignature(reply) } };
}

/** O6 and O7: the guest's browser comes back, and SimplePay's own word. */
export function simplePayRoutes(ctx: Ozora): Route[] {
  return [
    { path: ctx.paths.simpleBack, methods: ['POST'], handle: (call) => ({ body: back(ctx, call) }) },
    { path: ctx.paths.simpleIpn, methods: ['POST'], handle: (call) => ipn(ctx, call) },
  ];
}
