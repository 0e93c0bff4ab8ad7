import { expect } from 'vitest';
import type { Capability } from '../../../shared/domain/accounts.ts';
import type { Tender } from '../../../shared/domain/acts.ts';
import { orderStatuses } from '../../../shared/domain/orders.ts';
import type { TicketRow } from '../../../shared/domain/tickets.ts';
import { as, type IsoTime, type RefundRequestId } from '../../../shared/ids.ts';
import type { CreatedOrder, Platform } from '../platform.ts';
import { all, type Proving } from './proving.ts';

const staff = { priority: 'staff' } as const;

type Proof = (at: Proving) => Promise<void>;

async function ticketsOf(platform: Platform, { id }: CreatedOrder): Promise<readonly TicketRow[]> {
  const { rows } = await all((page) => platform.tickets({ ...staff, page }));
  return rows.filter((row) => row.entry?.orderId === id);
}

/** Paid at this till: at once, without a link, and with the money in the platform's books. */
const atTheTill =
  (tender: Tender): Proof =>
  async (at) => {
    const { draft, order } = await at.sell(tender);
    expect(order).toMatchObject({ status: 'paid', paymentLink: null });
    const { payments } = await at.platform.order(order.id, staff);
    const total = draft.items.reduce((sum, item) => sum + item.unitPrice.minor * item.quantity, 0);
    expect(payments.map(({ status, amount }) => [status, amount.minor])).toEqual([['approved', total]]);
  };

const requestsOf = async ({ platform }: Proving): Promise<readonly RefundRequestId[]> =>
  (await platform.refundRequests({ ...staff, page: 1 })).rows.map(({ id }) => id);

/**
 * What each ability does, asked of the platform and seen on it (or on its other side) afterwards. A system that names an ability and does not do it
 * fails here. A new ability does not compile before it has its own.
 */
export const proofs: Readonly<Record<Capability, Proof>> = {
  tickets: async ({ platform }) => {
    const { rows, total } = await all((page) => platform.tickets({ ...staff, page }));
    expect(rows).toHaveLength(total);
    for (const row of rows) {
      expect(row.identity).not.toBe('');
      expect(Number.isSafeInteger(row.price.minor)).toBe(true);
      expect(Date.parse(row.purchasedAt)).toBe(row.purchasedAtMs);
      expect(Date.parse(row.eventDate)).toBe(row.eventDateMs);
      if (row.entry) expect(row.entry.platformStatus).not.toBe('');
    }
    if (rows.some((row) => row.entry !== null)) expect(new Set(rows.map((row) => row.identity)).size).toBe(total);
    const eventId = rows[0]?.eventId;
    const ofEvent = await all((page) => platform.tickets({ ...staff, page, eventId }));
    expect(ofEvent.total).toBe(rows.filter((row) => row.eventId === eventId).length);
    const events = await all((page) => platform.events({ ...staff, page }));
    expect(events.rows.map(({ id }) => id)).toContain(eventId);
  },
  'tickets.since': async (at) => {
    const before = as<IsoTime>(new Date(Date.now() - 2_000).toISOString());
    const { order } = await at.sell();
    const changed = await all((page) => at.platform.ticketsSince({ ...staff, page, since: before }));
    expect(changed.rows.map(({ entry }) => entry?.orderId)).toContain(order.id);
    const { total } = await at.platform.tickets({ ...staff, page: 1 });
    expect(changed.total).toBeLessThan(total / 2);
  },
  'tickets.scan': async (at) => {
    const { order } = await at.sell();
    const [ticket] = await ticketsOf(at.platform, order);
    const [barcode, eventId] = [ticket?.entry?.barcode ?? '', ticket?.eventId];
    if (eventId === undefined || eventId === null) throw new Error('the sale gave no ticket');
    const ways = async () =>
      (await at.platform.scansOf(eventId, staff)).filter((scan) => scan.barcode === barcode).map(({ way }) => way);
    expect(await at.platform.scan(barcode, staff)).toMatchObject({ granted: true, barcode, eventId });
    expect((await at.platform.scan(barcode, staff)).granted).toBe(false);
    expect((await at.platform.scan('0000000000', staff)).granted).toBe(false);
    expect(await ways()).toEqual(['in']);
    const out = { barcode, at: as<IsoTime>(new Date().toISOString()), granted: true, out: true };
    await at.platform.uploadScans(eventId, [out], staff);
    expect((await ways()).toSorted()).toEqual(['in', 'out']);
  },
  orders: async (at) => {
    const { order } = await at.sell();
    const { rows } = await at.platform.orders({ ...staff, page: 1 });
    expect(rows.map(({ number }) => number)).toContain(order.number);
    for (const row of rows) {
      expect(orderStatuses).toContain(row.status);
      expect(row.platformStatus.name).not.toBe('');
      expect(Number.isSafeInteger(row.total.minor)).toBe(true);
      expect(Date.parse(row.createdAt)).toBe(row.createdAtMs);
    }
  },
  'orders.since': async (at) => {
    const before = as<IsoTime>(new Date(Date.now() - 2_000).toISOString());
    const { order } = await at.paid();
    const changed = await all((page) => at.platform.ordersSince({ ...staff, page, since: before }));
    const own = changed.rows.find((row) => row.order.id === order.id);
    expect(own?.order.status).toBe(await at.status(order.id));
    const { payments } = await at.platform.order(order.id, staff);
    expect([own?.payment]).toEqual(payments);
    const { total } = await at.platform.orders({ ...staff, page: 1 });
    expect(changed.total).toBeLessThan(total / 2);
  },
  'orders.search': async (at) => {
    const { draft, order } = await at.sell();
    const keys = at.platform.orderKeys ?? ['email', 'reference'];
    const search = keys[0] === 'email' ? draft.customer.email : draft.reference;
    const { rows } = await at.platform.orders({ ...staff, page: 1, search });
    expect(rows.map(({ id }) => id)).toEqual([order.id]);
    // One of another door too: by its guest where the system names one, else by the number that it gave the order.
    const known = (await at.platform.orders({ ...staff, page: 1 })).rows.findLast(
      ({ contact }) => contact === null || contact.email !== '',
    );
    const term = known?.contact?.email ?? known?.number ?? '';
    const found = await all((page) => at.platform.orders({ ...staff, page, search: term }));
    expect(found.rows.map(({ id }) => id)).toContain(known?.id);
  },
  'orders.create': async (at) => {
    const { draft, order } = await at.sell();
    const read = await at.platform.order(order.id, staff);
    const { id, number, publicToken, status } = order;
    const total = draft.items.reduce((sum, item) => sum + item.unitPrice.minor * item.quantity, 0);
    expect(read.order).toMatchObject({ id, number, publicToken, status });
    expect(read.order.total).toEqual({ minor: total, currency: draft.currency });
  },
  'payments.link': async (at) => {
    const { order } = await at.sell('link');
    expect(order.status).toBe('awaiting_payment');
    const page = await fetch(order.paymentLink ?? order.secretLink?.reveal() ?? '');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    await at.outside.pay(order);
    expect(['paid', 'in_fulfilment', 'completed']).toContain(await at.status(order.id));
  },
  'payments.cash': atTheTill('cash'),
  'payments.terminal': atTheTill('terminal'),
  'catalogue.import': async (at) => {
    const candidates = await at.platform.catalogueCandidates(staff);
    expect(candidates.length).toBeGreaterThan(0);
    expect(new Set(candidates.map(({ importKey }) => importKey)).size).toBe(candidates.length);
    for (const { asMajor } of candidates) expect(Number.isSafeInteger(asMajor.minor)).toBe(true);
  },
  'catalogue.imported_only': async (at) => {
    const before = (await at.platform.orders({ ...staff, page: 1 })).total;
    const { items, ...draft } = await at.draft();
    const byHand = { ...draft, items: items.map((item) => ({ ...item, ref: undefined })) };
    await expect(at.platform.createOrder(byHand, staff)).rejects.toMatchObject({
      ...{ problem: { code: expect.not.stringMatching('capability_missing') }, outcome: 'refused' },
    });
    expect((await at.platform.orders({ ...staff, page: 1 })).total).toBe(before);
  },
  payments: async (at) => {
    const { order } = await at.paid();
    const { rows } = await at.platform.payments({ ...staff, page: 1 });
    const own = rows.filter(({ orderId }) => orderId === order.id);
    const { payments } = await at.platform.order(order.id, staff);
    expect(own.map(({ id, status, amount }) => ({ id, status, amount }))).toEqual(
      payments.map(({ id, status, amount }) => ({ id, status, amount })),
    );
    expect(own).toHaveLength(1);
  },
  'orders.cancel': async (at) => {
    const { order } = await at.sell();
    expect(await at.platform.refundOrder(order.id, { ...staff, keepMoney: true })).toEqual([]);
    expect(await at.status(order.id)).toBe('cancelled');
  },
  'orders.refund': async (at) => {
    const { order } = await at.paid();
    const requests = await at.platform.refundOrder(order.id, staff);
    expect(requests).toHaveLength(1);
    for (const id of requests) await at.outside.settle(id);
    expect(['cancelled', 'refunded']).toContain(await at.status(order.id));
    const { payments } = await at.platform.order(order.id, staff);
    expect(payments.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(0);
  },
  'payments.refund': async (at) => {
    const { order } = await at.paid();
    const [payment] = (await at.platform.order(order.id, staff)).payments;
    if (payment === undefined) throw new Error('the sale has no payment');
    const id = await at.platform.refundPayment(payment.id, staff);
    expect(await at.platform.refundRequest(id, staff)).toMatchObject({ paymentId: payment.id, state: 'requested' });
    await expect(at.platform.refundPayment(payment.id, staff)).rejects.toMatchObject({ outcome: 'refused' });
  },
  'orders.cancel_items': async (at) => {
    const { order } = await at.sell();
    const [item] = await at.platform.cancellableItems(order.id, staff);
    if (item === undefined) throw new Error('nothing of the sale can be cancelled');
    expect(item).toMatchObject({ cancelled: false, refunded: false });
    await at.platform.cancelItems(order.id, { itemIds: [item.id], keepMoney: false, refundTo: 'origin' }, staff);
    const after = await at.platform.cancellableItems(order.id, staff);
    expect(after.find(({ id }) => id === item.id)).toMatchObject({ cancelled: true, refunded: true });
    const { payments } = await at.platform.order(order.id, staff);
    expect(payments.map(({ amount }) => amount.minor)).toContain(item.fee.minor - item.price.minor);
  },
  refunds: async (at) => {
    const { order } = await at.paid();
    const [id] = await at.platform.refundOrder(order.id, staff);
    if (id === undefined) throw new Error('nothing was asked back');
    const { payments } = await at.platform.order(order.id, staff);
    const request = await at.platform.refundRequest(id, staff);
    expect(request.id).toBe(id);
    expect(payments.map((payment) => payment.id)).toContain(request.paymentId);
    expect(await requestsOf(at)).toContain(id);
    await at.outside.settle(id);
    expect((await at.platform.refundRequest(id, staff)).state).toBe('completed');
  },
  'orders.complete': async (at) => {
    const id = await at.outside.openOrder();
    // Whether it is paid is another question (`orders.mark_paid`): their own word moves.
    const before = (await at.platform.order(id, staff)).order;
    const { order } = await at.platform.completeOrder(id, staff);
    expect(order.platformStatus).not.toEqual(before.platformStatus);
    expect((await at.platform.order(id, staff)).order).toEqual(order);
  },
  'orders.mark_paid': async (at) => {
    const id = await at.outside.openOrder();
    const paid = async () =>
      (await at.platform.order(id, staff)).payments.filter(({ status }) => status === 'approved').length;
    expect(await paid()).toBe(0);
    await at.platform.markPaid(id, staff);
    expect(await paid()).toBe(1);
  },
  'orders.mail': async (at) => {
    const { draft, order } = await at.sell();
    const before = (await at.outside.mailed(order.id)).length;
    await at.platform.mailTickets(order.id, 'corrected@example.test', staff);
    await at.platform.mailTickets(order.id, null, staff);
    const mailed = await at.outside.mailed(order.id);
    expect(mailed).toHaveLength(before + 2);
    expect(mailed).toEqual(expect.arrayContaining(['corrected@example.test', draft.customer.email]));
  },
  'orders.invite': async (at) => {
    const id = await at.outside.reservedOrder();
    const before = (await at.outside.mailed(id)).length;
    await at.platform.sendInvitation(id, staff);
    expect(await at.outside.mailed(id)).toHaveLength(before + 1);
  },
  statistics: async ({ platform }) => {
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const found = await platform.statistics(day(-30), day(0), staff);
    expect([found.views, found.orderSum].every((number) => number > 0)).toBe(true);
  },
  ticket_payments: async (at) => {
    const { draft, order } = await at.sell();
    const [item] = draft.items;
    if (item?.ref?.kind !== 'ticket_payment') throw new Error('the sale is of no ticket that exists');
    const orders = await at.platform.ordersOfTicket(item.ref.ticketId, staff);
    expect(orders.at(-1)).toMatchObject({ id: order.id, total: item.unitPrice, status: 'awaiting_payment' });
  },
  'ticket_payments.options': async (at) => {
    const [item] = (await at.draft()).items;
    if (item?.ref?.kind !== 'ticket_payment') throw new Error('the sale is of no ticket that exists');
    const { ticketId, code } = item.ref;
    const options = await at.platform.paymentOptions(ticketId, null, staff);
    expect(options.find((option) => option.code === code)?.amount).toEqual(item.unitPrice);
  },
  'ticket_payments.ids': async (at) => {
    const { draft } = await at.paid();
    const [item] = draft.items;
    if (item?.ref?.kind !== 'ticket_payment') throw new Error('the sale is of no ticket that exists');
    expect(await at.platform.paidTicketIds(staff)).toContain(item.ref.ticketId);
  },
};
