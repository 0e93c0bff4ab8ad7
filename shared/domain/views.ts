import type { Problem } from '../errors.ts';
import type { EpochMs } from '../ids.ts';
import type { Deed, Refund, Sale } from './acts.ts';
import type { LostOrder, Order, OrderAct, OrderEvent, Payment, RefundRequest } from './orders.ts';
import type { AdmissionState, Contact, Ticket } from './tickets.ts';

/** Everything about one ticket's guest, from the cache and the ledger; no network. */
export interface GuestView {
  readonly ticket: Ticket;
  readonly admission: AdmissionState | null;
  /** Other tickets of the same contact, newest event date first, at most 100. */
  readonly otherTickets: readonly { readonly ticket: Ticket; readonly admission: AdmissionState | null }[];
  readonly orders: readonly Order[];
  readonly payments: readonly Payment[];
  readonly refundRequests: readonly RefundRequest[];
  readonly refunds: readonly Refund[];
  /** When the platform was last asked for this guest's orders; null if never. */
  readonly ordersFetchedAt: EpochMs | null;
}

/** What an admission answered: a second one is said loudly, with the time of the first. */
export interface AdmitOutcome {
  readonly outcome: 'admitted' | 'already_admitted';
  readonly state: AdmissionState;
}

/** One line of the Orders screen: an order of the platform, a sale of this door, or both in one. */
export interface OrderRow {
  readonly order: Order | null;
  readonly sale: Sale | null;
}

/** A page of the Orders screen. */
export interface OrderPage {
  readonly rows: readonly OrderRow[];
  readonly total: number;
  /** `platform` when the platform was asked just now, `cache` when it could not be. */
  readonly source: 'platform' | 'cache';
  readonly problem: Problem | null;
}

/** An order with all that belongs to it. */
export interface OrderDetail {
  readonly order: Order | null;
  readonly sale: Sale | null;
  readonly payments: readonly Payment[];
  readonly refundRequests: readonly RefundRequest[];
  readonly refunds: readonly Refund[];
  /** What was done here with the order and is not settled yet, oldest first. */
  readonly openDeeds: readonly Deed[];
  /** Of each kind the last that was done here with the order, where the platform refused it. */
  readonly refusedDeeds: readonly Deed[];
  readonly contact: Contact | null;
  /** The order's past as its system tells it, newest last; empty where it tells none. */
  readonly history: readonly OrderEvent[];
  /** Acts that the system takes where the order stands, by its own rules; null where those are not known here. */
  readonly acts: readonly OrderAct[] | null;
  /** Set while its system does not tell this order of ours when asked for it. */
  readonly lost: LostOrder | null;
}

/** One line of the Refunds screen. */
export interface RefundRow {
  readonly refund: Refund | null;
  readonly request: RefundRequest | null;
  /** Whose money it is; empty where nobody says, absent on the order's own page. */
  readonly guest?: string | undefined;
}

/** Something that was set aside or set back at the start, and where it is or what was wrong with it. */
export interface PlainNotice {
  readonly code: 'cache_rebuilt' | 'ledger_moved_aside' | 'settings_reset';
  readonly message: string;
}

/** What the start-up found, said once on the first screen. */
export type StartupNotice =
  | PlainNotice
  | { readonly code: 'demo_failed' }
  /** `seq` is the number of the first entry that is not as it was written. */
  | { readonly code: 'journal_broken'; readonly seq: number }
  | {
      readonly code: 'ledger_restored' | 'ledger_end_missing' | 'ledger_gone';
      /** What was written after this moment is missing; null when nothing at all is left. */
      readonly keptUntil: EpochMs | null;
      /** How many entries of the journal are missing at least; null when nothing tells. */
      readonly missing: number | null;
      /** Acts that are looked for on the platform before anything is sent. */
      readonly inDoubt: number;
    };

/** About this copy of Willcall. */
export interface AppInfo {
  readonly version: string;
  readonly runtime: string;
  readonly dataFolder: string;
  readonly firstRun: boolean;
  readonly notices: readonly StartupNotice[];
  /** Set when the stores could not be opened: the window then shows only this. */
  readonly fatal: Problem | null;
}
