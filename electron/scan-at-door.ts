import type { ScanOutcome } from '../shared/domain/scans.ts';
import type { Ticket } from '../shared/domain/tickets.ts';
import { type ProblemCode, problemOf } from '../shared/errors.ts';
import type { AccountId } from '../shared/ids.ts';
import type { DeskContext } from './desk/context.ts';
import { keptForItsEvening, scanHere, scanThere, scanUnlisted, ticketsWithCode, unknownCode } from './desk/scan.ts';
import type { ScanAnswer } from './platforms/platform.ts';
import { sendOutcome } from './platforms/platform-error.ts';
import type { Line } from './sync/context.ts';
import { mayAnswerNow, readTicketsWithCode, scanOnline } from './sync/scans.ts';
import type { Sync } from './sync/sync.ts';

/** A code held to the scanner of this door. */
export interface HeldUp {
  readonly code: string;
  readonly accountId?: AccountId | undefined;
  /** Whichever evening the ticket is for: somebody was told it and wants it all the same. */
  readonly evenSo: boolean;
}

/**
 * Whether a code opens the door: by the system's word where it can be asked within a guest's patience, else by this laptop's. A code that is not known
 * here is looked for at the systems first: it may have been sold a moment ago.
 * @throws ProblemError when a system answers that it will not decide, e.g. to a scanning token that was switched off.
 */
export async function scanAtDoor(desk: DeskContext, sync: Sync, held: HeldUp): Promise<ScanOutcome> {
  const [known] = ticketsWithCode(desk, held.code, held.accountId);
  return known ? scanTicket(desk, sync, known, held.evenSo) : scanUnknown(desk, sync, held);
}

async function scanTicket(desk: DeskContext, sync: Sync, ticket: Ticket, evenSo: boolean): Promise<ScanOutcome> {
  const otherEvening = evenSo ? null : keptForItsEvening(desk, ticket);
  if (otherEvening !== null) return otherEvening;
  const line = sync.lines().find(({ account }) => account.id === ticket.accountId);
  const askedAt = desk.now();
  const answer = line && decides(line) ? await ask(line, ticket.entry?.barcode ?? '') : 'not_sent';
  // With the cable out the door goes on by what is known here.
  if (typeof answer === 'string')
    return scanHere(desk, ticket, { evenSo, askedAt: answer === 'lost' ? askedAt : null });
  return scanThere(desk, ticket, answer.granted, evenSo);
}

async function scanUnknown(desk: DeskContext, sync: Sync, { code, accountId, evenSo }: HeldUp): Promise<ScanOutcome> {
  const lines = sync.lines().filter((line) => accountId === undefined || line.account.id === accountId);
  const readers = lines.filter((line) => decides(line) || line.platform.ticketsWithCode !== undefined);
  if (readers.length === 0) return unknownCode(null);
  const looks = await Promise.all(readers.map((line) => look(line, code)));
  const [found] = ticketsWithCode(desk, code, accountId);
  if (found) return scanTicket(desk, sync, found, evenSo);
  // Not listed, or in a row that cannot be read: the system may know it all the same.
  let unasked = readers.some((line, n) => !decides(line) && looks[n] === false);
  let refused: ScanOutcome | null = null;
  for (const line of readers.filter(decides)) {
    const answer = await ask(line, code);
    if (typeof answer === 'string') {
      unasked = true;
      continue;
    }
    const outcome = scanUnlisted(line.account.id, answer);
    if (answer.granted) return outcome;
    // Only a ticket has a status.
    if (answer.platformStatus !== null) refused ??= outcome;
  }
  return refused ?? unknownCode(!unasked);
}

function decides(line: Line): boolean {
  return line.platform.capabilities.has('tickets.scan');
}

/** @returns false when the system could not be asked. */
async function look(line: Line, code: string): Promise<boolean> {
  if (!mayAnswerNow(line)) return false;
  try {
    await readTicketsWithCode(line, code);
    return true;
  } catch (error) {
    const { code: problem } = problemOf(error);
    line.context.log.warn('a code could not be looked up', { account: line.account.id, code: problem });
    return false;
  }
}

/** @returns `not_sent` when the system was certainly not asked, `lost` when its answer did not come and it may have let the guest in. */
async function ask(line: Line, barcode: string): Promise<ScanAnswer | 'not_sent' | 'lost'> {
  if (!mayAnswerNow(line)) return 'not_sent';
  try {
    return await scanOnline(line, barcode);
  } catch (error) {
    // What the system refused is its answer.
    if (!noWay.has(problemOf(error).code)) throw error;
    return sendOutcome(error) === 'unknown' ? 'lost' : 'not_sent';
  }
}

/** Problems that say that the system could not be asked. */
const noWay: ReadonlySet<ProblemCode> = new Set([
  'offline',
  'host_unreachable',
  'timeout',
  'not_json',
  'server_error',
  'rate_limited',
  'bad_response',
]);
