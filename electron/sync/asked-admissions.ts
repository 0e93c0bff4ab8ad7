import { problemOf } from '../../shared/errors.ts';
import type { EventId, TicketKey } from '../../shared/ids.ts';
import type { UntoldStep } from '../ledger/ledger.ts';
import type { DoorScan } from '../platforms/platform.ts';
import { neverListed } from './compare-doors.ts';
import { type Line, syncAct } from './context.ts';
import { bookedUnheard } from './decide-conflict.ts';

/**
 * Finds, among admissions that this laptop decided on since the system's answer was lost, those that the system has booked itself, and notes that
 * it knows of them: told again, one guest would be inside twice, and this door take itself for another one.
 * @param untold all that the account's system was not told of.
 * @returns tickets that must wait, since the scan service did not answer.
 */
export async function markBooked(line: Line, untold: readonly UntoldStep[]): Promise<ReadonlySet<TicketKey>> {
  const { context, account, platform, memory, board, signal } = line;
  const { admissions } = context.ledger;
  const waiting = new Set<TicketKey>();
  for (const [eventId, steps] of askedByEvent(line, untold)) {
    if (memory.doorsUnknown) break;
    let scans: readonly DoorScan[];
    try {
      // Not through the status board: the scan service is a host of its own.
      scans = await platform.scansOf(eventId, { priority: 'signals', signal });
    } catch (error) {
      const { code } = problemOf(error);
      // Where scans are never listed nothing can be found out: it is told, as by a door that could not ask.
      if (neverListed.has(code)) break;
      context.log.warn('whether the system booked an admission is not known yet', { account: account.id, code });
      for (const { key } of steps) waiting.add(key);
      continue;
    }
    const byCode = Map.groupBy(scans, ({ barcode }) => barcode);
    for (const step of steps) {
      const barcode = context.cache().tickets.get(account.id, step.key)?.entry?.barcode ?? '';
      const story = admissions.story(account.id, step.key);
      if (!bookedUnheard(step, story, byCode.get(barcode) ?? [], board.skewMs)) continue;
      // Told at the moment it was made, as what the system answered to.
      admissions.markTold([step], { ...syncAct(context), now: step.at });
    }
  }
  return waiting;
}

function askedByEvent({ context, account }: Line, untold: readonly UntoldStep[]): ReadonlyMap<EventId, UntoldStep[]> {
  const events = new Map<EventId, UntoldStep[]>();
  for (const step of untold) {
    const ticket = step.askedAt === null ? null : context.cache().tickets.get(account.id, step.key);
    if (ticket) events.set(ticket.eventId, [...(events.get(ticket.eventId) ?? []), step]);
  }
  return events;
}
