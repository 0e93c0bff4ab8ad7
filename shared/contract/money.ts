import { z } from 'zod';
import type { Deed, QueueEntry, Refund, Sale } from '../domain/acts.ts';
import { tenders } from '../domain/acts.ts';
import type { CatalogueCandidate, CatalogueItem } from '../domain/catalogue.ts';
import { actKinds, type HistoryPage, historyStates, type Saved } from '../domain/history.ts';
import type { CancellableItem, Order, PaymentOption } from '../domain/orders.ts';
import { itemTypes, orderStatuses, transferCurrencies } from '../domain/orders.ts';
import type { OrderDetail, OrderPage, RefundRow } from '../domain/views.ts';
import type { IsoDay } from '../ids.ts';
import { call } from './define.ts';
import {
  accountId,
  catalogueItemId,
  contact,
  currency,
  day,
  deedId,
  itemRef,
  money,
  nothing,
  orderId,
  orderItem,
  paymentId,
  price,
  refundId,
  saleId,
} from './inputs.ts';

const catalogueItem = z.object({
  id: catalogueItemId.nullable(),
  accountId,
  name: z.string().trim().min(1).max(300),
  type: z.enum(itemTypes),
  unitPrice: price.nullable(),
  currency,
  calendarId: z.int().positive().nullable(),
  ticketTypeId: z.int().positive().nullable(),
  date: day.nullable(),
  ref: itemRef.optional(),
});

const historyFilter = {
  search: z.string().max(200).optional(),
  kind: z.enum(actKinds).optional(),
  state: z.enum(historyStates).optional(),
  fromDay: day.optional(),
  toDay: day.optional(),
  accountId: accountId.optional(),
};

const orderSort = z.enum(['created_at', 'number', 'total', 'status']);

const namedAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sale'), saleId }),
  z.object({ kind: z.literal('refund'), refundId }),
  z.object({ kind: z.literal('deed'), deedId }),
]);

export const moneyCalls = {
  'catalogue.list': call(nothing).returns<readonly CatalogueItem[]>(),
  /** Adds (id null) or changes an item. */
  'catalogue.save': call(catalogueItem).returns<CatalogueItem>(),
  'catalogue.remove': call(z.object({ id: catalogueItemId })).returns<void>(),
  'catalogue.reorder': call(z.object({ ids: z.array(catalogueItemId).max(1000) })).returns<void>(),
  /** Reads the calendar from the platform; nothing is stored. */
  'catalogue.candidates': call(z.object({ accountId })).returns<readonly CatalogueCandidate[]>(),
  /** Stores candidates with the price that a person confirmed (trap T-6). */
  'catalogue.import': call(
    z.object({
      accountId,
      items: z
        .array(
          z.object({
            importKey: z.string().min(1).max(300),
            name: z.string().trim().min(1).max(300),
            unitPrice: price,
            calendarId: z.int().positive().nullable(),
            date: day.nullable(),
            ref: itemRef.optional(),
          }),
        )
        .min(1)
        .max(500),
    }),
  ).returns<readonly CatalogueItem[]>(),

  /** Writes the sale to the ledger and returns; sending is the queue's. */
  'sales.create': call(
    z.object({
      accountId,
      customer: contact,
      items: z.array(orderItem).min(1).max(100),
      currency,
      /** `link` where it is not said. */
      tender: z.enum(tenders).optional(),
    }),
  ).returns<Sale>(),
  'sales.get': call(z.object({ saleId })).returns<Sale>(),
  /** Open sales first, then the newest. */
  'sales.recent': call(z.object({ limit: z.int().min(1).max(500).optional() })).returns<readonly Sale[]>(),
  'sales.noteCash': call(z.object({ saleId, amount: money })).returns<Sale>(),
  /** Only while it waits in the queue: what was sent is cancelled through a refund of the order. */
  'sales.cancel': call(z.object({ saleId })).returns<Sale>(),
  'sales.copyLink': call(z.object({ saleId })).returns<void>(),
  'sales.openLink': call(z.object({ saleId })).returns<void>(),
  /** Says which sale a Pay screen shows, so that its account is watched closely; null when it closes. */
  'sales.watch': call(z.object({ saleId: saleId.nullable() })).returns<void>(),

  /**
   * The payment page of the sale that is watched, where its address holds a secret (docs/decisions/0040): to be shown as a code, and neither
   * copied, opened nor kept. Null for every other sale, and after a restart: then the payment is started anew.
   */
  'sales.secretLink': call(z.object({ saleId })).returns<{ readonly link: string } | null>(),

  'orders.list': call(
    z.object({
      search: z.string().max(200).optional(),
      status: z.enum(orderStatuses).optional(),
      accountId: accountId.optional(),
      sort: orderSort.optional(),
      descending: z.boolean().optional(),
      offset: z.int().min(0).optional(),
      limit: z.int().min(1).max(200).optional(),
      /** Ask the platform first when it can be reached. */
      online: z.boolean().optional(),
    }),
  ).returns<OrderPage>(),
  /** By the platform's order, or by a sale that the platform does not know yet. */
  'orders.get': call(
    z.union([z.object({ accountId, orderId, refresh: z.boolean().optional() }), z.object({ saleId })]),
  ).returns<OrderDetail>(),

  /** What of an order can be cancelled by itself. */
  'orders.cancellable': call(z.object({ accountId, orderId })).returns<readonly CancellableItem[]>(),
  /**
   * Completes an open order on its system; its mails go out. As the three below: written to the ledger, sent by the queue, and answered when the
   * system has answered; what is not settled then is in `openDeeds`.
   */
  'orders.complete': call(z.object({ accountId, orderId })).returns<OrderDetail>(),
  /** Tells the system that the money was taken at this till. */
  'orders.markPaid': call(z.object({ accountId, orderId })).returns<OrderDetail>(),
  /** Sends the tickets again; null sends them to the customer's own address. */
  'orders.mailTickets': call(z.object({ accountId, orderId, email: z.email().nullable() })).returns<OrderDetail>(),
  'orders.invite': call(z.object({ accountId, orderId })).returns<OrderDetail>(),
  /** Only while it waits in the queue. */
  'orders.takeBackAct': call(z.object({ deedId })).returns<Deed>(),

  /** Ways to pay for a ticket that exists already, by its number. */
  'ticketPayments.options': call(
    z.object({
      ...{ accountId, ticketId: z.int().positive() },
      /** What a transferred ticket was transferred for, one amount a currency; absent for any other ticket. */
      transfer: z
        .array(money.refine(({ minor }) => minor > 0))
        .min(1)
        .max(transferCurrencies.length)
        .optional(),
    }),
  ).returns<readonly PaymentOption[]>(),
  /** Asks for a ticket's payments and keeps them. */
  'ticketPayments.orders': call(z.object({ accountId, ticketId: z.int().positive() })).returns<readonly Order[]>(),

  /** Writes the refund to the ledger and returns; sending is the queue's. */
  'refunds.request': call(
    z.object({
      accountId,
      target: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('payment'), paymentId, orderId }),
        z.object({ kind: z.literal('order'), orderId, keepMoney: z.boolean().optional() }),
        z.object({
          kind: z.literal('items'),
          orderId,
          itemIds: z.array(z.string().min(1).max(200)).min(1).max(500),
          keepMoney: z.boolean(),
          refundTo: z.enum(['origin', 'voucher']),
          expected: price.optional(),
        }),
      ]),
    }),
  ).returns<Refund>(),
  /** Only while it waits in the queue. */
  'refunds.cancel': call(z.object({ refundId })).returns<Refund>(),
  'refunds.list': call(z.object({ limit: z.int().min(1).max(500).optional() })).returns<readonly RefundRow[]>(),

  'queue.list': call(z.object({ settled: z.boolean().optional(), limit: z.int().min(1).max(500).optional() })).returns<
    readonly QueueEntry[]
  >(),
  /** Everything that was written down here, newest first. */
  'queue.history': call(
    z.object({
      ...historyFilter,
      offset: z.int().min(0).optional(),
      limit: z.int().min(1).max(200).optional(),
    }),
  ).returns<HistoryPage>(),
  /** Days on which something was written down, newest first. */
  'queue.days': call(nothing).returns<readonly IsoDay[]>(),
  /** Writes the same as CSV where the person says in the system's dialog; null when they close it. */
  'queue.export': call(z.object(historyFilter)).returns<Saved | null>(),
  /** A person's answer to a doubt: it is this order, send again, or give up. */
  'queue.decide': call(
    z.object({
      act: namedAct,
      choice: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('this_is_it'), orderId: orderId.nullable() }),
        z.object({ kind: z.literal('send_again') }),
        z.object({ kind: z.literal('give_up') }),
      ]),
    }),
  ).returns<QueueEntry>(),
  /** Acts that the platform refused while nobody waited for its answer, newest first; each until a person has seen it. */
  'queue.refusals': call(nothing).returns<readonly QueueEntry[]>(),
  'queue.confirmRefusal': call(z.object({ act: namedAct })).returns<void>(),
};
