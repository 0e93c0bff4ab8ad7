import type { ScanOutcome } from '../../shared/domain/scans.ts';
import { type Problem, problemOf } from '../../shared/errors.ts';
import type { AccountId, TicketKey } from '../../shared/ids.ts';
import { call } from '../bridge/client.ts';
import { navigate } from '../navigation/navigate.ts';
import type { RouteOf } from '../navigation/routes.ts';
import { makeStore } from '../navigation/store.ts';
import { setQuery } from '../screens/lookup/session.ts';
import { beep } from './beep.ts';
import { afterKey, isScan, noBurst } from './burst.ts';

/** One question whether a code opens the door. */
export interface Scan {
  readonly id: number;
  readonly code: string;
  readonly answer:
    | { readonly kind: 'asking' }
    | { readonly kind: 'outcome'; readonly outcome: ScanOutcome }
    | { readonly kind: 'problem'; readonly problem: Problem };
}

/** The scan whose verdict stands over the window; null for none. */
export const shownScan = makeStore<Scan | null>(null);

/** Tells of answers that came when the next guest was scanned already: they are not to cover that one. */
export const lateScan = makeStore<Scan | null>(null);

let burst = noBurst;
let lastId = 0;

/** Notes a key of the window. */
export function noteKey(key: string, at: number): void {
  burst = afterKey(burst, key, at);
}

/** True when a scanner typed the text just now. */
export function scannedJustNow(text: string): boolean {
  return isScan(burst, text);
}

/**
 * Asks whether a code opens the door, shows the verdict over everything, and the guest beneath it. @param accountId set where a button asks for a
 * ticket that is looked at: which evening it is for stands beside that button.
 */
export async function scanCode(code: string, accountId?: AccountId): Promise<void> {
  lastId += 1;
  const asking: Scan = { id: lastId, code, answer: { kind: 'asking' } };
  burst = noBurst;
  shownScan.set(() => asking);
  // The next scan begins with an empty box.
  setQuery('');
  const answer = await ask(code, accountId);
  const answered: Scan = { ...asking, answer };
  if (shownScan.get()?.id !== asking.id) {
    lateScan.set(() => answered);
    return;
  }
  settle(answered);
}

/** Shows an outcome that another way of admitting came to. */
export function showOutcome(code: string, outcome: ScanOutcome): void {
  lastId += 1;
  settle({ id: lastId, code, answer: { kind: 'outcome', outcome } });
}

/** Takes the verdict away. */
export function closeVerdict(): void {
  shownScan.set(() => null);
}

async function ask(code: string, accountId: AccountId | undefined): Promise<Scan['answer']> {
  try {
    return {
      kind: 'outcome',
      outcome: await call('scans.scan', accountId ? { code, accountId, evenSo: true } : { code }),
    };
  } catch (error) {
    return { kind: 'problem', problem: problemOf(error) };
  }
}

function settle(scan: Scan): void {
  const outcome = scan.answer.kind === 'outcome' ? scan.answer.outcome : null;
  const granted = outcome?.access === 'granted';
  beep(granted ? 'granted' : 'denied');
  const ticket = outcome?.ticket;
  if (ticket && ticket.key !== null) showGuest(ticket.accountId, ticket.key, granted);
  shownScan.set(() => scan);
}

/** The guest beneath the verdict; the same guest is not stacked upon themselves. */
function showGuest(accountId: AccountId, ticketKey: TicketKey, granted: boolean): void {
  const route: RouteOf<'guest'> = {
    ...{ screen: 'guest', accountId, ticketKey },
    ...(granted ? { justAdmitted: true } : {}),
  };
  const here = navigate.here();
  const same = here.screen === 'guest' && here.ticketKey === ticketKey && here.accountId === accountId;
  if (same) navigate.replace(route);
  else navigate.to(route);
}
