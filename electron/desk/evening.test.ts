import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Ticket } from '../../shared/domain/tickets.ts';
import { account, type CacheKit, cacheKit, pullAll, ticketRow, time } from '../cache/test-kit.ts';
import { anAccount, TestLedger } from '../ledger/test-ledger.ts';
import { type DeskContext, doorZone, tonightHere } from './context.ts';
import { lookUp } from './lookup.ts';
import { keptForItsEvening, scanHere } from './scan.ts';

/* A door where the clocks are others than those of the laptop and of the usual venue. */

let ledger: TestLedger;
beforeEach(() => {
  ledger = new TestLedger();
});
afterEach(() => ledger.remove());

function deskAt(iso: string, { cache }: CacheKit): DeskContext {
  return {
    ...{ cache: () => cache, ledger: ledger.ledger, now: () => time(Date.parse(iso)) },
    ...{ clockOffMs: () => 0, staffName: () => 'Mila' },
  };
}

const one = (code: string, name: string, date: string, zone?: string) =>
  ticketRow({ identity: code, event: code, name, date, barcode: code, ...(zone === undefined ? {} : { zone }) });

const names = (desk: DeskContext) =>
  lookUp(desk, { query: '' }, []).hits.map((hit) => (hit.kind === 'ticket' ? hit.ticket.holder.name : ''));

function ticketOf(desk: DeskContext, code: string): Ticket {
  const [ticket] = desk.cache().tickets.byBarcode(code);
  if (ticket === undefined) throw new Error('the ticket is not here');
  return ticket;
}

describe('in New York', () => {
  const zone = 'America/New_York';
  let kit: CacheKit;
  beforeEach(() => {
    kit = cacheKit();
    pullAll(kit.cache, [
      one('1', 'Tonight', '2026-07-10T23:00:00-04:00', zone),
      one('2', 'Tomorrow', '2026-07-11T23:00:00-04:00', zone),
      one('3', 'Far away', '2026-08-30T19:00:00+02:00'),
    ]);
  });

  // In Belgrade it is four, then seven in the morning of the 11th: before and after a night ends.
  test.each(['2026-07-11T02:00:00Z', '2026-07-11T05:00:00Z'])('at %s it is the evening of the 10th', (now) => {
    const desk = deskAt(now, kit);
    expect(doorZone(desk)).toBe(zone);
    expect(tonightHere(desk)).toBe('2026-07-10');
    expect(names(desk)).toEqual(['Tonight']);
    ledger.ledger.accounts.add(anAccount(account));
    expect(scanHere(desk, ticketOf(desk, '1'), { evenSo: false, askedAt: null })).toMatchObject({
      access: 'granted',
      ticket: { eventZone: zone },
    });
    expect(keptForItsEvening(desk, ticketOf(desk, '2'))).toMatchObject({ access: 'denied', reason: 'other_event' });
  });

  test('a ticket says the zone of its event; one whose system names none has the usual venue’s', () => {
    const desk = deskAt('2026-07-11T02:00:00Z', kit);
    expect(ticketOf(desk, '1')).toMatchObject({ zone, eventDate: '2026-07-10T23:00:00-04:00' });
    expect(ticketOf(desk, '3').zone).toBe('Europe/Belgrade');
    const events = desk.cache().tickets.events();
    expect(events.map((event) => [event.zone, event.dates.map(({ day }) => day)])).toEqual([
      [zone, ['2026-07-10']],
      [zone, ['2026-07-11']],
      ['Europe/Belgrade', ['2026-08-30']],
    ]);
  });
});

test('a zone that is corrected at the system is corrected here, and one that is not said again stays', () => {
  const kit = cacheKit();
  pullAll(kit.cache, [one('1', 'Ana', '2026-07-10T20:00:00+02:00', 'Europe/Berlin')]);
  pullAll(kit.cache, [one('1', 'Ana', '2026-07-10T20:00:00+01:00', 'Europe/London')]);
  const desk = deskAt('2026-07-10T19:00:00Z', kit);
  expect(ticketOf(desk, '1')).toMatchObject({ zone: 'Europe/London', eventDateMs: Date.parse('2026-07-10T19:00:00Z') });
  pullAll(kit.cache, [one('1', 'Ana', '2026-07-10T20:00:00+01:00')]);
  expect(ticketOf(desk, '1').zone).toBe('Europe/London');
  expect(kit.cache.tickets.count(account)).toBe(1);
});
