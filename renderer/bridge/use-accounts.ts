import type { Account, Capability } from '../../shared/domain/accounts.ts';
import type { SyncStatus } from '../../shared/domain/sync.ts';
import type { AccountId } from '../../shared/ids.ts';
import { useCall } from './use-call.ts';

/** The connected accounts; empty until they are known. */
export function useAccounts(): readonly Account[] {
  return useCall('accounts.list', undefined).data ?? [];
}

/** What sync says of each account; kept fresh by events. */
export function useSyncStatus(): readonly SyncStatus[] {
  return useCall('sync.status', undefined).data ?? [];
}

/** True when the account's system can do this: ask for this and never for a system's name. */
export function can(account: Account | undefined, capability: Capability): boolean {
  return account?.capabilities.includes(capability) ?? false;
}

/** True when something new can be sold through the account; where a payment is for a ticket that exists already, nothing is. */
export function sells(account: Account | undefined): boolean {
  return can(account, 'orders.create') && !can(account, 'ticket_payments');
}

/** The account with this id, if it is connected. */
export function accountOf(accounts: readonly Account[], id: AccountId): Account | undefined {
  return accounts.find((account) => account.id === id);
}

/** True when at least one platform answers (well or slowly). */
export function anyOnline(statuses: readonly SyncStatus[]): boolean {
  return statuses.some((status) => status.connectivity === 'online' || status.connectivity === 'slow');
}
