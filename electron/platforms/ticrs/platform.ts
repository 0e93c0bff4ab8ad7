import type { Capability } from '../../../shared/domain/accounts.ts';
import {
  as,
  type EpochMs,
  type EventId,
  type OrderId,
  type PaymentId,
  type RefundRequestId,
} from '../../../shared/ids.ts';
import { checkBaseUrl } from '../base-url.ts';
import { RateBudget } from '../budget.ts';
import { systemClock } from '../clock.ts';
import { createHttp, type HostSign } from '../http.ts';
import type {
  Ask,
  BudgetState,
  OrderDraft,
  OrderQuery,
  PageRequest,
  PaymentQuery,
  Platform,
  PlatformIdentity,
} from '../platform.ts';
import { PlatformBase } from '../platform-base.ts';
import { PlatformError } from '../platform-error.ts';
import type { PlatformOptions } from '../registry.ts';
import { MediaPartnerApi } from './mediapartner.ts';
import { OrganizerApi } from './organizer.ts';
import { PaymentApi } from './payment.ts';
import { keyAuthenticator, Session } from './session.ts';
import { type Authenticator, type Call, Transport } from './transport.ts';

/** What tic.rs can do (platform-spec 5). Cancelling is refunding the order (T-25); tickets cannot be scanned, since they have no code (T-9). */
export const ticrsCapabilities: readonly Capability[] = [
  'tickets',
  'orders',
  'orders.search',
  'orders.create',
  'orders.cancel',
  'orders.refund',
  'payments',
  'payments.refund',
  'payments.link',
  'refunds',
  'catalogue.import',
  'statistics',
];

/** tic.rs has `sr`, `en` and `ru`; both Serbian scripts are `sr` (T-12). */
function languageCode(language: string): string {
  return language.split('-')[0] ?? 'en';
}

/** One tic.rs account. */
export class TicrsPlatform extends PlatformBase {
  override readonly system = 'ticrs';
  readonly ordersByStatus = true;
  override readonly accountId: Platform['accountId'];
  override readonly capabilities: ReadonlySet<Capability> = new Set(ticrsCapabilities);
  /** T15 and T16 besides what the interface asks for. */
  readonly payment: PaymentApi;
  readonly #organizer: OrganizerApi;
  readonly #mediaPartner: MediaPartnerApi;
  readonly #session: Session | null;
  readonly #budget: RateBudget;
  readonly #reach: (signal: AbortSignal) => Promise<HostSign>;
  readonly #now: () => number;

  constructor(options: PlatformOptions) {
    super();
    const clock = options.clock ?? systemClock;
    const baseUrl = checkBaseUrl(options.baseUrl);
    const http = createHttp({
      baseUrl,
      clock,
      version: options.version,
      onClockSkew: options.onClockSkew,
      onExchange: options.onExchange,
      readTimeoutMs: options.readTimeoutMs,
      writeTimeoutMs: options.writeTimeoutMs,
    });
    this.accountId = options.accountId;
    this.#now = () => clock.now();
    this.#budget = new RateBudget({ clock });
    this.#reach = (signal) => http.reach(signal);
    const transport = new Transport({
      http,
      budget: this.#budget,
      language: () => languageCode(options.language()),
      // Plain http is allowed on this machine only, and there only a sandbox answers.
      extensions: baseUrl.startsWith('http:'),
    });
    const { credential } = options;
    let auth: Authenticator;
    if (credential.kind === 'login') {
      this.#session = new Session(transport, clock, credential.email, credential.password);
      auth = this.#session;
    } else {
      this.#session = null;
      auth = keyAuthenticator(credential.kind === 'apiKey' ? credential.key : credential.token);
    }
    const call: Call = (each, ask) => transport.call(each, auth, ask);
    const wallClock = () => as<EpochMs>(Math.round(Date.now()));
    this.#organizer = new OrganizerApi(call);
    this.#mediaPartner = new MediaPartnerApi(call, new RateBudget({ clock, limit: 1 }), wallClock);
    this.payment = new PaymentApi(call, options.accountId, baseUrl);
  }

  override async verify(ask: Ask): Promise<PlatformIdentity> {
    const who = this.#session === null ? { name: null } : await this.#session.me(ask);
    const { total } = await this.#organizer.tickets({ ...ask, page: 1, perPage: 1 });
    return { name: who.name, tickets: total };
  }

  override async signOut(ask: Ask): Promise<void> {
    await this.#session?.logout(ask);
  }

  override budget(): BudgetState {
    const { remaining, limit, queued, waiting } = this.#budget.report();
    const until = queued.pull > 0 ? (waiting?.untilMs ?? null) : null;
    // The budget's clock never jumps; the screens count by the laptop's.
    const pullWaitsUntilMs = until === null ? null : Math.round(until - this.#now() + Date.now());
    return { remaining, limit, pullWaitsUntilMs };
  }

  override reach(signal: AbortSignal): Promise<HostSign> {
    return this.#reach(signal);
  }

  override events(request: PageRequest) {
    return this.#organizer.events(request);
  }

  override async eventsOnDay(day: string, ask: Ask): Promise<readonly EventId[]> {
    try {
      return await this.#mediaPartner.eventsOnDay(day, ask);
    } catch (error) {
      // A key without the mediapartner group: nothing can be said, and what it may do shows where it is used.
      if (error instanceof PlatformError && withoutGroup.has(error.problem.code)) return [];
      throw error;
    }
  }

  override tickets(request: PageRequest & { readonly eventId?: EventId | undefined }) {
    return this.#organizer.tickets(request);
  }

  override orders(query: OrderQuery) {
    return this.payment.orders(query);
  }

  override order(id: OrderId, ask: Ask) {
    return this.payment.order(id, ask);
  }

  override createOrder(draft: OrderDraft, ask: Ask) {
    return this.payment.createOrder(draft, ask);
  }

  override payments(query: PaymentQuery) {
    return this.payment.payments(query);
  }

  override refundPayment(id: PaymentId, ask: Ask) {
    return this.payment.refundPayment(id, ask);
  }

  override refundOrder(id: OrderId, ask: Ask) {
    return this.payment.refundOrder(id, ask);
  }

  override refundRequest(id: RefundRequestId, ask: Ask) {
    return this.payment.refundRequest(id, ask);
  }

  override refundRequests(request: PageRequest) {
    return this.payment.refundRequests(request);
  }

  override catalogueCandidates(ask: Ask) {
    return this.#mediaPartner.candidates(ask);
  }

  override statistics(from: string, to: string, ask: Ask) {
    return this.#mediaPartner.statistics(from, to, this.accountId, ask);
  }
}

const withoutGroup: ReadonlySet<string> = new Set(['key_refused', 'forbidden', 'not_found']);
