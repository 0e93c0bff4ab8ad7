import type { Account } from '../../shared/domain/accounts.ts';
import { can, useAccounts } from '../bridge/use-accounts.ts';
import { type MainScreen, mainScreens } from '../navigation/routes.ts';

/** The main screens that the connected accounts call for: what no system offers is absent. */
export function mainScreensFor(accounts: readonly Account[]): readonly MainScreen[] {
  const payments = accounts.some((account) => can(account, 'ticket_payments'));
  return mainScreens.filter((screen) => screen !== 'ticketPayment' || payments);
}

/** The main screens as they stand now. */
export function useMainScreens(): readonly MainScreen[] {
  return mainScreensFor(useAccounts());
}
