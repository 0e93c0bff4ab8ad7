import { type ProblemCode, ProblemError, problemOf } from '../../shared/errors.ts';
import { as, type EventId, type IsoTime } from '../../shared/ids.ts';
import type { UntoldStep } from '../ledger/ledger.ts';
import type { Ask, OfflineScan, ScanAnswer } from '../platforms/platform.ts';
import { failure } from '../platforms/platform-error.ts';
import { ask } from './ask.ts';
import { markBooked } from './asked-admissions.ts';
import { type Line, syncAct } from './context.ts';

/** Asks the system whether a code opens the door, as long as a guest can wait. @throws ProblemError when it cannot be asked. */
export function scanOnline(line: Line, barcode: string): Promise<ScanAnswer> {
  return withinPatience(line, (asking) => line.platform.scan(barcode, asking));
}

/**
 * Asks the system for the tickets with a code that no ticket here has: one that was sold after the last look, or has not been read yet. What it
 * finds is kept. Nothing is asked where the system has no such question. @throws ProblemError when it cannot be asked.
 */
export async function readTicketsWithCode(line: Line, barcode: string): Promise<void> {
  const { context, account, platform } = line;
  const found = await withinPatience(line, async (asking) => platform.ticketsWithCode?.(barcode, asking));
  if (found === undefined || found.rows.length === 0) return;
  context.cache().tickets.storeFound(account.id, found.rows);
  context.notify('tickets.changed', { accountId: account.id });
}

/** True when asking the system is worth a guest's waiting. */
export function mayAnswerNow({ board }: Line): boolean {
  return board.connectivity !== 'offline' && board.connectivity !== 'portal';
}

/**
 * Asks for a guest at the door, who waits so long and no longer. A scan that is on its way is not cut off: what it comes to is found in the list of
 * scans. @throws ProblemError `timeout`, with which it is not known whether the system did it.
 */
async function withinPatience<T>(line: Line, question: (asking: Ask) => Promise<T>): Promise<T> {
  const { context, account } = line;
  const limit = new AbortController();
  const signal = AbortSignal.any([line.signal, limit.signal]);
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    limit.abort();
    // What had not left yet says so first.
    setImmediate(() => late.reject(failure('timeout', 'no answer in time', { outcome: 'unknown', retryable: true })));
  }, context.pace.scanWithinMs);
  const answer = ask(line, () => question({ priority: 'staff', signal }));
  answer.catch((error: unknown) => {
    if (limit.signal.aborted) context.log.debug('asked too long', { account: account.id, code: problemOf(error).code });
  });
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Tells the system of admissions that were made here while it could not be asked, one request an event date, oldest first. One that was taken
 * back before it was told is nobody's business; one that the system knows of is taken back there too. Tickets without a code stay here.
 * @returns how many were told, and whether some wait until it is known what the system booked itself.
 */
export async function tellAdmissions(line: Line): Promise<{ readonly told: number; readonly waiting: boolean }> {
  const { context, account, platform, signal } = line;
  if (!platform.capabilities.has('tickets.scan')) return nothingTold;
  const untold = context.ledger.admissions.untold(account.id);
  if (untold.length === 0) return nothingTold;
  const waiting = await markBooked(line, untold);
  const { news, silent } = newsOf(context.ledger.admissions.untold(account.id).filter(({ key }) => !waiting.has(key)));
  const cache = context.cache();
  const byEvent = new Map<EventId, { scans: OfflineScan[]; steps: UntoldStep[] }>();
  for (const step of news) {
    const ticket = cache.tickets.get(account.id, step.key);
    if (!ticket) continue;
    if (ticket.entry === null) {
      silent.push(step);
      continue;
    }
    const group = byEvent.get(ticket.eventId) ?? { scans: [], steps: [] };
    group.steps.push(step);
    group.scans.push({
      barcode: ticket.entry.barcode,
      at: as<IsoTime>(new Date(step.at).toISOString()),
      granted: true,
      ...(step.step === -1 ? { out: true } : {}),
    });
    byEvent.set(ticket.eventId, group);
  }
  if (silent.length > 0) context.ledger.admissions.markTold(silent, syncAct(context));
  let told = 0;
  for (const [eventId, group] of byEvent) {
    try {
      await ask(line, () => platform.uploadScans(eventId, group.scans, { priority: 'signals', signal }));
    } catch (error) {
      if (!(error instanceof ProblemError) || !neverTaken.has(error.problem.code)) throw error;
      // Told again it would be refused again, and sales would wait for it. The admissions stand on this laptop.
      context.log.warn('the system did not take scans', { account: account.id, code: error.problem.code });
    }
    context.ledger.admissions.markTold(group.steps, syncAct(context));
    told += group.steps.length;
  }
  return { told, waiting: waiting.size > 0 };
}

const nothingTold = { told: 0, waiting: false } as const;

/** True while the system has to be told of admissions. */
export function hasUntold({ context, account, platform }: Line): boolean {
  return platform.capabilities.has('tickets.scan') && context.ledger.admissions.untold(account.id).length > 0;
}

/** Problems with a batch of scans that are the same the next time. */
const neverTaken: ReadonlySet<ProblemCode> = new Set(['refused', 'refused_fields', 'not_found']);

/** Sorts what the system was not told: an admission and its taking back cancel each other out when it knows of neither. Pure. */
export function newsOf(untold: readonly UntoldStep[]): { readonly news: UntoldStep[]; readonly silent: UntoldStep[] } {
  const silent = new Set<UntoldStep>();
  const standing = new Map<UntoldStep['key'], UntoldStep[]>();
  for (const step of untold) {
    const ways = standing.get(step.key) ?? [];
    standing.set(step.key, ways);
    const undone = step.step === -1 ? ways.pop() : undefined;
    if (step.step === 1) ways.push(step);
    else if (undone !== undefined) silent.add(undone).add(step);
  }
  return { news: untold.filter((step) => !silent.has(step)), silent: [...silent] };
}
