import type { Capability, Credential } from '../../../shared/domain/accounts.ts';
import type { CancellableItem, Order, OrderAct } from '../../../shared/domain/orders.ts';
import type { EventId, IsoTime, OrderId, RefundRequestId } from '../../../shared/ids.ts';
import { RateBudget } from '../budget.ts';
import { systemClock } from '../clock.ts';
import { decode, mapped } from '../decode.ts';
import { createHttp, type HostSign } from '../http.ts';
import type {
  Ask,
  BudgetState,
  DoorScan,
  OfflineScan,
  OrderDraft,
  OrderQuery,
  PageRequest,
  PaymentQuery,
  Platform,
  PlatformIdentity,
  ScanAnswer,
} from '../platform.ts';
import { PlatformBase } from '../platform-base.ts';
import type { PlatformOptions } from '../registry.ts';
import { TransactionActs } from './acts.ts';
import { toCandidates } from './catalogue.ts';
import { EventsApi } from './events.ts';
import { Portier, portierAddress } from './portier.ts';
import { Scanner } from './scanner.ts';
import * as schemas from './schemas.ts';
import { Selling } from './selling.ts';
import { Session, tokenEnd } from './session.ts';
import { actMoments, actsTakenIn } from './status.ts';
import { TicketsApi } from './tickets.ts';
import { TransactionsApi } from './transactions.ts';
import { type ApiCall, type Call, endpointOf, keyAuthenticator, Transport } from './transport.ts';

/**
 * What vivenu can do with any credential (platform-spec 5). It has no payment link, no statistics, and gives money back only by cancelling,
 * so `payments.refund` is missing. `orders.invite` comes with a user's session (trap V-12), `tickets.scan` with a scanning token (trap V-11).
 */
export const vivenuCapabilities: readonly Capability[] = [
  'tickets',
  'tickets.since',
  'orders',
  'orders.since',
  'orders.search',
  'orders.create',
  'orders.cancel',
  'orders.refund',
  'orders.cancel_items',
  'orders.complete',
  'orders.mark_paid',
  'orders.mail',
  'payments',
  'payments.cash',
  'payments.terminal',
  'refunds',
  'catalogue.import',
  'catalogue.imported_only',
];

/** What vivenu can do with this credential. */
export function capabilitiesWith(credential: Credential): readonly Capability[] {
  return [
    ...vivenuCapabilities,
    ...(credential.kind === 'apiKey' ? [] : (['orders.invite'] as const)),
    ...(scanTokenOf(credential) === null ? [] : (['tickets.scan'] as const)),
  ];
}

function scanTokenOf(credential: Credential): string | null {
  const token = credential.scanToken?.trim() ?? '';
  return token === '' ? null : token;
}

const keyInfo: ApiCall = { method: 'GET', template: '/api/keys/info' };

/** One vivenu account. Changes come by asking: a desktop has no address for webhooks. */
export class VivenuPlatform extends PlatformBase {
  override readonly system = 'vivenu';
  /** V9 filters by one thing at a time, and every sale has an e-mail: the guest's, or one made of its reference (decision 0050). */
  readonly orderKeys = ['email', 'reference'] as const;
  readonly actMoments = actMoments;
  override readonly accountId: Platform['accountId'];
  override readonly capabilities: ReadonlySet<Capability>;
  /** Of a pasted token that says; it is renewed while the app runs, and the pasted one is what the next start begins with. */
  readonly expiresAtMs: number | undefined;
  readonly #credential: Credential;
  readonly #session: Session | null;
  readonly #call: Call;
  readonly #budget: RateBudget;
  readonly #events: EventsApi;
  readonly #tickets: TicketsApi;
  readonly #transactions: TransactionsApi;
  readonly #acts: TransactionActs;
  readonly #selling: Selling;
  readonly #scanner: Scanner | null;
  readonly #portier: Portier;
  readonly #reach: (signal: AbortSignal) => Promise<HostSign>;
  readonly #now: () => number;

  constructor(options: PlatformOptions) {
    super();
    const { credential } = options;
    const clock = options.clock ?? systemClock;
    const httpOf = (baseUrl: string, onClockSkew?: PlatformOptions['onClockSkew']) =>
      createHttp({
        ...{ baseUrl, clock, onClockSkew, version: options.version, onExchange: options.onExchange },
        ...{ readTimeoutMs: options.readTimeoutMs, writeTimeoutMs: options.writeTimeoutMs },
      });
    const http = httpOf(options.baseUrl, options.onClockSkew);
    this.accountId = options.accountId;
    this.capabilities = new Set(capabilitiesWith(credential));
    this.#credential = credential;
    this.expiresAtMs = credential.kind === 'token' ? (tokenEnd(credential.token) ?? undefined) : undefined;
    this.#now = () => clock.now();
    this.#reach = (signal) => http.reach(signal);
    this.#budget = new RateBudget({ clock });
    const transport = new Transport(http, this.#budget);
    this.#session = credential.kind === 'apiKey' ? null : new Session(transport, clock, credential);
    const auth = this.#session ?? keyAuthenticator(credential.kind === 'apiKey' ? credential.key : '');
    const call: Call = (each, ask) => transport.call(each, auth, ask);
    this.#call = call;
    this.#events = new EventsApi(call, clock);
    this.#tickets = new TicketsApi(call, this.#events);
    this.#transactions = new TransactionsApi(call, options.accountId);
    this.#acts = new TransactionActs(call, this.#transactions);
    const parts = { transactions: this.#transactions, tickets: this.#tickets, acts: this.#acts };
    this.#selling = new Selling(call, clock, parts);
    const { origin, path } = portierAddress(options.settings?.['portierUrl'], new URL(options.baseUrl).origin);
    const portier = new Transport(httpOf(origin), this.#budget);
    const calls = { api: call, portier: ((each, ask) => portier.call(each, auth, ask)) satisfies Call };
    this.#portier = new Portier(calls, path, this.#events, clock);
    const scanToken = scanTokenOf(credential);
    // A budget of its own: a pull that is told to wait must not keep the door waiting.
    this.#scanner = scanToken === null ? null : new Scanner(new Transport(http, new RateBudget({ clock })), scanToken);
  }

  /** V31 for an API key; a session proves itself by its login. A scanning token is asked too. */
  override async verify(ask: Ask): Promise<PlatformIdentity> {
    const name = await this.#name(ask);
    const tickets = await this.#tickets.count(ask);
    await this.#scanner?.verify(ask);
    return { name, tickets, ...(this.expiresAtMs === undefined ? {} : { expiresAtMs: this.expiresAtMs }) };
  }

  async #name(ask: Ask): Promise<string | null> {
    if (this.#credential.kind === 'login') return this.#credential.email;
    if (this.#credential.kind === 'token') return null;
    const info = decode(schemas.keyInfo, await this.#call(keyInfo, ask), endpointOf(keyInfo));
    return info.name?.trim() || null;
  }

  override signOut(): Promise<void> {
    this.#session?.forget();
    return Promise.resolve();
  }

  override budget(): BudgetState {
    const { limit, remaining, queued, waiting } = this.#budget.report();
    const until = queued.pull > 0 ? (waiting?.untilMs ?? null) : null;
    // The budget's clock never jumps; the screens count by the laptop's.
    const pullWaitsUntilMs = until === null ? null : Math.round(until - this.#now() + Date.now());
    return { limit, remaining, pullWaitsUntilMs };
  }

  override reach(signal: AbortSignal): Promise<HostSign> {
    return this.#reach(signal);
  }

  override events(request: PageRequest) {
    return this.#events.page(request);
  }

  override eventsOnDay(day: string, ask: Ask): Promise<readonly EventId[]> {
    return this.#events.onDay(day, ask);
  }

  override tickets(request: PageRequest & { readonly eventId?: EventId | undefined }) {
    return this.#tickets.page(request);
  }

  override ticketsSince(request: PageRequest & { readonly since: IsoTime }) {
    return this.#tickets.since(request);
  }

  override orders(query: OrderQuery) {
    return this.#transactions.page(query);
  }

  override ordersSince(request: PageRequest & { readonly since: IsoTime }) {
    return this.#transactions.since(request);
  }

  override order(id: OrderId, ask: Ask) {
    return this.#transactions.detail(id, ask);
  }

  override createOrder(draft: OrderDraft, ask: Ask) {
    return this.#selling.sell(draft, ask);
  }

  override payments(query: PaymentQuery) {
    return this.#transactions.payments(query);
  }

  override refundOrder(id: OrderId, ask: Ask & { readonly keepMoney?: boolean | undefined }) {
    return this.#acts.cancel(id, ask.keepMoney ?? false, ask);
  }

  override refundRequest(id: RefundRequestId, ask: Ask) {
    return this.#transactions.refundRequest(id, ask);
  }

  override refundRequests(request: PageRequest) {
    return this.#transactions.refundRequests(request);
  }

  override cancellableItems(id: OrderId, ask: Ask): Promise<readonly CancellableItem[]> {
    return this.#acts.cancellable(id, ask);
  }

  override cancelItems(...[id, choice, ask]: Parameters<Platform['cancelItems']>): Promise<void> {
    return this.#acts.cancelItems(id, choice, ask);
  }

  actsTaken(order: Pick<Order, 'platformStatus'>): readonly OrderAct[] {
    return actsTakenIn(order.platformStatus);
  }

  override completeOrder(id: OrderId, ask: Ask) {
    return this.#acts.complete(id, ask);
  }

  override markPaid(id: OrderId, ask: Ask): Promise<void> {
    return this.#acts.markPaid(id, ask);
  }

  override mailTickets(id: OrderId, email: string | null, ask: Ask): Promise<void> {
    return this.#acts.mailTickets(id, email, ask);
  }

  override sendInvitation(id: OrderId, ask: Ask): Promise<void> {
    // With an API key it would be a 401 that says nothing of the key (trap V-12).
    if (this.#session === null) return super.sendInvitation(id, ask);
    return this.#acts.invite(id, ask);
  }

  ticketsWithCode(barcode: string, ask: Ask) {
    return this.#tickets.withCode(barcode, ask);
  }

  override scan(barcode: string, ask: Ask): Promise<ScanAnswer> {
    return this.#scanner === null ? super.scan(barcode, ask) : this.#scanner.scan(barcode, ask);
  }

  override uploadScans(eventId: EventId, scans: readonly OfflineScan[], ask: Ask): Promise<void> {
    return this.#scanner === null ? super.uploadScans(eventId, scans, ask) : this.#scanner.upload(eventId, scans, ask);
  }

  override scansOf(eventId: EventId, ask: Ask): Promise<readonly DoorScan[]> {
    return this.#scanner === null ? super.scansOf(eventId, ask) : this.#portier.scansOf(eventId, ask, this.#scanner);
  }

  override async catalogueCandidates(ask: Ask) {
    const events = await this.#events.upcoming(Date.now(), ask);
    const nameless = events.some((event) => event.currency == null);
    const currency = nameless ? await this.#transactions.currency(ask) : 'EUR';
    return mapped('GET /api/events', () => toCandidates(events, currency));
  }
}
