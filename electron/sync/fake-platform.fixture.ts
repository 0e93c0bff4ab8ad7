import type { Order, OrderItem, Payment, RefundRequest } from '../../shared/domain/orders.ts';
import type { Contact } from '../../shared/domain/tickets.ts';
import type { ProblemCode } from '../../shared/errors.ts';
import {
  as,
  type EpochMs,
  type IsoTime,
  type OrderId,
  type PaymentId,
  type RefundRequestId,
} from '../../shared/ids.ts';
import { sumMoney, timesMoney } from '../../shared/money.ts';
import { accountId } from '../ledger/test-ledger.ts';
import type { CreatedOrder, OrderDraft, Page, Platform, SetAsideRow } from '../platforms/platform.ts';
import { failure } from '../platforms/platform-error.ts';

/** What becomes of the next write. `late`: the connection dies, and the work is done `lateMs` after. */
export type Fate = 'ok' | 'not_sent' | 'refused' | 'lost_before' | 'lost_after' | 'late';

interface Made {
  readonly order: Order;
  /** As it was sent. */
  readonly sent: OrderDraft;
  /** As the platform keeps it. */
  readonly draft: OrderDraft;
}

/** A platform in memory with books of its own, whose answers get lost on demand. Time is the test's. */
export class FakePlatform {
  /** By the platform's own clock. */
  readonly now: () => number;
  readonly made: Made[] = [];
  readonly payments: Payment[] = [];
  readonly requests: RefundRequest[] = [];
  /** Fates of the next writes; then everything goes well. */
  fates: Fate[] = [];
  lateMs = 1_000;
  /** Reads fail while this is true. */
  unreachable = false;
  /** Reads of these orders fail so. */
  readonly refusals = new Map<OrderId, ProblemCode>();
  /** Orders that were asked for by themselves. */
  readonly askedFor: OrderId[] = [];
  /** The list of payments fails so. */
  paymentsRefused: ProblemCode | null = null;
  /** What the search finds nothing by. */
  searchIgnores: 'nothing' | 'everything' = 'nothing';
  /** What its search looks at, and how it keeps what it is sent. */
  searchesIn: readonly (keyof Contact)[] = ['name', 'email', 'phone'];
  keeps: (customer: Contact) => Contact = (customer) => customer;
  /** What it makes of what it is sent to sell: it may rename, round or add. */
  sells: (items: readonly OrderItem[]) => readonly OrderItem[] = (items) => items;
  /** Rows of its lists that nobody can read. */
  unreadable: (row: Order | Payment | RefundRequest) => boolean = () => false;
  perPage = 100;
  writes = 0;
  /** While late work is done: when it was done. */
  #workAt: number | null = null;
  #pending: { readonly at: number; readonly work: () => void }[] = [];

  constructor(now: () => number) {
    this.now = now;
  }

  /** The same as the interface that sync knows, as far as queue and reconciling use it. */
  get platform(): Platform {
    const platform = {
      system: 'ticrs',
      accountId,
      capabilities: new Set(['orders', 'orders.search', 'orders.create', 'payments', 'payments.refund', 'refunds']),
      budget: () => ({ remaining: null, pullWaitsUntilMs: null }),
      createOrder: async (draft: OrderDraft) => this.#write(() => this.#create(draft)),
      orders: async (query: { page: number; search?: string | undefined }) => this.#read(() => this.#list(query)),
      order: async (id: OrderId) => this.#read(() => this.#detail(id)),
      payments: async ({ page }: { page: number }) => {
        if (this.paymentsRefused) throw failure(this.paymentsRefused, 'no list', { outcome: 'refused' });
        return this.#read(() => this.#pageOf([...this.payments].reverse(), page));
      },
      refundPayment: async (id: PaymentId) => this.#write(() => this.#request(id)),
      refundOrder: async (id: OrderId) =>
        this.#write(() => this.payments.filter((one) => one.orderId === id).map((one) => this.#request(one.id))),
      refundRequests: async ({ page }: { page: number }) =>
        this.#read(() => this.#pageOf([...this.requests].reverse(), page)),
      refundRequest: async (id: RefundRequestId) => this.#read(() => this.requests.find((one) => one.id === id)),
    };
    return platform as unknown as Platform;
  }

  /** Does what was to be done late. */
  tick(): void {
    const due = this.#pending.filter(({ at }) => at <= this.now());
    this.#pending = this.#pending.filter(({ at }) => at > this.now());
    for (const { at, work } of due) {
      this.#workAt = at;
      work();
    }
    this.#workAt = null;
  }

  /** A guest pays. */
  pay(id: OrderId): PaymentId {
    const order = this.made.find((one) => one.order.id === id)?.order;
    if (!order) throw new Error('no such order');
    const payment = { id: as<PaymentId>(`p${this.payments.length}`), status: 'approved', amount: order.total };
    const createdAtMs = this.#second();
    const createdAt = as<IsoTime>(new Date(createdAtMs).toISOString());
    this.payments.push({ ...payment, accountId, orderId: id, orderNumber: order.number, createdAt, createdAtMs });
    return payment.id;
  }

  /** An order is cancelled, or its time is over. */
  cancel(id: OrderId): void {
    const at = this.made.findIndex((one) => one.order.id === id);
    const made = this.made[at];
    if (made) this.made[at] = { ...made, order: { ...made.order, status: 'cancelled' } };
  }

  /** Somebody else makes an order. */
  create(draft: OrderDraft): CreatedOrder {
    return this.#create(draft);
  }

  request(id: PaymentId): RefundRequestId {
    return this.#request(id);
  }

  #create(draft: OrderDraft): CreatedOrder {
    const n = this.made.length;
    const createdAtMs = this.#second();
    const publicToken = `tok${String(n).padStart(5, '0')}`;
    const items = this.sells(draft.items);
    const total = sumMoney(
      items.map((item) => timesMoney(item.unitPrice, item.quantity)),
      draft.currency,
    );
    const order: Order = {
      accountId,
      id: as<OrderId>(`order-${n}`),
      number: `AAA-${String(n).padStart(4, '0')}`,
      publicToken,
      status: 'awaiting_payment',
      platformStatus: { id: '1', name: 'New' },
      total,
      createdAt: as<IsoTime>(new Date(createdAtMs).toISOString()),
      createdAtMs,
      contact: null,
      items: null,
      paymentLink: null,
    };
    this.made.push({ order, sent: draft, draft: { ...draft, items, customer: this.keeps(draft.customer) } });
    const paymentLink = `https://pay.example/${publicToken}`;
    return { id: order.id, number: order.number, publicToken, paymentLink, status: order.status };
  }

  #list({ page, search }: { page: number; search?: string | undefined }): Page<Order> {
    const found = [...this.made].reverse().filter(({ order, draft }) => {
      if (search === undefined) return true;
      if (this.searchIgnores === 'everything') return false;
      const kept = this.searchesIn.map((field) => draft.customer[field]);
      return [order.number, order.publicToken, ...kept].some((text) =>
        text.toLowerCase().includes(search.toLowerCase()),
      );
    });
    return this.#pageOf(
      found.map(({ order }) => order),
      page,
    );
  }

  #detail(id: OrderId) {
    this.askedFor.push(id);
    const refused = this.refusals.get(id);
    if (refused) throw failure(refused, 'refused', { outcome: 'refused' });
    const made = this.made.find((one) => one.order.id === id);
    if (!made) throw failure('not_found', 'Not found', { outcome: 'refused' });
    return {
      order: { ...made.order, items: made.draft.items },
      payments: this.payments.filter((payment) => payment.orderId === id),
    };
  }

  #request(paymentId: PaymentId): RefundRequestId {
    const id = as<RefundRequestId>(`r${this.requests.length}`);
    const createdAtMs = this.#second();
    this.requests.push({
      accountId,
      id,
      paymentId,
      orderId: null,
      orderNumber: null,
      amount: null,
      state: 'requested',
      rejectionReason: null,
      createdAt: as<IsoTime>(new Date(createdAtMs).toISOString()),
      createdAtMs,
      decidedAt: null,
      refundPaymentId: null,
    });
    return id;
  }

  #pageOf<Row extends Order | Payment | RefundRequest>(rows: readonly Row[], page: number): Page<Row> {
    const { perPage } = this;
    const all = rows.slice((page - 1) * perPage, page * perPage);
    const good: Row[] = [];
    const setAside: SetAsideRow[] = [];
    for (const row of all) {
      if (!this.unreadable(row)) good.push(row);
      else setAside.push({ field: 'total', message: 'unexpected', fingerprint: row.id, after: good.length });
    }
    return {
      rows: good,
      setAside,
      total: rows.length,
      pages: Math.max(1, Math.ceil(rows.length / perPage)),
      page,
    };
  }

  #read<T>(answer: () => T): T {
    if (this.unreachable) throw failure('host_unreachable', 'cut', { outcome: 'unknown', retryable: true });
    return answer();
  }

  #write<T>(work: () => T): T {
    this.writes += 1;
    const lost = (): never => {
      throw failure('host_unreachable', 'the connection broke', { outcome: 'unknown', retryable: true });
    };
    switch (this.fates.shift() ?? 'ok') {
      case 'ok':
        return work();
      case 'not_sent':
        throw failure('offline', 'no way', { outcome: 'not_sent', retryable: true });
      case 'refused':
        throw failure('refused_fields', 'The total is invalid.', { outcome: 'refused' });
      case 'lost_before':
        return lost();
      case 'lost_after':
        work();
        return lost();
      case 'late':
        this.#pending.push({ at: this.now() + this.lateMs, work });
        return lost();
    }
  }

  /** Whole seconds, as the real one gives them. */
  #second(): EpochMs {
    return as<EpochMs>(Math.floor((this.#workAt ?? this.now()) / 1000) * 1000);
  }
}
