import type { CancellableItem } from '../../../shared/domain/orders.ts';
import type { OrderId, RefundRequestId } from '../../../shared/ids.ts';
import { decode, mapped } from '../decode.ts';
import type { Ask, OrderDetailAnswer } from '../platform.ts';
import { failure, PlatformError } from '../platform-error.ts';
import { toCancellables } from './cancellables.ts';
import { isMadeAddress } from './guest.ts';
import { newestRefunds } from './money.ts';
import { beforeSending } from './outcomes.ts';
import * as schemas from './schemas.ts';
import type { TransactionsApi } from './transactions.ts';
import { type ApiCall, type Call, endpointOf } from './transport.ts';

function post(what: string, id: OrderId, body?: object): ApiCall {
  return { method: 'POST', template: `/api/transactions/{id}/${what}`, params: { id }, body };
}

/** What can be done with a transaction that exists (V2–V8). A 2xx is done, whatever its body says or lacks (trap V-4). */
export class TransactionActs {
  readonly #call: Call;
  readonly #transactions: TransactionsApi;

  constructor(call: Call, transactions: TransactionsApi) {
    this.#call = call;
    this.#transactions = transactions;
  }

  /**
   * V2: cancels as a whole. Whether the money goes back is always said, since the platform keeps it by default (trap V-8). A sale of a point of
   * sale is refused with the platform's own sentence outside its session (trap V-13).
   */
  async cancel(id: OrderId, keepMoney: boolean, ask: Ask): Promise<readonly RefundRequestId[]> {
    const body = await this.#call(post('cancel', id, { refundFunds: !keepMoney }), ask);
    const parsed = schemas.transaction.safeParse(body);
    return parsed.success && !keepMoney ? newestRefunds(parsed.data) : [];
  }

  /** V3, with the pieces of V1. */
  async cancellable(id: OrderId, ask: Ask): Promise<readonly CancellableItem[]> {
    const call: ApiCall = { method: 'GET', template: '/api/transactions/{id}/cancellations', params: { id } };
    const endpoint = endpointOf(call);
    const [body, transaction] = await Promise.all([this.#call(call, ask), this.#transactions.raw(id, ask)]);
    const { cancellableItems } = decode(schemas.cancellation, body, endpoint);
    return mapped(endpoint, () => toCancellables(cancellableItems, transaction));
  }

  /** V4. */
  async cancelItems(
    id: OrderId,
    choice: {
      readonly itemIds: readonly string[];
      readonly keepMoney: boolean;
      readonly refundTo: 'origin' | 'voucher';
    },
    ask: Ask,
  ): Promise<void> {
    const items = [...new Set(choice.itemIds)];
    if (items.length === 0) throw invalid('items', 'at least one item');
    const refund = choice.keepMoney ? { refundFunds: false } : { refundFunds: true, refundTarget: choice.refundTo };
    await this.#call(post('cancellations', id, { items, ...refund }), ask);
  }

  /** V5: only from NEW; its mails go out (trap V-14). */
  async complete(id: OrderId, ask: Ask): Promise<OrderDetailAnswer> {
    const call = post('complete', id);
    const raw = decode(schemas.transaction, await this.#call(call, ask), endpointOf(call));
    return this.#transactions.detailOf(raw, endpointOf(call), ask);
  }

  /** V8. */
  async markPaid(id: OrderId, ask: Ask): Promise<void> {
    await this.#call(post('paymentstatus', id, { paymentStatus: 'LOCAL-RECEIVED' }), ask);
  }

  /** V6. @throws PlatformError `invalid_input` when the guest left no address and none is given. */
  async mailTickets(id: OrderId, email: string | null, ask: Ask): Promise<void> {
    if (email === null) {
      const known = (await beforeSending(() => this.#transactions.raw(id, ask))).email?.trim() ?? '';
      if (known === '' || isMadeAddress(known)) throw invalid('email', 'the guest left no address');
    }
    await this.#call(post('ticket-mail', id, email === null ? {} : { email }), ask);
  }

  /** V7, which takes a user's session only: its 401 does not mean that the account's credential is no longer good (trap V-12). */
  async invite(id: OrderId, ask: Ask): Promise<void> {
    const call = post('invitationmail', id);
    try {
      await this.#call(call, ask);
    } catch (error) {
      if (!(error instanceof PlatformError) || error.problem.code !== 'key_refused') throw error;
      throw failure('forbidden', error.problem.message, {
        outcome: 'refused',
        endpoint: endpointOf(call),
        cause: error,
      });
    }
  }
}

function invalid(field: string, message: string): PlatformError {
  return failure('invalid_input', message, { outcome: 'refused', fields: { [field]: [message] } });
}
