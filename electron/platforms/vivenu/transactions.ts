import type { z } from 'zod';
import type { Order, Payment, RefundRequest } from '../../../shared/domain/orders.ts';
import type { AccountId, IsoTime, OrderId, RefundRequestId } from '../../../shared/ids.ts';
import { decode, mapped } from '../decode.ts';
import type { Ask, ChangedOrder, OrderDetailAnswer, OrderQuery, Page, PageRequest, PaymentQuery } from '../platform.ts';
import { PlatformError } from '../platform-error.ts';
import { orderFilters } from './guest.ts';
import { historyOf, type RawTransaction, toOrder } from './mapping.ts';
import { incomingPayment, type NamedRefund, outgoingPayment, refundsOf, toRefundRequest } from './money.ts';
import { pageQuery, perPage, readDocs } from './pagination.ts';
import * as schemas from './schemas.ts';
import { type ApiCall, type Call, endpointOf } from './transport.ts';

const list: ApiCall = { method: 'GET', template: '/api/transactions' };
const one: ApiCall = { method: 'GET', template: '/api/transactions/{id}' };
const refundList: ApiCall = { method: 'GET', template: '/api/payments/refunds' };
const oneRefund: ApiCall = { method: 'GET', template: '/api/payments/refunds/{id}' };

const oneDayMs = 86_400_000;

/** Reading transactions (V1, V9) and the money that went back (GET /api/payments/refunds [public]). */
export class TransactionsApi {
  readonly #call: Call;
  readonly #accountId: AccountId;

  constructor(call: Call, accountId: AccountId) {
    this.#call = call;
    this.#accountId = accountId;
  }

  /** V9: transactions, newest first. A search that finds nothing one way is tried the next (`orderFilters`). */
  async page(query: OrderQuery): Promise<Page<Order>> {
    const size = Math.min(query.perPage ?? perPage, perPage);
    const facts = { endpoint: endpointOf(list), page: query.page, size };
    const read = async (filter: object): Promise<Page<Order>> => {
      const body = await this.#call({ ...list, query: { ...pageQuery(query.page, size), ...filter } }, query);
      return readDocs(body, facts, schemas.transaction, (raw) => toOrder(raw, this.#accountId));
    };
    const search = query.search?.trim() ?? '';
    if (search === '') return read({});
    const [first, ...others] = orderFilters(search);
    let page = await read(first);
    for (const filter of others) if (page.total === 0) page = await read(filter);
    return page;
  }

  /** V9: transactions that changed since, each with its money that came in; one that moves while pages are read stands on two of them. */
  async since(request: PageRequest & { readonly since: IsoTime }): Promise<Page<ChangedOrder>> {
    const query = { ...pageQuery(request.page), 'updatedAt[$gte]': request.since };
    const facts = { endpoint: endpointOf(list), page: request.page };
    return readDocs(await this.#call({ ...list, query }, request), facts, schemas.transaction, (raw) => ({
      order: toOrder(raw, this.#accountId),
      payment: incomingPayment(raw, this.#accountId),
    }));
  }

  /** V1, as it came. */
  async raw(id: OrderId, ask: Ask): Promise<RawTransaction> {
    return decode(schemas.transaction, await this.#call({ ...one, params: { id } }, ask), endpointOf(one));
  }

  /** A transaction as an order. */
  order(raw: RawTransaction): Order {
    return mapped(endpointOf(one), () => toOrder(raw, this.#accountId));
  }

  /** V1 with its money and its past. */
  async detail(id: OrderId, ask: Ask): Promise<OrderDetailAnswer> {
    return this.detailOf(await this.raw(id, ask), endpointOf(one), ask);
  }

  /** The detail of a transaction that another call answered with. */
  async detailOf(raw: RawTransaction, endpoint: string, ask: Ask): Promise<OrderDetailAnswer> {
    const order = mapped(endpoint, () => toOrder(raw, this.#accountId));
    const history = mapped(endpoint, () => historyOf(raw));
    return { order, history, payments: await this.#paymentsOf(raw, endpoint, ask) };
  }

  /** The currency of the newest transaction; EUR in an account that has none (platform-spec 2.1). */
  async currency(ask: Ask): Promise<string> {
    const body = await this.#call({ ...list, query: pageQuery(1, 1) }, ask);
    const facts = { endpoint: endpointOf(list), page: 1, size: 1 };
    return readDocs(body, facts, schemas.transaction, (raw) => raw.currency).rows[0] ?? 'EUR';
  }

  /**
   * Payments. vivenu lists none, so the money that came in is read from the transactions that changed since the day, and the money that went back
   * from the refunds made since. A page holds a page of each; a transaction without money makes its page shorter.
   */
  async payments(query: PaymentQuery): Promise<Page<Payment>> {
    if (query.orderId !== undefined) {
      const raw = await this.raw(query.orderId, query);
      const rows = newestFirst(await this.#paymentsOf(raw, endpointOf(one), query));
      return { rows, setAside: [], total: rows.length, pages: 1, page: 1 };
    }
    // A day early: the day is the venue's, the filter is UTC.
    const since =
      query.fromDay === undefined ? undefined : new Date(Date.parse(query.fromDay) - oneDayMs).toISOString();
    const until =
      query.toDay === undefined ? undefined : new Date(Date.parse(query.toDay) + 2 * oneDayMs).toISOString();
    const paging = pageQuery(query.page);
    const bodies = await Promise.all([
      this.#call({ ...list, query: { ...paging, 'updatedAt[$gte]': since, 'updatedAt[$lte]': until } }, query),
      this.#call({ ...refundList, query: { ...paging, 'createdAt[$gte]': since, 'createdAt[$lte]': until } }, query),
    ]);
    const facts = { page: query.page };
    const came = readDocs(bodies[0], { ...facts, endpoint: endpointOf(list) }, schemas.transaction, (raw) =>
      incomingPayment(raw, this.#accountId),
    );
    const went = readDocs(bodies[1], { ...facts, endpoint: endpointOf(refundList) }, schemas.refund, (raw) =>
      outgoingPayment(raw, this.#accountId),
    );
    return {
      rows: newestFirst([...came.rows, ...went.rows].filter((payment) => payment !== null)),
      setAside: [...came.setAside, ...went.setAside],
      total: came.total + went.total,
      pages: Math.max(came.pages, went.pages),
      page: query.page,
    };
  }

  /** GET /api/payments/refunds [public]: refunds, newest first. */
  async refundRequests(request: PageRequest): Promise<Page<RefundRequest>> {
    const body = await this.#call({ ...refundList, query: pageQuery(request.page) }, request);
    const facts = { endpoint: endpointOf(refundList), page: request.page };
    const page = readDocs(body, facts, schemas.refund, (raw) => toRefundRequest(raw, this.#accountId));
    return { ...page, rows: newestFirst(page.rows) };
  }

  /** One refund. @throws PlatformError `not_found`. */
  async refundRequest(id: RefundRequestId, ask: Ask): Promise<RefundRequest> {
    const endpoint = endpointOf(oneRefund);
    const raw = await this.#refund(id, {}, ask);
    return mapped(endpoint, () => toRefundRequest(raw, this.#accountId));
  }

  async #paymentsOf(raw: RawTransaction, endpoint: string, ask: Ask): Promise<readonly Payment[]> {
    const came = mapped(endpoint, () => incomingPayment(raw, this.#accountId));
    const went = await Promise.all(refundsOf(raw).map((refund) => this.#wentBack(refund, raw._id, ask)));
    return [came, ...went].filter((payment) => payment !== null);
  }

  /** Null for what is no money: refunds to a voucher need not be listed. */
  async #wentBack(named: NamedRefund, transactionId: string, ask: Ask): Promise<Payment | null> {
    try {
      const refund = await this.#refund(named.id, around(named.atMs), ask);
      const endpoint = endpointOf(oneRefund);
      return mapped(endpoint, () => outgoingPayment({ ...refund, transactionId }, this.#accountId));
    } catch (error) {
      // An order must be readable also where its refund, or the right to see refunds, is missing.
      if (error instanceof PlatformError && withoutRefund.has(error.problem.code)) return null;
      throw error;
    }
  }

  /** By its id [public: VO], else from the list of that time, which is all that platform-spec 2.4 knows. */
  async #refund(id: string, when: Readonly<Record<string, string>>, ask: Ask): Promise<RawRefund> {
    try {
      const body = await this.#call({ ...oneRefund, params: { id } }, ask);
      return decode(schemas.refund, body, endpointOf(oneRefund));
    } catch (error) {
      if (!(error instanceof PlatformError) || error.problem.code !== 'not_found') throw error;
      const body = await this.#call({ ...refundList, query: { ...pageQuery(1), ...when } }, ask);
      const facts = { endpoint: endpointOf(refundList), page: 1 };
      const found = readDocs(body, facts, schemas.refund, (raw) => raw).rows.find((raw) => raw._id === id);
      if (found === undefined) throw error;
      return found;
    }
  }
}

type RawRefund = z.infer<typeof schemas.refund>;

const withoutRefund: ReadonlySet<string> = new Set(['not_found', 'forbidden']);

/** Refunds are made with their cancellation; a quarter of an hour is room for a slow provider. */
function around(ms: number | null): Readonly<Record<string, string>> {
  if (ms === null) return {};
  const quarter = 15 * 60_000;
  const iso = (at: number) => new Date(at).toISOString();
  return { 'createdAt[$gte]': iso(ms - quarter), 'createdAt[$lte]': iso(ms + quarter) };
}

function newestFirst<Row extends { readonly createdAtMs: number }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => b.createdAtMs - a.createdAtMs);
}
