import type { Account } from '../../shared/domain/accounts.ts';
import type { Attempt, Deed, QueueEntry, QueueState, Refund, RefundTarget, Sale } from '../../shared/domain/acts.ts';
import type { CatalogueItem } from '../../shared/domain/catalogue.ts';
import type { ActKind, HistoryPage, HistoryState } from '../../shared/domain/history.ts';
import type { QueueCounts } from '../../shared/domain/sync.ts';
import type { AdmissionState, DoorConflict } from '../../shared/domain/tickets.ts';
import type {
  AccountId,
  CatalogueItemId,
  DeedId,
  DoorConflictId,
  EpochMs,
  OrderId,
  RefundId,
  RefundRequestId,
  SaleId,
  TicketKey,
} from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';
import type { OrderPayState } from './pay-states.ts';

/** An account as the ledger keeps it: no key (that is the keychain's), no health (that is sync's). */
export type AccountRecord = Omit<Account, 'health' | 'capabilities' | 'expiresAtMs'>;

export interface AccountBook {
  list(): readonly AccountRecord[];
  get(id: AccountId): AccountRecord | null;
  /** What every account is called that ever was here, removed ones too. */
  names(): ReadonlyMap<AccountId, Pick<AccountRecord, 'label' | 'system'>>;
  /**
   * Accounts of the same platform as this one, the newest first, itself and those that were removed among them: orders and payments are the same for all.
   */
  atPlaceOf(id: AccountId): readonly AccountId[];
  add(account: AccountRecord): void;
  update(
    id: AccountId,
    change: Partial<Pick<AccountRecord, 'label' | 'baseUrl' | 'credentialKind' | 'credentialHint' | 'advanced'>>,
  ): void;
  /** The record is marked removed; what was done with it stays. */
  remove(id: AccountId, now: EpochMs): void;
}

/** What makes a new sale. */
export type NewSale = Pick<Sale, 'accountId' | 'customer' | 'items' | 'total' | 'tender'>;

/** What makes a new refund. */
export type NewRefund = Pick<Refund, 'accountId' | 'target' | 'orderNumber' | 'guest' | 'amount'>;

/** What makes a new deed. */
export type NewDeed = Pick<Deed, 'accountId' | 'act' | 'orderId' | 'orderNumber' | 'guest' | 'amount' | 'email'>;

/** Who acts, and when; goes into the journal with every money act. */
export interface Act {
  readonly by: string;
  readonly now: EpochMs;
}

/** An act that the queue holds, by kind and id. */
export type ActRef =
  | { readonly kind: 'sale'; readonly id: SaleId }
  | { readonly kind: 'refund'; readonly id: RefundId }
  | { readonly kind: 'deed'; readonly id: DeedId };

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
  /** Of what is refused: nobody waits for the answer, so that somebody has to be called (`Queue.refusals`). */
  readonly unheard?: boolean | undefined;
}

/**
 * What was sold. The state is on disk before anything leaves the laptop; each change of state is one transaction with its
 * journal entry.
 */
export interface SalesBook {
  /** Writes the sale, its place in the queue and its journal entry in one transaction. @throws ProblemError `account_missing`, `disk_full`. */
  create(sale: NewSale, act: Act): Sale;
  get(id: SaleId): Sale | null;
  byOrder(accountId: AccountId, orderId: OrderId): Sale | null;
  /** Sales that the queue or a payment has not finished first, then the rest, each newest first. */
  recent(limit: number): readonly Sale[];
  /** Local search for the Orders screen: reference, customer, order number. */
  search(text: string, limit: number): readonly Sale[];
  /** Sales whose order is confirmed and whose payment is awaited or was declined, newest first, for the paid signals. */
  awaitingPayment(accountId: AccountId): readonly Sale[];
  /**
   * Writes what the platform says of the payment. An answer that is older than what is known (a paid sale "awaiting payment") changes nothing.
   * @throws Error for a sale that is not confirmed.
   */
  setPayState(id: SaleId, state: OrderPayState, act: Act): Sale;
  /** Adds to the sale's story, once, that the platform's order has another total. Does nothing to a sale that says so already. */
  noteTotal(id: SaleId, total: Money, act: Act): void;
  /** Notes cash in place of what was noted before; the journal keeps both. @throws Error for a sale that was rejected or cancelled. */
  noteCash(id: SaleId, amount: Money, act: Act): Sale;
  /** Orders of a platform that sales of this laptop are: whichever account sold them, and were it removed since. */
  claimedOrders(place: Pick<AccountRecord, 'system' | 'baseUrl'>): ReadonlySet<OrderId>;
}

/**
 * Money that was asked back. An order is the same one for every account of its platform: what one of them asked for, were it removed since, stands in
 * the way of all.
 */
export interface RefundsBook {
  /** @throws ProblemError `already_refunded` when one stands in its way (the database refuses it too), `account_missing`. */
  create(refund: NewRefund, act: Act): Refund;
  get(id: RefundId): Refund | null;
  /** Newest first. */
  recent(limit: number): readonly Refund[];
  /** Those of an order, newest first. */
  ofOrder(accountId: AccountId, orderId: OrderId): readonly Refund[];
  /** Those of these requests that refunds of this laptop asked for. */
  askedHere(accountId: AccountId, requests: readonly RefundRequestId[]): ReadonlySet<RefundRequestId>;
  /** Confirmed refunds that stand and hold one of these requests. */
  standingWith(accountId: AccountId, requests: readonly RefundRequestId[]): readonly Refund[];
  /**
   * A refund that stands in the way of this one: of the same payment or order and not rejected, cancelled or released. The whole order and one
   * of its payments stand in each other's way too, since refunding the order asks for all its payments (T12).
   */
  standing(accountId: AccountId, target: RefundTarget): Refund | null;
  /**
   * The platform accepted the refund and then decided against all of its requests: no money goes back, so that another may be asked for.
   * Does nothing to one that no longer stands. @throws Error for a refund that is not confirmed.
   */
  release(id: RefundId, reason: 'rejected' | 'failed', act: Act): Refund;
}

/** What is done with orders that exist (docs/decisions/0038), under whichever account of their platform, as with refunds. */
export interface DeedsBook {
  /**
   * Writes the deed, its place in the queue and its journal entry in one transaction.
   * @throws ProblemError `already_sent` while the same of this order is not settled (the database refuses it too), `account_missing`, `disk_full`.
   */
  create(deed: NewDeed, act: Act): Deed;
  get(id: DeedId): Deed | null;
  /** Those of an order that are not settled, oldest first. */
  openOf(accountId: AccountId, orderId: OrderId): readonly Deed[];
  /** All of an order, oldest first. */
  ofOrder(accountId: AccountId, orderId: OrderId): readonly Deed[];
  /** Of each kind the last that was done with an order, where the platform refused it; what was taken back does not count. Oldest first. */
  lastRefused(accountId: AccountId, orderId: OrderId): readonly Deed[];
}

export interface Queue {
  /**
   * Takes the oldest queued act that is due and puts it to `sending`, with an attempt `sent`, in one transaction; null when none is due. Acts
   * that wait for their next attempt, are in doubt or need a person hold up nobody.
   * @param note of the attempt `sent`.
   */
  claim(accountId: AccountId, act: Act, note?: string): QueueEntry | null;
  /**
   * Moves an act from one state to another, compare-and-set. A settled act, and one that needs a person, waits for no next attempt.
   * @returns false when it was not in `from` any more; nothing is written then.
   * @throws Error for a move that is not legal (queue-states.ts), or a sale confirmed without its order; ProblemError `already_sent` when
   *   another sale has that order; `disk_full`.
   */
  move(ref: ActRef, from: QueueState, to: QueueState, settlement: Settlement, act: Act): boolean;
  get(ref: ActRef): QueueEntry | null;
  /** Acts in the given states, oldest first. */
  inStates(accountId: AccountId | null, states: readonly QueueState[]): readonly QueueEntry[];
  /** Acts that were refused while nobody waited for the answer and that nobody has seen since, newest first. */
  refusals(): readonly QueueEntry[];
  /** A person has seen that it was refused. Does nothing to one that was seen. */
  confirmRefusal(ref: ActRef, act: Act): void;
  /** After a start: what was `sending` or `reconciling` when the process died becomes `unknown`. @returns how many. */
  recoverInterrupted(act: Act): number;
  counts(accountId?: AccountId): QueueCounts;
  /** What needs a person first, then what else is not settled, each oldest first; then, if asked, what is settled, newest first. */
  list(options: { readonly settled: boolean; readonly limit: number }): readonly QueueEntry[];
  /** When the earliest queued act of the account is due (long ago when it waits for nothing); null when none is queued. */
  nextDue(accountId: AccountId): EpochMs | null;
}

/** Acts as the history finds them. Days have become moments: `fromMs` is included, `beforeMs` is not. */
export interface HistoryQuery {
  readonly search: string;
  readonly kind: ActKind | null;
  readonly state: HistoryState | null;
  readonly fromMs: number | null;
  readonly beforeMs: number | null;
  readonly accountId: AccountId | null;
}

/** Everything that was written down here, newest first. */
export interface History {
  /** When the last act before a moment was written down; null when there is none. */
  lastBefore(ms: number): EpochMs | null;
  /** @param at which part of what fits, counted from 0. */
  page(query: HistoryQuery, at: { readonly offset: number; readonly limit: number }): HistoryPage;
  /**
   * The same in slices, so that what is written down meanwhile shifts nothing.
   * @param below the `next` of the slice before; null for the first.
   */
  slice(
    query: HistoryQuery,
    below: number | null,
    limit: number,
  ): { readonly entries: readonly QueueEntry[]; readonly next: number | null };
}

/** One step of a ticket's admission that its system does not know of. */
export interface UntoldStep {
  readonly seq: number;
  readonly key: TicketKey;
  /** 1 let in, -1 took it back. */
  readonly step: 1 | -1;
  readonly at: EpochMs;
  /** When the system had been asked before, by this laptop's clock, if its answer was lost: it may have booked this itself. */
  readonly askedAt: EpochMs | null;
}

/** One step of a ticket's story, and when its system came to know of it; null while it does not. */
export interface AdmissionStory extends UntoldStep {
  readonly toldAt: EpochMs | null;
  readonly by: string;
}

/** Who is inside, by this laptop's word. Every admission and every undoing stays on record. */
export interface AdmissionBook {
  /** @param askedAt when the system was asked first, if its answer was lost. */
  admit(accountId: AccountId, key: TicketKey, act: Act, askedAt?: EpochMs | null): AdmissionState;
  /** Takes back the newest admission that stands. @returns the state then; null for a ticket that was never admitted. */
  undo(accountId: AccountId, key: TicketKey, act: Act): AdmissionState | null;
  state(accountId: AccountId, key: TicketKey): AdmissionState | null;
  /** States of many tickets at once, for a page of hits; the map's keys are `<accountId>\n<key>`. */
  states(
    keys: readonly { readonly accountId: AccountId; readonly key: TicketKey }[],
  ): ReadonlyMap<string, AdmissionState>;
  /** Admissions and undone ones that the account's system has not been told of, oldest first. */
  untold(accountId: AccountId): readonly UntoldStep[];
  /** Notes that the system knows of these steps. */
  markTold(steps: readonly UntoldStep[], act: Act): void;
  /** All steps of a ticket, oldest first. One that its system booked itself was told at the moment it was made. */
  story(accountId: AccountId, key: TicketKey): readonly AdmissionStory[];
  /** Standing admissions by event date are counted by the caller: this gives the keys. */
  admittedKeys(accountId: AccountId): readonly TicketKey[];
}

/** Tickets that this door and another one let in, as the system's list of scans shows. They stay until a person has seen to them. */
export interface DoorConflictBook {
  /** Admissions that the system was told of later than they were made, and that were not compared with other doors' yet, oldest first. */
  uncompared(accountId: AccountId): readonly UntoldStep[];
  markCompared(steps: readonly UntoldStep[], act: Act): void;
  /** Writes a conflict down. @returns false when it is known already. */
  note(conflict: Omit<DoorConflict, 'id' | 'foundAt'>, act: Act): boolean;
  /** Those that nobody has seen to, newest first. */
  open(): readonly DoorConflict[];
  /** A person has seen to it. Does nothing to one that was seen to. */
  confirm(id: DoorConflictId, act: Act): void;
}

export interface CatalogueBook {
  /** Items of connected accounts, in the order of the Sell screen. */
  list(): readonly CatalogueItem[];
  /**
   * Adds an item at the end (`id` null), or changes one where it stands. An import key that the account has already changes that item, so that
   * nothing doubles; a key left out stays as it is. @throws ProblemError `not_found`, `account_missing`.
   */
  save(
    item: Omit<CatalogueItem, 'id' | 'position' | 'importKey'> & {
      readonly id: CatalogueItemId | null;
      readonly importKey?: string | null | undefined;
    },
  ): CatalogueItem;
  remove(id: CatalogueItemId): void;
  /** Puts these first, in this order; those not named follow as they were. */
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
  /** The newest entry: who notes its number and hash elsewhere can tell later whether the end was cut off. */
  head(): JournalEntry | null;
  /** Walks the whole chain. @returns null when it holds, else the first entry that does not. */
  verify(): { readonly seq: number; readonly reason: string } | null;
}

/** What was done on this laptop; cannot be pulled from anywhere. */
export interface Ledger {
  readonly accounts: AccountBook;
  readonly sales: SalesBook;
  readonly refunds: RefundsBook;
  readonly deeds: DeedsBook;
  readonly queue: Queue;
  readonly history: History;
  readonly admissions: AdmissionBook;
  readonly doorConflicts: DoorConflictBook;
  readonly catalogue: CatalogueBook;
  readonly journal: Journal;
  /** Writes an encrypted copy beside the older ones, proves that it opens, and removes the oldest. @returns its path. */
  backup(): Promise<string>;
  /** Grows with everything that is written, so that a backup can be left out when nothing was. */
  writes(): number;
  close(): void;
}
