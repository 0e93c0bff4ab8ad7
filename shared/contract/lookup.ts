import { z } from 'zod';
import type { ScanOutcome } from '../domain/scans.ts';
import type { Statistics } from '../domain/sync.ts';
import type { AdmissionState, DoorConflicts, EventSummary, LookupResult } from '../domain/tickets.ts';
import type { AdmitOutcome, GuestView } from '../domain/views.ts';
import { call } from './define.ts';
import { accountId, day, doorConflictId, eventId, nothing, ticketKey } from './inputs.ts';

const filter = z.object({
  accountId: accountId.optional(),
  eventId: eventId.optional(),
  day: day.optional(),
});

export const lookupCalls = {
  /** Local and instant. An empty query lists tonight's tickets, by name. */
  'lookup.search': call(
    z.object({ query: z.string().max(200), filter: filter.optional(), limit: z.int().min(1).max(500).optional() }),
  ).returns<LookupResult>(),
  /** Asks the platforms' order search for what is not found here: `lookup.search` finds by these words from then on what they found. */
  'lookup.askPlatform': call(
    z.object({ query: z.string().trim().min(1).max(200), accountId: accountId.optional() }),
  ).returns<{
    readonly found: number;
  }>(),

  'events.list': call(z.undefined()).returns<readonly EventSummary[]>(),
  /** The zone of the clock on this door's wall, by the events about now. */
  'events.doorZone': call(nothing).returns<{ readonly zone: string }>(),

  'guests.open': call(z.object({ accountId, ticketKey })).returns<GuestView>(),
  /**
   * Asks the platform for this guest's orders, payments and refunds, and answers with the view as it then is. `unasked`: nobody pressed for it, so
   * it asks for less, waits behind everything that somebody waits for, and ends when another guest is asked for or `guests.leave` is called.
   */
  'guests.refresh': call(z.object({ accountId, ticketKey, unasked: z.boolean().optional() })).returns<GuestView>(),
  'guests.leave': call(nothing).returns<void>(),

  /** `again` admits a guest who is inside already, after the warning was seen. */
  'admissions.admit': call(z.object({ accountId, ticketKey, again: z.boolean().optional() })).returns<AdmitOutcome>(),
  'admissions.undo': call(z.object({ accountId, ticketKey })).returns<AdmissionState | null>(),

  /** Tickets that this door and another one let in, until a person has seen to them. */
  'admissions.conflicts': call(nothing).returns<DoorConflicts>(),
  /** A person has seen to it: it is no longer shown, and stays in the ledger. */
  'admissions.confirmConflict': call(z.object({ id: doorConflictId })).returns<void>(),

  /**
   * Reads a scanned or typed code as a ticket and lets its guest in, asking the system where it can be asked. `evenSo` lets a ticket of another
   * evening in as well, by somebody who was told which.
   */
  'scans.scan': call(
    z.object({
      code: z.string().trim().min(1).max(200),
      accountId: accountId.optional(),
      evenSo: z.boolean().optional(),
    }),
  ).returns<ScanOutcome>(),

  'insights.statistics': call(z.object({ accountId, from: day, to: day })).returns<Statistics>(),
};
