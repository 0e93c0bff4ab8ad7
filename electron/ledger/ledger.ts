import type { Account } from '../../shared/domain/accounts.ts';
import type {
  Attempt,
  CatalogueItem,
  OrderItem,
  QueueEntry,
  QueueState,
  Refund,
  RefundTarget,
  Sale,
} from '../../shared/domain/orders.ts';
import type { AdmissionState, Contact } from '../../shared/domain/tickets.ts';
import type {
  AccountId,
  CatalogueItemId,
  EpochMs,
  OrderId,
  RefundId,
  RefundRequestId,
  SaleId,
  TicketKey,
} from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';

/** An account as the ledger keeps it: no key (that is the keychain's), no health (that is sync's). */
export type AccountRecord = Omit<Account, 'health' | 'capabilities'>;

export interface AccountBook {
  list(): readonly AccountRecord[];
  get(id: AccountId): AccountRecord | null;
  add(account: AccountRecord): void;
  update(
    id: AccountId,
    change: Partial<Pick<AccountRecord, 'label' | 'baseUrl' | 'credentialKind' | 'credentialHint'>>,
  ): void;
  /** The record is marked removed; what was done with it stays. */
  remove(id: AccountId, now: EpochMs): void;
}

/** What makes a new sale. */
export interface NewSale {
  readonly accountId: AccountId;
  readonly customer: Contact;
  readonly items: readonly OrderItem[];
  readonly total: Money;
}

/** What makes a new refund. */
export interface NewRefund {
  readonly accountId: AccountId;
  readonly target: RefundTarget;
  readonly orderNumber: string;
  readonly guest: string;
  readonly amount: Money;
}

/** Who acts, and when; goes into the journal with every money act. */
export interface Act {
  readonly by: string;
  readonly now: EpochMs;
}

/** An act that the queue holds, by kind and id. */
export type ActRef =
  | { readonly kind: 'sale'; readonly id: SaleId }
  | { readonly kind: 'refund'; readonly id: RefundId };

/** What a change of state writes beside the state. Undefined fields stay as they are. */
export interface Settlement {
  readonly attempt?: Attempt | undefined;
  readonly nextAttemptMs?: EpochMs | null | undefined;
  readonly order?:
    | {
        readonly id: OrderId;
        readonly number: string;
        readonly publicToken: string;
        readonly paymentLink: string | null;
      }
    | undefined;
  readonly requests?: readonly RefundRequestId[] | undefined;
}

/**
 * The queue and what it carries. The state is on disk before anything leaves the laptop; each change of state is one transaction with its
 * journal entry.
 */
export interface SalesBook {
  create(sale: NewSale, act: Act): Sale;
  get(id: SaleId): Sale | null;
  byOrder(accountId: AccountId, orderId: OrderId): Sale | null;
  /** Open sales first, then newest. */
  recent(limit: number): readonly Sale[];
  /** Local search for the Orders screen: reference, customer, order number. */
  search(text: string, limit: number): readonly Sale[];
  /** Sales whose order is confirmed and whose payment is not final, for the paid signals. */
  awaitingPayment(accountId: AccountId): readonly Sale[];
  setPayState(id: SaleId, state: 'awaiting_payment' | 'paid' | 'declined' | 'expired' | 'cancelled', act: Act): Sale;
  noteCash(id: SaleId, amount: Money, act: Act): Sale;
  /** Order ids that sales of this laptop already claim. */
  claimedOrders(accountId: AccountId): ReadonlySet<OrderId>;
}

export interface RefundsBook {
  create(refund: NewRefund, act: Act): Refund;
  get(id: RefundId): Refund | null;
  /** Newest first. */
  recent(limit: number): readonly Refund[];
  ofOrder(accountId: AccountId, orderId: OrderId): readonly Refund[];
  /** A refund of the same payment or order that is not rejected or cancelled: a second one must not be written. */
  standing(accountId: AccountId, target: RefundTarget): Refund | null;
}

export interface Queue {
  /** Takes the oldest act that is due and puts it to `sending`, in one transaction; null when none is due. */
  claim(accountId: AccountId, act: Act): QueueEntry | null;
  /** Moves an act from one state to another, compare-and-set. @returns false when it was not in `from` any more. */
  move(ref: ActRef, from: QueueState, to: QueueState, settlement: Settlement, act: Act): boolean;
  get(ref: ActRef): QueueEntry | null;
  /** Acts in the given states, oldest first. */
  inStates(accountId: AccountId | null, states: readonly QueueState[]): readonly QueueEntry[];
  /** After a start: what was `sending` or `reconciling` when the process died becomes `unknown`. @returns how many. */
  recoverInterrupted(act: Act): number;
  counts(accountId?: AccountId): { readonly waiting: number; readonly needsPerson: number };
  list(options: { readonly settled: boolean; readonly limit: number }): readonly QueueEntry[];
  /** When the earliest waiting act of the account is due; null when none waits. */
  nextDue(accountId: AccountId): EpochMs | null;
}

export interface AdmissionBook {
  admit(accountId: AccountId, key: TicketKey, act: Act): AdmissionState;
  undo(accountId: AccountId, key: TicketKey, act: Act): AdmissionState | null;
  state(accountId: AccountId, key: TicketKey): AdmissionState | null;
  /** States of many tickets at once, for a page of hits. */
  states(
    keys: readonly { readonly accountId: AccountId; readonly key: TicketKey }[],
  ): ReadonlyMap<string, AdmissionState>;
  /** Standing admissions by event date are counted by the caller: this gives the keys. */
  admittedKeys(accountId: AccountId): readonly TicketKey[];
}

export interface CatalogueBook {
  list(): readonly CatalogueItem[];
  save(
    item: Omit<CatalogueItem, 'id' | 'position' | 'importKey'> & {
      readonly id: CatalogueItemId | null;
      readonly importKey?: string | null;
    },
  ): CatalogueItem;
  remove(id: CatalogueItemId): void;
  reorder(ids: readonly CatalogueItemId[]): void;
}

/** One line of the append-only, hash-chained record of money acts. */
export interface JournalEntry {
  readonly seq: number;
  readonly at: EpochMs;
  readonly by: string;
  readonly what: string;
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
}

export interface Journal {
  entries(fromSeq: number, limit: number): readonly JournalEntry[];
  /** Walks the whole chain. @returns null when it holds, else the first entry that does not. */
  verify(): { readonly seq: number; readonly reason: string } | null;
}

/** What was done on this laptop; cannot be pulled from anywhere. */
export interface Ledger {
  readonly accounts: AccountBook;
  readonly sales: SalesBook;
  readonly refunds: RefundsBook;
  readonly queue: Queue;
  readonly admissions: AdmissionBook;
  readonly catalogue: CatalogueBook;
  readonly journal: Journal;
  /** Writes an online backup. @returns its path. */
  backup(): Promise<string>;
  close(): void;
}
