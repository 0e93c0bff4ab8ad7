import {
  type Call,
  choice,
  email,
  type Fields,
  fields,
  flag,
  positive,
  type Route,
  requiredText,
  text,
} from './call.ts';
import { cancelItems, cancelWhole, notAtPos, type Pick } from './cancel.ts';
import { momentOf, type Vivenu } from './context.ts';
import { badRequest } from './errors.ts';
import { type Moment, note } from './history.ts';
import { completeManually, Forbidden, only, type Party, receiveLocal } from './lifecycle.ts';
import { announceComplete, partyOf, saveCancelled, saveParty } from './parties.ts';
import { presentTransaction } from './present.ts';
import { bookSeats } from './stock.ts';
import { transactionOf } from './transactions.ts';

const REASONS = ['REQUESTED_BY_CUSTOMER', 'CLAIM', 'COMMUNICATION_ERROR', 'TRAINING/TEST'] as const;

/** Reads, changes and writes a transaction as one step. */
function moving<T>(ctx: Vivenu, call: Call, work: (party: Party, at: Moment, body: Fields) => T): T {
  const body = fields(call);
  return ctx.store.write(() => work(partyOf(ctx, transactionOf(ctx, call)), momentOf(ctx, call.caller), body));
}

function cancel(ctx: Vivenu, call: Call) {
  return moving(ctx, call, (party, at, body) => {
    const refundFunds = flag(body, 'refundFunds') ?? false;
    const reason = choice(body, 'cancellationReason', REASONS);
    notAtPos(party);
    saveCancelled(ctx, party, cancelWhole(party, at, { refundFunds, reason }), at);
    return { status: 201, body: presentTransaction(party.doc) };
  });
}

/** Ids, or ids with how many pieces. */
function picksOf(body: Fields): Pick[] {
  const { items } = body;
  if (!Array.isArray(items) || items.length === 0) throw badRequest('"items" must contain at least 1 items');
  return items.map((item: unknown) => {
    if (typeof item === 'string') return { id: item };
    if (typeof item !== 'object' || item === null) throw badRequest('"items" must be an array of strings');
    const pick = item as Fields;
    return { id: requiredText(pick, '_id'), amount: positive(pick, 'amount') };
  });
}

function cancelSome(ctx: Vivenu, call: Call) {
  return moving(ctx, call, (party, at, body) => {
    const picks = picksOf(body);
    const refundFunds = flag(body, 'refundFunds') ?? false;
    const refundTarget = choice(body, 'refundTarget', ['origin', 'voucher']) ?? 'origin';
    notAtPos(party);
    const made = cancelItems(party, at, { picks, refundFunds, refundTarget });
    return { body: saveCancelled(ctx, party, made, at) };
  });
}

function complete(ctx: Vivenu, call: Call) {
  return moving(ctx, call, (party, at) => {
    only(party.doc, 'NEW');
    const event = ctx.store.event(party.doc.eventId);
    if (!event) throw new Forbidden('Event not found');
    bookSeats(ctx, party.doc._id, party.tickets);
    completeManually(party, event, at);
    saveParty(ctx, party);
    announceComplete(ctx, party);
    return { body: presentTransaction(party.doc) };
  });
}

function paymentStatus(ctx: Vivenu, call: Call) {
  return moving(ctx, call, (party, at, body) => {
    if (choice(body, 'paymentStatus', ['LOCAL-RECEIVED']) === undefined)
      throw badRequest('"paymentStatus" is required');
    receiveLocal(party, at);
    saveParty(ctx, party);
    return { status: 201 };
  });
}

/** The address of the body, or the transaction's own. */
function addressOf(body: Fields, { doc }: Party): string {
  const to = email(body, 'email') ?? doc.email;
  if (to === undefined) throw badRequest('"email" is required');
  return to;
}

interface Resend {
  readonly template: 'ticket' | 'order' | 'voucher' | 'confirmation';
  readonly history: string;
}

function resend(ctx: Vivenu, call: Call, { template, history }: Resend) {
  return moving(ctx, call, (party, at, body) => {
    only(party.doc, 'COMPLETE');
    const to = addressOf(body, party);
    if (template === 'voucher' && !party.doc.vouchers?.length) throw new Forbidden('Transaction has no vouchers');
    ctx.outbox.mail({
      template,
      to,
      transactionId: party.doc._id,
      ticketIds: party.tickets.map((ticket) => ticket._id),
    });
    note(party.doc, at, history, { email: to });
    saveParty(ctx, party);
    return { body: presentTransaction(party.doc) };
  });
}

function sms(ctx: Vivenu, call: Call) {
  return moving(ctx, call, (party, at, body) => {
    only(party.doc, 'COMPLETE');
    const to = text(body, 'phone') ?? party.doc.phone;
    if (to === undefined) throw badRequest('"phone" is required');
    ctx.outbox.mail({ template: 'sms', to, transactionId: party.doc._id });
    note(party.doc, at, 'transaction.sent.sms', { phone: to });
    saveParty(ctx, party);
    return { body: presentTransaction(party.doc) };
  });
}

function invite(ctx: Vivenu, call: Call) {
  return moving(ctx, call, (party, at) => {
    only(party.doc, 'RESERVED-BY-SYSTEM');
    ctx.outbox.mail({ template: 'invitation', to: addressOf({}, party), transactionId: party.doc._id });
    note(party.doc, at, 'invitation.reserved.mail');
    saveParty(ctx, party);
    return { status: 201 };
  });
}

function comment(ctx: Vivenu, call: Call) {
  return moving(ctx, call, (party, at, body) => {
    if (choice(body, 'type', ['commented']) === undefined) throw badRequest('"type" is required');
    const data = body['data'];
    if (typeof data !== 'object' || data === null) throw badRequest('"data" is required');
    note(party.doc, at, 'commented', { comment: requiredText(data as Fields, 'comment') });
    saveParty(ctx, party);
    return { status: 201 };
  });
}

/** V2 to V8, and the neighbours of 2.4 that change a transaction. */
export function transactionMoveRoutes(ctx: Vivenu): Route[] {
  const path = '/api/transactions/:id';
  const post = (name: string, handle: Route['handle'], access: Route['access'] = 'key-or-jwt'): Route => ({
    ...{ method: 'POST', path: `${path}/${name}`, access },
    handle,
  });
  return [
    {
      ...{ method: 'GET', path: `${path}/cancellations`, access: 'key-or-jwt' },
      handle: (call) => ({
        body: { cancellableItems: transactionOf(ctx, call).cancellationInfo?.cancellableItems ?? [] },
      }),
    },
    post('cancel', (call) => cancel(ctx, call)),
    post('cancellations', (call) => cancelSome(ctx, call)),
    post('complete', (call) => complete(ctx, call)),
    post('paymentstatus', (call) => paymentStatus(ctx, call)),
    post('ticket-mail', (call) => resend(ctx, call, { template: 'ticket', history: 'transaction.resent.ticket_mail' })),
    post('voucher-mail', (call) =>
      resend(ctx, call, { template: 'voucher', history: 'transaction.resent.voucher_mail' }),
    ),
    post(
      'resendconfirmationmail',
      (call) => resend(ctx, call, { template: 'confirmation', history: 'transaction.resent.mail' }),
      'jwt',
    ),
    post('order-sms', (call) => sms(ctx, call)),
    post('history', (call) => comment(ctx, call)),
    post('invitationmail', (call) => invite(ctx, call), 'jwt'),
  ];
}
