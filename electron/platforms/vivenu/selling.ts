import { as, type OrderId } from '../../../shared/ids.ts';
import type { Clock } from '../clock.ts';
import { decode, mapped } from '../decode.ts';
import { moneyOf } from '../money-of.ts';
import type { Ask, CreatedOrder, OrderDraft } from '../platform.ts';
import { failure, PlatformError } from '../platform-error.ts';
import type { TransactionActs } from './acts.ts';
import { type CheckoutDraft, checkoutDraft, checkPrice } from './checkout-draft.ts';
import { addressOf, isMadeAddress, nameParts } from './guest.ts';
import { orderNumberOf, type RawTransaction } from './mapping.ts';
import { beforeSending, withOutcome } from './outcomes.ts';
import { pageQuery, readDocs } from './pagination.ts';
import * as schemas from './schemas.ts';
import { moneyStateOf } from './status.ts';
import type { TicketsApi } from './tickets.ts';
import type { TransactionsApi } from './transactions.ts';
import { type ApiCall, type Call, endpointOf } from './transport.ts';

const channels: ApiCall = { method: 'GET', template: '/api/sales-channels' };
const customers: ApiCall = { method: 'POST', template: '/api/customers' };
const checkouts: ApiCall = { method: 'POST', template: '/api/checkouts' };
const internal: ApiCall = { method: 'POST', template: '/api/checkout/{id}/internal' };
const abort: ApiCall = { method: 'POST', template: '/api/checkout/{id}/abort' };

/** The transaction may follow its checkout a moment later. */
const looks = 3;
const lookAgainMs = 400;

interface Checkout {
  readonly id: string;
  readonly secret: string | null;
}

/**
 * Selling at a box office, since vivenu has no call that creates a transaction (trap V-2): customer (V29), checkout (V26), its internal completion
 * with a local payment (V27), and the money noted as received (V8) where that is still open.
 *
 * What a failure says of the sale: up to V26 nothing can have come of it; from V26 on an order may, so only what the platform refused, or a checkout
 * that was aborted for certain, is known not to. Once V27 was answered there is an order, and whatever fails then is `unknown`, so that the order
 * is looked for. It is found by the customer's e-mail (`guest.ts`), which every sale of ours has.
 */
export class Selling {
  readonly #call: Call;
  readonly #clock: Clock;
  readonly #transactions: TransactionsApi;
  readonly #tickets: TicketsApi;
  readonly #acts: TransactionActs;
  #channel: string | null = null;

  constructor(
    call: Call,
    clock: Clock,
    parts: { transactions: TransactionsApi; tickets: TicketsApi; acts: TransactionActs },
  ) {
    this.#call = call;
    this.#clock = clock;
    this.#transactions = parts.transactions;
    this.#tickets = parts.tickets;
    this.#acts = parts.acts;
  }

  /** @throws PlatformError whose `outcome` tells whether the order may exist. */
  async sell(draft: OrderDraft, ask: Ask): Promise<CreatedOrder> {
    const wanted = checkoutDraft(draft);
    const channel = await beforeSending(() => this.#salesChannel(ask));
    // Repeating it is harmless, so a lost answer leaves the sale unsent.
    const customerId = await beforeSending(() => this.#customer(draft, ask));
    const checkout = await this.#open(wanted, { channel, customerId, draft }, ask);
    const known = await this.#complete(checkout, customerId, draft, ask);
    // The money has moved: whoever stops now must know the order all the same.
    const after: Ask = { priority: ask.priority };
    try {
      return await this.#created(known ?? (await this.#transactionOf(checkout.id, after)), after);
    } catch (error) {
      throw error instanceof PlatformError ? withOutcome(error, 'unknown') : error;
    }
  }

  async #salesChannel(ask: Ask): Promise<string> {
    if (this.#channel !== null) return this.#channel;
    const body = await this.#call({ ...channels, query: pageQuery(1) }, ask);
    const { rows } = readDocs(body, { endpoint: endpointOf(channels), page: 1 }, schemas.salesChannel, (raw) => raw);
    const usable = rows.filter(
      (row) => row.active !== false && !/^(inactive|disabled|archived)$/i.test(row.status ?? ''),
    );
    const found = usable.find((row) => row.type === 'INTERNAL_BOOKING') ?? usable.find((row) => row.type === 'POS');
    if (found === undefined) {
      const message = 'this account has no sales channel for a box office (INTERNAL_BOOKING or POS)';
      throw failure('refused', message, { outcome: 'refused', endpoint: endpointOf(channels) });
    }
    this.#channel = found._id;
    return found._id;
  }

  async #customer(draft: OrderDraft, ask: Ask): Promise<string> {
    const { name, phone } = draft.customer;
    const body = {
      primaryEmail: addressOf(draft.customer, draft.reference),
      ...nameParts(name === '' ? draft.reference : name),
      ...(phone === '' ? {} : { phone }),
      upsert: true,
    };
    return decode(schemas.customer, await this.#call({ ...customers, body }, ask), endpointOf(customers))._id;
  }

  /** V26, and its price held against ours before anything is paid. */
  async #open(
    wanted: CheckoutDraft,
    sale: { readonly channel: string; readonly customerId: string; readonly draft: OrderDraft },
    ask: Ask,
  ): Promise<Checkout> {
    const endpoint = endpointOf(checkouts);
    const { reference, tender } = sale.draft;
    const body = {
      type: 'transaction',
      eventId: wanted.eventId,
      items: wanted.items,
      salesChannelId: sale.channel,
      customerId: sale.customerId,
      meta: { reference, tender },
    };
    const raw = decode(schemas.checkout, await this.#call({ ...checkouts, body }, ask), endpoint);
    const checkout: Checkout = { id: raw._id, secret: raw.secret ?? null };
    try {
      checkPrice(
        wanted.total,
        mapped(endpoint, () => moneyOf(raw.realPrice, raw.currency, 'realPrice')),
        endpoint,
      );
    } catch (error) {
      await this.#abort(checkout, ask);
      throw error;
    }
    return checkout;
  }

  /** V27. @returns the transaction's id where the answer names it. */
  async #complete(checkout: Checkout, customerId: string, draft: OrderDraft, ask: Ask): Promise<string | null> {
    const mails = !isMadeAddress(addressOf(draft.customer, draft.reference));
    const body = { customerId, status: 'COMPLETE', sendMail: mails, sendTicketMail: mails, reference: draft.reference };
    let answer: unknown;
    try {
      answer = await this.#call({ ...internal, params: { id: checkout.id }, body }, ask);
    } catch (error) {
      // While its fate is unknown the checkout must not be touched: an abort could cross a completion.
      if (!(error instanceof PlatformError) || error.outcome === 'unknown') throw error;
      const aborted = await this.#abort(checkout, ask);
      throw error.outcome === 'not_sent' && !aborted ? withOutcome(error, 'unknown') : error;
    }
    const parsed = schemas.checkout.safeParse(answer);
    return parsed.success ? (parsed.data.transactionId ?? null) : null;
  }

  /** V28: gives the places back at once instead of when the checkout expires, also when all else is being stopped. @returns whether that is certain. */
  async #abort(checkout: Checkout, { priority }: Ask): Promise<boolean> {
    if (checkout.secret === null) return false;
    try {
      await this.#call({ ...abort, params: { id: checkout.id }, body: { secret: checkout.secret } }, { priority });
      return true;
    } catch (error) {
      // What matters is the failure that led here; the checkout expires by itself.
      if (error instanceof PlatformError) return false;
      throw error;
    }
  }

  async #transactionOf(checkoutId: string, ask: Ask): Promise<string> {
    for (let look = 1; look <= looks; look += 1) {
      const id = await this.#tickets.transactionOf(checkoutId, ask);
      if (id !== null) return id;
      if (look < looks) await new Promise<void>((resolve) => this.#clock.after(lookAgainMs, resolve));
    }
    const message = 'the sale was completed, and its transaction is not listed yet';
    throw failure('bad_response', message, { outcome: 'unknown', endpoint: endpointOf(internal), retryable: true });
  }

  async #created(transactionId: string, ask: Ask): Promise<CreatedOrder> {
    const id = as<OrderId>(transactionId);
    const raw = await this.#received(await this.#transactions.raw(id, ask), ask);
    return {
      id,
      number: orderNumberOf(transactionId),
      publicToken: raw.secret,
      paymentLink: null,
      status: this.#transactions.order(raw).status,
    };
  }

  /** V8, unless the internal completion has noted the money already. */
  async #received(raw: RawTransaction, ask: Ask): Promise<RawTransaction> {
    if (moneyStateOf(raw.paymentStatus ?? null) !== 'open' || raw.realPrice === 0) return raw;
    const id = as<OrderId>(raw._id);
    try {
      await this.#acts.markPaid(id, ask);
    } catch (error) {
      // The order stands and says that its money is awaited, which a person can mark as paid: no reason to lose its number.
      if (error instanceof PlatformError) return raw;
      throw error;
    }
    return this.#transactions.raw(id, ask);
  }
}
