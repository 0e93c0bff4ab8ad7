import type { Ids } from './ids.ts';
import type { Ticket } from './model.ts';

export interface ScanFacts {
  readonly type: 'checkin' | 'checkout';
  readonly scanResult: 'approved' | 'declined';
  /** Epoch ms, when the ticket was held to the scanner: hours before `storedMs` if it was scanned offline. */
  readonly timeMs: number;
  readonly storedMs: number;
  readonly deviceId?: string | undefined;
  readonly parentEventId?: string | undefined;
  /** Of a ticket for a series: the evening it was scanned at. */
  readonly eventId?: string | undefined;
}

/** A scan as the portier service gives it (VS7 of platform-spec). */
export interface Scan {
  readonly _id: string;
  readonly ticketId: string;
  readonly eventId: string;
  readonly parentEventId?: string | undefined;
  readonly barcode: string;
  readonly ticketTypeId: string;
  readonly type: 'checkin' | 'checkout';
  readonly scanResult: 'approved' | 'declined';
  readonly time: string;
  readonly name?: string | undefined;
  readonly ticketName: string;
  readonly deviceId?: string | undefined;
  readonly sellerId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function makeScan(ids: Ids, ticket: Ticket, facts: ScanFacts): Scan {
  const stored = new Date(facts.storedMs).toISOString();
  return {
    ...{ _id: ids.object(facts.storedMs), ticketId: ticket._id, eventId: facts.eventId ?? ticket.eventId },
    ...{ parentEventId: facts.parentEventId, barcode: ticket.barcode, ticketTypeId: ticket.ticketTypeId },
    ...{
      type: facts.type,
      scanResult: facts.scanResult,
      time: new Date(facts.timeMs).toISOString(),
      name: ticket.name,
    },
    ...{ ticketName: ticket.ticketName, deviceId: facts.deviceId, sellerId: ticket.sellerId },
    ...{ createdAt: stored, updatedAt: stored },
  };
}

export const INSERT_SCAN = 'INSERT INTO scans VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** Columns of `INSERT_SCAN`. */
export function scanColumns(scan: Scan): (string | number | null)[] {
  return [
    ...[scan._id, scan.sellerId, scan.ticketId, scan.eventId, scan.parentEventId ?? null, scan.type, scan.scanResult],
    ...[Date.parse(scan.time), Date.parse(scan.createdAt), JSON.stringify(scan)],
  ];
}
