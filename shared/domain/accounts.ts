import type { AccountId, EpochMs } from '../ids.ts';

/** The ticketing systems that Willcall speaks to, in the order in which they are offered. */
export const systemIds = ['ticrs', 'vivenu', 'ozora'] as const;

export type SystemId = (typeof systemIds)[number];

/**
 * What a system can do. Screens ask for these and never for a system's name; what is missing is absent or greyed with the reason.
 */
export type Capability =
  | 'tickets'
  | 'orders'
  | 'orders.search'
  | 'orders.create'
  | 'orders.cancel'
  | 'orders.refund'
  | 'payments'
  | 'payments.refund'
  | 'payments.link'
  | 'refunds'
  | 'catalogue.import'
  /** Only what its calendar holds can be sold: an item made by hand has no id there. */
  | 'catalogue.imported_only'
  | 'statistics'
  /** Tickets that changed since a moment can be asked for. */
  | 'tickets.since'
  /** Orders that changed since a moment can be asked for. */
  | 'orders.since'
  | 'tickets.scan'
  | 'payments.cash'
  | 'payments.terminal'
  /** Items of an order can be cancelled one by one. */
  | 'orders.cancel_items'
  | 'orders.complete'
  | 'orders.mark_paid'
  | 'orders.mail'
  | 'orders.invite'
  /** A payment for a ticket that exists already can be started, by the ticket's number. */
  | 'ticket_payments'
  /** Ways to pay for a ticket can be listed; without it, the payment code is typed. */
  | 'ticket_payments.options'
  /** Tickets that have payments can be listed, so that their payments are pulled in the background. */
  | 'ticket_payments.ids';

/** A second credential of systems that know scanners apart from staff (vivenu's access users, trap V-11). */
interface ScanCredential {
  readonly scanToken?: string | undefined;
}

/** How staff prove who they are to the system: a key from its dashboard, or e-mail and password for a session. */
export type Credential =
  | ({ readonly kind: 'apiKey'; readonly key: string } & ScanCredential)
  | ({ readonly kind: 'login'; readonly email: string; readonly password: string } & ScanCredential)
  /** A token that somebody issued, pasted in; with a service's own beside it where the system asks for one (O1, O2). */
  | ({ readonly kind: 'token'; readonly token: string; readonly serviceToken?: string | undefined } & ScanCredential);

/** Why an account cannot work right now; `ok` when it can. */
export type AccountHealth = 'ok' | 'unchecked' | 'key_refused' | 'session_ended' | 'key_missing';

/** A connected account as the screens see it: never its key. */
export interface Account {
  readonly id: AccountId;
  readonly system: SystemId;
  readonly label: string;
  /** Origin of the system's API, e.g. `https://tic.rs`. */
  readonly baseUrl: string;
  readonly credentialKind: Credential['kind'];
  /** Last four characters of the key, or the e-mail that logs in; enough to tell two accounts apart. */
  readonly credentialHint: string;
  readonly demo: boolean;
  /** Advanced settings of the system, e.g. paths that its documentation leaves open; empty for most. */
  readonly advanced: Readonly<Record<string, string>>;
  readonly connectedAt: EpochMs;
  readonly capabilities: readonly Capability[];
  readonly health: AccountHealth;
  /** When its key stops working, where the key says so. */
  readonly expiresAtMs: EpochMs | null;
}
