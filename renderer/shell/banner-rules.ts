import type { Account } from '../../shared/domain/accounts.ts';
import type { SyncStatus } from '../../shared/domain/sync.ts';
import { worstSkew } from '../bridge/use-tonight.ts';
import { expiryOf } from './expiry.ts';

/** What staff should act on now, whichever screen they are at. */
export type Banner =
  | {
      readonly kind: 'credential';
      readonly account: Account;
      readonly why: 'key_refused' | 'session_ended' | 'key_missing';
    }
  | { readonly kind: 'expiry'; readonly account: Account; readonly leftMs: number }
  /** The network shows its own page: nothing comes or goes before somebody signs in. */
  | { readonly kind: 'portal' }
  | { readonly kind: 'clock'; readonly skewMs: number };

/** The banners that the present state calls for, the worst first, one of each kind an account. */
export function bannersFor(
  accounts: readonly Account[],
  statuses: readonly SyncStatus[],
  now: number,
): readonly Banner[] {
  const banners: Banner[] = [];
  for (const account of accounts) {
    const why = credentialTrouble(
      account,
      statuses.find((status) => status.accountId === account.id),
    );
    const expiry = expiryOf(account, now);
    if (why !== null) banners.push({ kind: 'credential', account, why });
    else if (expiry?.state === 'over') banners.push({ kind: 'credential', account, why: 'session_ended' });
    else if (expiry?.state === 'soon') banners.push({ kind: 'expiry', account, leftMs: expiry.at - now });
  }
  if (statuses.some((status) => status.connectivity === 'portal')) banners.push({ kind: 'portal' });
  const worst = worstSkew(statuses);
  if (worst !== null) banners.push({ kind: 'clock', skewMs: worst });
  return banners;
}

function credentialTrouble(
  account: Account,
  status: SyncStatus | undefined,
): 'key_refused' | 'session_ended' | 'key_missing' | null {
  if (account.health === 'key_refused' || account.health === 'session_ended' || account.health === 'key_missing') {
    return account.health;
  }
  const code = status?.problem?.code;
  if (code === 'key_refused' || code === 'login_refused') return 'key_refused';
  return code === 'session_ended' ? 'session_ended' : null;
}
