import type { Ticket } from '../../shared/domain/tickets.ts';
import { type ProblemCode, problemOf } from '../../shared/errors.ts';
import type { EventId } from '../../shared/ids.ts';
import type { UntoldStep } from '../ledger/ledger.ts';
import type { DoorScan } from '../platforms/platform.ts';
import { type Line, syncAct } from './context.ts';
import { twoDoors } from './decide-conflict.ts';

/**
 * Compares what this door let in while it could not ask with what the other doors did: the system takes every batch of scans and says nothing
 * (VS3), so that of two laptops the one that tells later must look. One list an event. A ticket that both let in is written down and shown until a
 * person has seen to it.
 * Not through the status board: the scan service is a host of its own, and its silence says nothing of the account.
 * @returns how many conflicts were found.
 * @throws ProblemError when the list could not be read; what was not compared is compared the next time.
 */
export async function compareDoors(line: Line): Promise<number> {
  const { context, account, platform, memory, signal } = line;
  if (!platform.capabilities.has('tickets.scan') || memory.doorsUnknown) return 0;
  let found = 0;
  for (const [eventId, steps] of byEvent(line)) {
    let scans: readonly DoorScan[];
    try {
      scans = await platform.scansOf(eventId, { priority: 'signals', signal });
    } catch (error) {
      if (!neverListed.has(problemOf(error).code)) throw error;
      memory.doorsUnknown = true;
      context.log.warn('the scan service does not list scans', { account: account.id, code: problemOf(error).code });
      context.notify('admissions.changed', { accountId: account.id });
      return found;
    }
    found += noteConflicts(line, steps, scans);
  }
  return found;
}

/** Answers that are the same the next time: the key may not list scans, or there is no such list. */
export const neverListed: ReadonlySet<ProblemCode> = new Set(['forbidden', 'refused', 'refused_fields', 'not_found']);

interface Told {
  readonly step: UntoldStep;
  readonly ticket: Ticket;
}

/** What has to be compared; tickets that the system removed, or that have no code, are nobody's any more. */
function byEvent({ context, account }: Line): ReadonlyMap<EventId, readonly Told[]> {
  const events = new Map<EventId, Told[]>();
  const gone: UntoldStep[] = [];
  for (const step of context.ledger.doorConflicts.uncompared(account.id)) {
    const ticket = context.cache().tickets.get(account.id, step.key);
    if (!ticket?.entry) gone.push(step);
    else events.set(ticket.eventId, [...(events.get(ticket.eventId) ?? []), { step, ticket }]);
  }
  if (gone.length > 0) context.ledger.doorConflicts.markCompared(gone, syncAct(context));
  return events;
}

function noteConflicts(line: Line, told: readonly Told[], scans: readonly DoorScan[]): number {
  const { context, account, board } = line;
  const { admissions, doorConflicts } = context.ledger;
  const act = syncAct(context);
  const byCode = Map.groupBy(scans, ({ barcode }) => barcode);
  let found = 0;
  for (const { ticket } of told) {
    const barcode = ticket.entry?.barcode ?? '';
    const both = twoDoors(admissions.story(account.id, ticket.key), byCode.get(barcode) ?? [], board.skewMs);
    if (both === null) continue;
    const { here, there } = both;
    const noted = doorConflicts.note(
      {
        ...{ accountId: account.id, ticketKey: ticket.key, guest: ticket.holder.name, barcode },
        ...{ hereAt: here.at, hereBy: here.by, thereAt: there.at, there: there.door },
      },
      act,
    );
    if (noted) found += 1;
  }
  doorConflicts.markCompared(
    told.map(({ step }) => step),
    act,
  );
  if (found > 0) context.notify('admissions.changed', { accountId: account.id });
  return found;
}
