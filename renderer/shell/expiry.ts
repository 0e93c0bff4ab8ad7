import type { Account } from '../../shared/domain/accounts.ts';
import type { EpochMs } from '../../shared/ids.ts';

/** An evening is planned days ahead, and a token is made by somebody else. */
const warnAheadMs = 3 * 24 * 3_600_000;

/** When an account's token ends: `soon` from three days before on; null where it never does or where it is not known. */
export function expiryOf(
  account: Pick<Account, 'expiresAtMs'>,
  now: number,
): { readonly at: EpochMs; readonly state: 'later' | 'soon' | 'over' } | null {
  const at = account.expiresAtMs;
  if (at === null) return null;
  return { at, state: at <= now ? 'over' : at - now <= warnAheadMs ? 'soon' : 'later' };
}
