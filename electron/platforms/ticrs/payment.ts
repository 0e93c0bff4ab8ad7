import type { Order, Payment, RefundRequest } from '../../../shared/domain/orders.ts';
import { type AccountId, as, type OrderId, type PaymentId, type RefundRequestId } from '../../../shared/ids.ts';
import { decode, mapped, unwrapped } from '../decode.ts';
import type {
  Ask,
  CreatedOrder,
  OrderDetailAnswer,
  OrderDraft,
  OrderQuery,
  Page,
  PageRequest,
  PaymentQuery,
} from '../platform.ts';
import { failure } from '../platform-error.ts';
import { statusIdsOf, toOrder, toOrderDetail, toPayment, toRefundRequest } from './mapping.ts';
import { inOurNames, orderBody } from './order-draft.ts';
import { flatPerPage, readFlatPage } from './pagination.ts';
import * as schemas from './schemas.ts';
import { type ApiCall, type Call, endpointOf } from './transport.ts';

const root = '/api/payment/v1';

/** The payment group (T7–T16). */
export class PaymentApi {
  readonly #call: Call;
  readonly #accountId: AccountId;
  readonly #baseUrl: string;

  constructor(call: Call, accountId: AccountId, baseUrl: string) {
    this.#call = call;
    this.#accountId = accountId;
    this.#baseUrl = baseUrl;
  }

  /** T7: orders, newest first. It takes one status id, and a unified status may stand for two of them, or for none. */
  async orders(query: OrderQuery): Promise<Page<Order>> {
    const { page, status } = query;
    if (status === undefined) return this.#orders(query);
    const answers: Page<Order>[] = [];
    for (const id of statusIdsOf(status)) answers.push(await this.#orders(query, id));
    const rows = answers.flatMap((answer) => answer.rows);
    return {
      rows: answers.length > 1 ? rows.sort((a, b) => b.createdAtMs - a.createdAtMs) : rows,
      setAside: answers.flatMap((answer) => answer.setAside),
      total: answers.reduce((sum, answer) => sum + answer.total, 0),
      pages: Math.max(1, ...answers.map((answer) => answer.pages)),
      page,
    };
  }

  async #orders(query: OrderQuery, status?: number): Promise<Page<Order>> {
    const call: ApiCall = {
      method: 'GET',
      template: `${root}/orders`,
      query: {
        page: query.page,
        per_page: Math.min(query.perPage ?? flatPerPage, flatPerPage),
        search: query.search,
        status,
        sort_by: 'created_at',
        sort_dir: 'desc',
      },
    };
    const body = await this.#call(call, query);
    return readFlatPage(body, endpointOf(call), schemas.order, (raw) => toOrder(raw, this.#accountId));
  }

  /** T8. @throws PlatformError whose `outcome` tells whether the order may exist. */
  async createOrder(draft: OrderDraft, ask: Ask): Promise<CreatedOrder> {
    const call: ApiCall = { method: 'POST', template: `${root}/orders`, body: orderBody(draft) };
    const answer = await this.#call(call, ask).catch((error: unknown) => {
      throw inOurNames(error);
    });
    const raw = decode(schemas.createdOrder, unwrapped(answer), endpointOf(call));
    const link = URL.canParse(raw.payment_url, this.#baseUrl)
      ? new URL(raw.payment_url, this.#baseUrl).href
      : raw.payment_url;
    return {
      id: as<OrderId>(raw.signature),
      number: raw.number,
      publicToken: raw.public_token,
      paymentLink: link,
      // The answer does not say; every new order starts unpaid (platform-spec 6.1).
      status: 'awaiting_payment',
    };
  }

  /** T9. */
  async order(id: OrderId, ask: Ask): Promise<OrderDetailAnswer> {
    const call: ApiCall = { method: 'GET', template: `${root}/orders/{signature}`, params: { signature: id } };
    const endpoint = endpointOf(call);
    const raw = decode(schemas.orderDetail, unwrapped(await this.#call(call, ask)), endpoint);
    return mapped(endpoint, () => toOrderDetail(raw, this.#accountId));
  }

  /** T10: payments, newest first. */
  async payments(query: PaymentQuery): Promise<Page<Payment>> {
    const call: ApiCall = {
      method: 'GET',
      template: `${root}/transactions`,
      query: {
        page: query.page,
        per_page: flatPerPage,
        order_signature: query.orderId,
        date_from: query.fromDay,
        date_to: query.toDay,
        sort_by: 'created_at',
        sort_dir: 'desc',
      },
    };
    const body = await this.#call(call, query);
    return readFlatPage(body, endpointOf(call), schemas.transaction, (raw) => toPayment(raw, this.#accountId));
  }

  /** T11: asks for one whole payment back; partial amounts do not exist. */
  async refundPayment(id: PaymentId, ask: Ask): Promise<RefundRequestId> {
    const call: ApiCall = {
      method: 'POST',
      template: `${root}/refunds/payment/{signature}`,
      params: { signature: id },
    };
    const endpoint = endpointOf(call);
    const { data } = decode(schemas.refundedPayment, await this.#write(call, ask), endpoint);
    return as<RefundRequestId>(data.signature);
  }

  /** T12: cancels the order and asks for all its payments back; an order nobody paid gives no request. */
  async refundOrder(id: OrderId, ask: Ask): Promise<readonly RefundRequestId[]> {
    const call: ApiCall = { method: 'POST', template: `${root}/refunds/order/{signature}`, params: { signature: id } };
    const endpoint = endpointOf(call);
    const { data } = decode(schemas.refundedOrder, await this.#write(call, ask), endpoint);
    return data.signatures.map((signature) => as<RefundRequestId>(signature));
  }

  /** T13. */
  async refundRequest(id: RefundRequestId, ask: Ask): Promise<RefundRequest> {
    const call: ApiCall = { method: 'GET', template: `${root}/refunds/{signature}`, params: { signature: id } };
    const raw = decode(schemas.refund, unwrapped(await this.#call(call, ask)), endpointOf(call));
    return toRefundRequest(raw, this.#accountId);
  }

  /** T14: refund requests, newest first. */
  async refundRequests(request: PageRequest): Promise<Page<RefundRequest>> {
    const call: ApiCall = {
      method: 'GET',
      template: `${root}/refunds`,
      query: { page: request.page, per_page: flatPerPage },
    };
    const body = await this.#call(call, request);
    return readFlatPage(body, endpointOf(call), schemas.refund, (raw) => toRefundRequest(raw, this.#accountId));
  }

  /** T15: the platform's own words for order statuses; nothing branches on them (T-11). */
  async orderStatuses(ask: Ask): Promise<readonly { readonly id: number; readonly name: string }[]> {
    const call: ApiCall = { method: 'GET', template: `${root}/statuses/orders`, localised: false };
    return decode(schemas.orderStatuses, await this.#call(call, ask), endpointOf(call)).data;
  }

  /** T16. */
  async transactionStatuses(ask: Ask): Promise<readonly { readonly code: string; readonly name: string }[]> {
    const call: ApiCall = { method: 'GET', template: `${root}/statuses/transactions`, localised: false };
    return decode(schemas.transactionStatuses, await this.#call(call, ask), endpointOf(call)).data;
  }

  /** Sends a refund. @throws PlatformError `refused` when the platform answered 200 and said no. */
  async #write(call: ApiCall, ask: Ask): Promise<unknown> {
    const body = await this.#call(call, ask);
    const { success, message } = (body ?? {}) as { success?: unknown; message?: unknown };
    if (success !== false) return body;
    const words = typeof message === 'string' && message !== '' ? message.slice(0, 300) : 'the platform said no';
    throw failure('refused', words, { outcome: 'refused', endpoint: endpointOf(call) });
  }
}
