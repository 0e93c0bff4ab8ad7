import type { Capability } from '../../../shared/domain/accounts.ts';
import type { Order, PaymentOption } from '../../../shared/domain/orders.ts';
import { as, type OrderId } from '../../../shared/ids.ts';
import { type Money, sameMoney } from '../../../shared/money.ts';
import { checkBaseUrl } from '../base-url.ts';
import { RateBudget } from '../budget.ts';
import { systemClock } from '../clock.ts';
import { decode, mapped } from '../decode.ts';
import { createHttp, type HostSign } from '../http.ts';
import type {
  Ask,
  BudgetState,
  CreatedOrder,
  OrderDetailAnswer,
  OrderDraft,
  Platform,
  PlatformIdentity,
} from '../platform.ts';
import { PlatformBase } from '../platform-base.ts';
import { failure, PlatformError } from '../platform-error.ts';
import type { PlatformOptions } from '../registry.ts';
import { Tokens } from './credentials.ts';
import { secondReading } from './local-time.ts';
import { optionsBody, type Txn, toOrder, toPayment, toPaymentOption, transactionNumber } from './mapping.ts';
import * as schemas from './schemas.ts';
import { type OzoraSettings, readSettings } from './settings.ts';
import { assertUnpaid, beforeStart, linksOf, startOf, startRefused } from './start.ts';
import { missingPrivilege } from './token.ts';
import { type ApiCall, endpointOf, Transport } from './transport.ts';

/**
 * What O.Z.O.R.A. Payments can do at best (platform-spec 5): payments of tickets that exist already. `orders.create` starts such a payment.
 * Nothing is listed, refunded, cancelled or admitted (O-6). Ways to pay and tickets with payments are told to a service token only (O-3).
 */
export const ozoraCapabilities: readonly Capability[] = [
  'orders.create',
  'payments.link',
  'ticket_payments',
  'ticket_payments.options',
  'ticket_payments.ids',
];

/** One O.Z.O.R.A. Payments account. */
export class OzoraPlatform extends PlatformBase {
  override readonly system = 'ozora';
  override readonly accountId: Platform['accountId'];
  override readonly capabilities: ReadonlySet<Capability>;
  readonly #baseUrl: string;
  readonly #settings: OzoraSettings;
  readonly #tokens: Tokens;
  readonly #budget: RateBudget;
  readonly #transport: Transport;
  readonly #reach: (signal: AbortSignal) => Promise<HostSign>;
  readonly #steady: () => number;
  #skewMs = 0;

  /** @throws PlatformError `invalid_input` or `insecure_url` for an address or a setting that cannot be used. */
  constructor(options: PlatformOptions) {
    super();
    const clock = options.clock ?? systemClock;
    this.accountId = options.accountId;
    this.#baseUrl = checkBaseUrl(options.baseUrl);
    this.#settings = readSettings(options.settings ?? {}, this.#baseUrl);
    this.#tokens = new Tokens(options.credential, () => this.#platformNow());
    const http = createHttp({
      ...{ baseUrl: this.#baseUrl, clock, version: options.version, onExchange: options.onExchange },
      ...{ readTimeoutMs: options.readTimeoutMs, writeTimeoutMs: options.writeTimeoutMs },
      onClockSkew: (heard) => {
        this.#skewMs = heard.skewMs;
        options.onClockSkew?.(heard);
      },
    });
    this.#budget = new RateBudget({ clock });
    this.#transport = new Transport(http, this.#budget, this.#tokens);
    this.#reach = (signal) => http.reach(signal);
    this.#steady = () => clock.now();
    this.capabilities = new Set(ozoraCapabilities.filter((one) => this.#able(one)));
  }

  readonly otherReading = secondReading;

  get expiresAtMs(): number | undefined {
    return this.#tokens.expiresAtMs;
  }

  /** Shows each token to an operation of its kind: O5 about a transaction that need not be there, and O1. */
  override async verify(ask: Ask): Promise<PlatformIdentity> {
    this.#tokens.assertUsable();
    await this.#search(1, ask);
    if (this.#tokens.of('service') !== null) await this.paidTicketIds(ask);
    const { subject, expiresAtMs } = this.#tokens;
    return { name: subject, tickets: null, expiresAtMs };
  }

  override budget(): BudgetState {
    const { remaining, queued, waiting } = this.#budget.report();
    const until = queued.pull > 0 ? (waiting?.untilMs ?? null) : null;
    // The budget's clock never jumps; the screens count by the laptop's.
    return { remaining, pullWaitsUntilMs: until === null ? null : Math.round(until - this.#steady() + Date.now()) };
  }

  override reach(signal: AbortSignal): Promise<HostSign> {
    return this.#reach(signal);
  }

  /** O1: distinct ticket numbers. */
  override async paidTicketIds(ask: Ask): Promise<readonly number[]> {
    const { paths, ticketIdsMethod: method } = this.#settings;
    const call: ApiCall = { method, path: paths.ticketIds, asks: true, token: this.#tokens.need('service') };
    return decode(schemas.ticketIds, await this.#transport.call(call, ask), endpointOf(call)).ticket_ids;
  }

  /**
   * O2 with a service token, else the list in the account's settings (O-3). O2 judges a ticket by the template that it is shown; without one in
   * the settings an empty answer says nothing, and the list stands in. A transferred ticket has a price of its own: O2 is told it in metas, and of
   * the list only what costs that much is offered.
   * @throws PlatformError `capability_missing` when there is neither.
   */
  override async paymentOptions(
    ticketId: number,
    transfer: readonly Money[] | null,
    ask: Ask,
  ): Promise<readonly PaymentOption[]> {
    const { paths, template } = this.#settings;
    const codes = this.#settings.codes.filter(
      ({ amount }) => transfer === null || transfer.some((price) => sameMoney(price, amount)),
    );
    if (this.#tokens.of('service') === null) {
      if (this.#settings.codes.length > 0) return codes;
      throw failure('capability_missing', 'neither a service token nor a list of codes: type the code', {
        outcome: 'refused',
      });
    }
    const body = optionsBody(ticketId, template ?? {}, transfer);
    const token = this.#tokens.need('service');
    const call: ApiCall = { method: 'POST', path: paths.options, body, asks: true, token };
    const endpoint = endpointOf(call);
    const raw = decode(schemas.paymentOptions, await this.#transport.call(call, ask), endpoint);
    const options = mapped(endpoint, () => raw.payment_options.map(toPaymentOption));
    return options.length === 0 && template === null ? codes : options;
  }

  /** O3, oldest first. A ticket that is not known is `not_found`, one out of the token's reach `forbidden`. */
  override async ordersOfTicket(ticketId: number, ask: Ask): Promise<readonly Order[]> {
    const token = this.#tokens.need('user');
    const call: ApiCall = {
      ...{ method: 'POST', path: this.#settings.paths.transactions, body: { ticket_id: ticketId } },
      ...{ asks: true, token, guarded: 'transactions' },
    };
    const rows = await this.#transactions(call, ask);
    const sorted = rows.toSorted((a, b) => a.id - b.id);
    return mapped(endpointOf(call), () => sorted.map((raw) => this.#order(raw)));
  }

  /** O5, by the transaction's number, with or without its `TR`. */
  override async order(id: OrderId, ask: Ask): Promise<OrderDetailAnswer> {
    const [, digits] = /^(?:TR)?(\d{1,15})$/i.exec(id.trim()) ?? [];
    if (digits === undefined) {
      const message = 'a transaction’s number is a whole number';
      throw failure('invalid_input', message, { outcome: 'refused', fields: { orderId: [message] } });
    }
    const wanted = Number(digits);
    const { rows, endpoint } = await this.#search(wanted, ask);
    const raw = rows.find((row) => row.id === wanted);
    if (raw === undefined) {
      throw failure('not_found', `${transactionNumber(wanted)} is not known`, { outcome: 'refused', endpoint });
    }
    const { statusWords } = this.#settings;
    return mapped(endpoint, () => ({
      order: this.#order(raw),
      payments: [toPayment(raw, this.accountId, statusWords)],
    }));
  }

  /**
   * O4: starts the payment of a ticket, after looking whether it is paid already. Public, and so shown no token. Always `awaiting_payment`: what
   * the guest's browser brings back is no payment, `finished` is (O-10).
   * @throws PlatformError `already_paid` (refused); whose `outcome` is `unknown` when a transaction may have been made: then `ordersOfTicket`
   * tells, and what it lists without a link can only be started anew.
   */
  override async createOrder(draft: OrderDraft, ask: Ask): Promise<CreatedOrder> {
    const { stripePage, paths } = this.#settings;
    const start = startOf(draft, stripePage !== null);
    await this.#assertUnpaid(start.ticketId, ask);
    const call: ApiCall = { method: 'POST', path: paths.start, body: start.body, asks: false, token: null };
    let body: unknown;
    try {
      body = await this.#transport.call(call, ask);
    } catch (error) {
      throw startRefused(error);
    }
    const raw = decode(schemas.started, body, endpointOf(call));
    const { paymentLink, secretLink } = linksOf(raw, stripePage, this.#baseUrl);
    return {
      id: as<OrderId>(String(raw.transaction_id)),
      number: transactionNumber(raw.transaction_id),
      publicToken: String(start.ticketId),
      paymentLink,
      ...(secretLink === null ? {} : { secretLink }),
      status: 'awaiting_payment',
    };
  }

  /** By the platform's clock, as far as an answer has told it. */
  #platformNow(): number {
    return Date.now() + this.#skewMs;
  }

  #able(capability: Capability): boolean {
    if (capability === 'ticket_payments.ids') return this.#tokens.of('service') !== null;
    if (capability === 'ticket_payments.options') {
      return this.#tokens.of('service') !== null || this.#settings.codes.length > 0;
    }
    return true;
  }

  #order(raw: Txn): Order {
    return toOrder(raw, this.accountId, this.#settings.statusWords);
  }

  async #search(term: number, ask: Ask): Promise<{ readonly rows: readonly Txn[]; readonly endpoint: string }> {
    const token = this.#tokens.needForSearch();
    const call: ApiCall = {
      ...{ method: 'POST', path: this.#settings.paths.search, body: { search_term: term } },
      ...{ asks: true, token, guarded: 'search' },
    };
    return { rows: await this.#transactions(call, ask), endpoint: endpointOf(call) };
  }

  async #transactions(call: ApiCall, ask: Ask): Promise<readonly Txn[]> {
    return decode(schemas.transactions, await this.#transport.call(call, ask), endpointOf(call)).transactions;
  }

  /** O-5: anybody can start a payment for any ticket, as often as they like. Skipped for a token that may not look. */
  async #assertUnpaid(ticketId: number, ask: Ask): Promise<void> {
    // A payment that nobody here could watch is not started.
    this.#tokens.needForSearch();
    const user = this.#tokens.of('user');
    if (user === null) return;
    try {
      assertUnpaid(await this.ordersOfTicket(ticketId, ask), this.#platformNow());
    } catch (error) {
      const forbidden = error instanceof PlatformError && error.problem.code === 'forbidden';
      if (forbidden && missingPrivilege(user.facts, 'transactions') !== null) return;
      throw beforeStart(error);
    }
  }
}
