import type { Ticket } from '../../shared/domain/tickets.ts';
import { type ProblemCode, ProblemError } from '../../shared/errors.ts';
import { as, type EventId, type IsoTime } from '../../shared/ids.ts';
import type { UntoldStep } from '../ledger/ledger.ts';
import type { OfflineScan } from '../platforms/platform.ts';
import { ask } from './ask.ts';
import { type Line, syncAct } from './context.ts';

/** Asks the system whether a ticket's code opens the door. @throws ProblemError when it cannot be asked. */
export function scanOnline(line: Line, ticket: Ticket): Promise<{ readonly granted: boolean }> {
  const barcode = ticket.entry?.barcode ?? '';
  return ask(line, () => line.platform.scan(barcode, { priority: 'staff', signal: line.signal }));
}

/**
 * Tells the system of admissions that were made here while it could not be asked, one request an event date, oldest first. One that was taken
 * back before it was told is nobody's business; one that the system knows of is taken back there too. Tickets without a code stay here.
 * @returns how many were told.
 */
export async function tellAdmissions(line: Line): Promise<number> {
  const { context, account, platform, signal } = line;
  if (!platform.capabilities.has('tickets.scan')) return 0;
  const untold = context.ledger.admissions.untold(account.id);
  if (untold.length === 0) return 0;
  const { news, silent } = newsOf(untold);
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
  return told;
}

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
