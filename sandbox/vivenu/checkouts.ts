import { type Call, choice, fields, flag, idOf, type Route, requiredText, text } from './call.ts';
import { makeCart } from './cart.ts';
import { abortCheckout, addCheckout, cartOf, findCheckout, type OpenCheckout, saveCheckout } from './checkout-store.ts';
import { momentOf, type Vivenu } from './context.ts';
import { customerOf, LANGUAGES } from './customers.ts';
import { badRequest, notFound } from './errors.ts';
import type { Event } from './event-model.ts';
import { type Moment, note } from './history.ts';
import { completeManually, Forbidden, type Party, receiveLocal, reserve } from './lifecycle.ts';
import type { PaymentStatus, Transaction } from './model.ts';
import { piecesOf, takePlaces, wishesOf } from './order-lines.ts';
import { announceComplete, announceReserved, saveParty } from './parties.ts';
import { filter, paging } from './query.ts';
import { buyerOf, openTransaction } from './sell.ts';
import { passSeats } from './stock.ts';

/** Coupons that exist: the share they take off. */
const COUPONS: Readonly<Record<string, number>> = { HERBST15: 0.15 };

function couponOf(value: unknown): { code: string; share: number } | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw badRequest('"coupons" must be an array');
  const [code] = value as unknown[];
  if (code === undefined) return undefined;
  const share = COUPONS[String(code)];
  if (share === undefined) throw badRequest(`Coupon ${String(code)} not found`);
  return { code: String(code), share };
}

function onSale(ctx: Vivenu, call: Call, id: string): Event {
  const event = ctx.store.event(id);
  if (!event || event.sellerId !== call.caller.sellerId) throw badRequest('Event not found');
  if (event.tickets.length === 0) throw badRequest('Event has no tickets');
  if (ctx.clock.now() >= Date.parse(event.end)) throw badRequest('Event is over');
  return event;
}

function create(ctx: Vivenu, call: Call) {
  const body = fields(call);
  const type = choice(body, 'type', ['transaction', 'upgrade', 'rebooking', 'purchaseintent', 'subscription']);
  if (type !== 'transaction') throw badRequest('"type" must be one of [transaction]');
  const event = onSale(ctx, call, requiredText(body, 'eventId'));
  const salesChannelId = requiredText(body, 'salesChannelId');
  const channel = ctx.store
    .sql<{ type: string }>("SELECT type FROM sales_channels WHERE id = ? AND seller_id = ? AND status = 'ACTIVE'")
    .get(salesChannelId, call.caller.sellerId);
  if (!channel) throw badRequest('Sales channel not found');
  const customerId = text(body, 'customerId');
  if (customerId && !customerOf(ctx, customerId, call.caller.sellerId)) throw badRequest('Customer not found');
  const discount = couponOf(body['coupons']);
  const vouchers = body['vouchers'];
  if (Array.isArray(vouchers) && vouchers.length > 0) throw badRequest(`Voucher ${String(vouchers[0])} not found`);
  const preferredLanguage = choice(body, 'preferredLanguage', LANGUAGES);
  const wishes = wishesOf(body, event);
  return ctx.store.write(() => {
    const { ids, ms } = momentOf(ctx);
    const id = ids.object(ms);
    const lines = takePlaces(ctx, event, wishes, id);
    const online = channel.type === 'WEB';
    const cart = makeCart(ids, ms, lines, { outerFees: online, cancellationFeeCents: online ? 200 : 0, discount });
    const { paidPerPiece, ...rest } = cart;
    const createdAt = new Date(ms).toISOString();
    const item = {
      ...{ _id: ids.object(ms), eventId: event._id, regularPrice: cart.regularPrice, realPrice: cart.realPrice },
      ...{ innerFeeComponents: cart.innerFeeComponents, innerCharge: cart.innerCharge },
      ...{ outerFeeComponents: cart.outerFeeComponents, outerCharge: cart.outerCharge },
      ...{ tickets: cart.tickets, products: [], additionalItems: [] },
    };
    const open: OpenCheckout = {
      checkout: {
        ...{ _id: id, secret: ids.uuid(), status: 'NEW', type, sellerId: call.caller.sellerId, customerId },
        ...{ items: [item], realPrice: cart.realPrice, currency: 'EUR', preferredLanguage, origin: 'yourticket' },
        ...{ channel: online ? 'online' : 'internal', salesChannelId, userId: call.caller.userId, extraFields: {} },
        expiresAt: new Date(ms + ctx.settings.checkoutMinutes * 60_000).toISOString(),
        ...{ createdAt, updatedAt: createdAt },
      },
      ...{ eventId: event._id, cart: rest, paidPerPiece: [...paidPerPiece] },
    };
    addCheckout(
      ctx,
      open,
      [...piecesOf(wishes)].map(([typeId, { amount }]) => ({ typeId, amount })),
    );
    return { body: open.checkout };
  });
}

/** The checkout of the path, still open. @throws HttpError 404; Forbidden */
export function openCheckout(ctx: Vivenu, call: Call, id = idOf(call)): OpenCheckout {
  const open = findCheckout(ctx, id);
  if (!open || (call.caller.kind !== 'open' && open.checkout.sellerId !== call.caller.sellerId))
    throw notFound('Checkout');
  if (open.checkout.status !== 'NEW') throw new Forbidden(`Checkout has the wrong status: ${open.checkout.status}`);
  return open;
}

export interface Turning {
  readonly paymentStatus: PaymentStatus;
  readonly origin: 'yourticket' | 'pos';
  readonly more?: Partial<Transaction> | undefined;
}

/** Turns a checkout into a transaction NEW; its seats and places become the transaction's. */
export function turn(ctx: Vivenu, open: OpenCheckout, at: Moment, how: Turning): { party: Party; event: Event } {
  const { checkout } = open;
  const event = ctx.store.event(open.eventId);
  if (!event) throw new Forbidden('Event not found');
  const customer = customerOf(ctx, checkout.customerId ?? '', checkout.sellerId);
  // The places are tickets from now on, and no longer held.
  checkout.status = 'COMPLETE';
  checkout.updatedAt = new Date(at.ms).toISOString();
  const party = openTransaction(ctx, at, {
    ...{ event, cart: cartOf(open), buyer: buyerOf(customer, checkout.preferredLanguage) },
    ...{ paymentStatus: how.paymentStatus, origin: how.origin, salesChannelId: checkout.salesChannelId },
    more: { channel: checkout.channel, checkoutId: checkout._id, userId: at.userId ?? checkout.userId, ...how.more },
  });
  passSeats(ctx, checkout._id, party.doc._id);
  saveCheckout(ctx, open, party.doc._id);
  ctx.outbox.hook('checkout.completed', { checkout });
  return { party, event };
}

function internal(ctx: Vivenu, call: Call) {
  const body = fields(call);
  const customerId = requiredText(body, 'customerId');
  if (!customerOf(ctx, customerId, call.caller.sellerId)) throw badRequest('Customer not found');
  const status = choice(body, 'status', ['NEW', 'COMPLETE']);
  if (status === undefined) throw badRequest('"status" is required');
  const mails = { ticket: flag(body, 'sendTicketMail') ?? true, order: flag(body, 'sendMail') ?? false };
  const methodId = text(body, 'paymentMethodId');
  const psp = text(body, 'reference');
  return ctx.store.write(() => {
    const open = openCheckout(ctx, call);
    const at = momentOf(ctx, call.caller);
    open.checkout.customerId = customerId;
    const { party, event } = turn(ctx, open, at, {
      ...{ paymentStatus: methodId === undefined ? 'LOCAL-AWAITING' : 'EXTERNAL', origin: 'yourticket' },
      more: { paymentMethod: methodId === undefined ? 'local' : 'external', psp },
    });
    if (status === 'COMPLETE') {
      if (methodId === undefined && ctx.settings.internalPayment === 'LOCAL-RECEIVED') receiveLocal(party, at);
      completeManually(party, event, at);
      party.doc.ticketMailSend = mails.ticket;
      party.doc.orderMailSend = mails.order;
      saveParty(ctx, party);
      announceComplete(ctx, party, mails);
    }
    return { body: open.checkout };
  });
}

/** Guests do these with their checkout's secret. */
function bySecret(ctx: Vivenu, call: Call): OpenCheckout {
  const secret = requiredText(fields(call), 'secret');
  const open = findCheckout(ctx, idOf(call));
  if (!open || open.checkout.secret !== secret) throw notFound('Checkout');
  return openCheckout(ctx, call);
}

function abort(ctx: Vivenu, call: Call) {
  return ctx.store.write(() => {
    const open = bySecret(ctx, call);
    abortCheckout(ctx, open);
    return { body: open.checkout };
  });
}

function reserveIt(ctx: Vivenu, call: Call) {
  return ctx.store.write(() => {
    const open = bySecret(ctx, call);
    const at = momentOf(ctx);
    const { party } = turn(ctx, open, at, { paymentStatus: 'LOCAL-PENDING', origin: 'yourticket' });
    reserve(party, at);
    note(party.doc, at, 'tickets.booked', { tickets: party.tickets.length });
    saveParty(ctx, party);
    announceReserved(ctx, party);
    return { body: open.checkout };
  });
}

function list(ctx: Vivenu, { query, caller }: Call) {
  const { top, skip } = paging(query);
  const wanted = filter(query, caller.sellerId)
    .list('status')
    .equal('customerId', "json_extract(doc, '$.checkout.customerId')")
    .list('channel', "json_extract(doc, '$.checkout.channel')")
    .list('type', "json_extract(doc, '$.checkout.type')")
    .range('createdAt', 'created_ms')
    .range('updatedAt', 'updated_ms');
  const rows = ctx.store
    .sql<{ doc: string }>(`SELECT doc FROM checkouts WHERE ${wanted.where} ORDER BY n DESC LIMIT ? OFFSET ?`)
    .all(...wanted.values, top, skip);
  const total = ctx.store.count(`SELECT COUNT(*) FROM checkouts WHERE ${wanted.where}`, ...wanted.values);
  return { body: { docs: rows.map(({ doc }) => (JSON.parse(doc) as OpenCheckout).checkout), total } };
}

function one(ctx: Vivenu, call: Call) {
  const open = findCheckout(ctx, idOf(call));
  if (!open || open.checkout.sellerId !== call.caller.sellerId) throw notFound('Checkout');
  return { body: open.checkout };
}

/** V26, V27, V28, and the reading that a client needs when an answer was lost. */
export function checkoutRoutes(ctx: Vivenu): Route[] {
  const access = 'key-or-jwt';
  const query = 'status customerId type channel createdAt[] updatedAt[] top skip'.split(' ');
  return [
    { method: 'POST', path: '/api/checkouts', access, handle: (call) => create(ctx, call) },
    { method: 'GET', path: '/api/checkouts', access, query, handle: (call) => list(ctx, call) },
    { method: 'GET', path: '/api/checkouts/:id', access, handle: (call) => one(ctx, call) },
    { method: 'POST', path: '/api/checkout/:id/internal', access, handle: (call) => internal(ctx, call) },
    { method: 'POST', path: '/api/checkout/:id/abort', access: 'open', handle: (call) => abort(ctx, call) },
    { method: 'POST', path: '/api/checkout/:id/reserve', access: 'open', handle: (call) => reserveIt(ctx, call) },
  ];
}
