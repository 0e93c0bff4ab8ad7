import type { Settings } from '../domain/settings.ts';
import type { SyncStatus } from '../domain/sync.ts';
import type { AccountId, OrderId, SaleId } from '../ids.ts';

/** What main tells the windows. Payloads are small: a window asks for the rest. */
export interface ContractEvents {
  'sync.status': SyncStatus;
  /** Tickets of the account changed in the cache; at most twice a second. */
  'tickets.changed': { readonly accountId: AccountId };
  'orders.changed': { readonly accountId: AccountId; readonly orderIds: readonly OrderId[] };
  'refunds.changed': { readonly accountId: AccountId };
  'sales.changed': { readonly saleIds: readonly SaleId[] };
  'queue.changed': { readonly waiting: number; readonly needsPerson: number };
  'admissions.changed': { readonly accountId: AccountId };
  'accounts.changed': Record<string, never>;
  'catalogue.changed': Record<string, never>;
  'settings.changed': Settings;
  /** Somebody started Willcall once more on the same data: this copy goes on, and says so. */
  'app.startedAgain': Record<string, never>;
}

export type EventName = keyof ContractEvents;
