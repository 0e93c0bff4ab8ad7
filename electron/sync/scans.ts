import type { Ticket } from '../../shared/domain/tickets.ts';
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
 * Tells the system of admissions that were made here while it could not be asked, one request an event date, oldest first. Undone ones are
 * told as neither: only what stands at the end is. Tickets without a code are nobody's business but this laptop's.
 * @returns how many were told.
 */
export async function tellAdmissions(line: Line): Promise<number> {
  const { context, account, platform, signal } = line;
  if (!platform.capabilities.has('tickets.scan')) return 0;
  const steps = context.ledger.admissions.untold(account.id);
  if (steps.length === 0) return 0;
  const cache = context.cache();
  const byEvent = new Map<EventId, { scans: OfflineScan[]; steps: UntoldStep[] }>();
  const silent: UntoldStep[] = [];
  for (const step of steps) {
    const ticket = cache.tickets.get(account.id, step.key);
    if (!ticket) continue;
    const undone = step.step === -1 || wasUndone(steps, step);
    if (ticket.entry === null || undone) {
      silent.push(step);
      continue;
    }
    const group = byEvent.get(ticket.eventId) ?? { scans: [], steps: [] };
    group.steps.push(step);
    group.scans.push({
      barcode: ticket.entry.barcode,
      at: as<IsoTime>(new Date(step.at).toISOString()),
      granted: true,
    });
    byEvent.set(ticket.eventId, group);
  }
  if (silent.length > 0) context.ledger.admissions.markTold(silent, syncAct(context));
  let told = 0;
  for (const [eventId, group] of byEvent) {
    await ask(line, () => platform.uploadScans(eventId, group.scans, { priority: 'signals', signal }));
    context.ledger.admissions.markTold(group.steps, syncAct(context));
    told += group.steps.length;
  }
  return told;
}

/** True when a later step of the same ticket takes this one back. */
function wasUndone(steps: readonly UntoldStep[], step: UntoldStep): boolean {
  let standing = 0;
  for (const other of steps) {
    if (other.key !== step.key || other.seq <= step.seq) continue;
    standing += other.step;
    if (standing < 0) return true;
  }
  return false;
}
