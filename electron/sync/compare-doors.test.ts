import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type SandboxProcess, spawnSandbox } from '../../sandbox/client.ts';
import type { Ticket } from '../../shared/domain/tickets.ts';
import type { ProblemCode } from '../../shared/errors.ts';
import { as, type EpochMs, type EventId, type TicketKey } from '../../shared/ids.ts';
import { dayInZone } from '../../shared/time.ts';
import { accountId } from '../ledger/test-ledger.ts';
import type { DoorScan } from '../platforms/platform.ts';
import { failure } from '../platforms/platform-error.ts';
import { createPlatform } from '../platforms/registry.ts';
import { compareDoors } from './compare-doors.ts';
import { readAllTickets } from './pull-tickets.ts';
import { TestLine } from './test-line.fixture.ts';

let sandbox: SandboxProcess;
let it: TestLine;
let asked: EventId[];
let answer: (eventId: EventId) => readonly DoorScan[];

beforeAll(async () => {
  sandbox = await spawnSandbox(['--tickets', '200', '--vivenu-tickets', '300', '--no-rate-limit']);
}, 60_000);
afterAll(() => sandbox.stop());
beforeEach(async () => {
  asked = [];
  answer = () => [];
  const platform = createPlatform('vivenu', {
    ...{ accountId, baseUrl: sandbox.vivenu, credential: sandbox.credentials.vivenu, version: 'test' },
    language: () => 'en',
  });
  platform.scansOf = async (eventId) => {
    asked.push(eventId);
    return answer(eventId);
  };
  it = new TestLine({ platform });
  it.it.nowMs = Date.now();
  await readAllTickets(it.line);
});
afterEach(() => it.remove());

/** Tickets of the account, by event, as far as needed here. */
function ticketsOf(events: number, each: number): readonly Ticket[] {
  const { hits } = it.line.context.cache().tickets.search('a', {}, { limit: 500, tonight: dayInZone(it.it.nowMs) });
  const found = hits.flatMap((hit) => (hit.kind === 'ticket' && hit.ticket.entry !== null ? [hit.ticket] : []));
  const byEvent = [...Map.groupBy(found, ({ eventId }) => eventId).values()].filter((some) => some.length >= each);
  return byEvent.slice(0, events).flatMap((some) => some.slice(0, each));
}

/** Lets the ticket in here, and tells the system a while later. */
function admitted(key: TicketKey): EpochMs {
  const { admissions } = it.ledger;
  const at = it.it.act();
  admissions.admit(accountId, key, at);
  it.pass(60_000);
  admissions.markTold(admissions.untold(accountId), it.it.act());
  return at.now;
}

const elsewhere = (ticket: Ticket, at: number): DoorScan => ({
  ...{ barcode: ticket.entry?.barcode ?? '', at: as<EpochMs>(at), way: 'in', door: 'Balcony', admits: 1 },
});
const refuse = (code: ProblemCode) => () => {
  throw failure(code, 'no', { outcome: 'refused' });
};
const open = () => it.ledger.doorConflicts.open();
const due = () => it.ledger.doorConflicts.uncompared(accountId).length;

test('one list an event, however many were let in, and none when there is nothing to compare', async () => {
  const tickets = ticketsOf(2, 3);
  for (const { key } of tickets) admitted(key);
  expect(tickets).toHaveLength(6);
  expect(await compareDoors(it.line)).toBe(0);
  expect([...new Set(asked)].sort()).toEqual([...new Set(tickets.map(({ eventId }) => eventId))].sort());
  expect(asked).toHaveLength(2);
  expect(await compareDoors(it.line)).toBe(0);
  expect(asked).toHaveLength(2);
});

test('a conflict is written down with guest, code, times and door, and told to the windows', async () => {
  const [ticket] = ticketsOf(1, 1);
  if (ticket === undefined) throw new Error('no ticket');
  const at = admitted(ticket.key);
  answer = () => [elsewhere(ticket, at - 5_000), elsewhere(ticket, at)];
  expect(await compareDoors(it.line)).toBe(1);
  expect(open()).toMatchObject([
    {
      ...{ ticketKey: ticket.key, guest: ticket.holder.name, barcode: ticket.entry?.barcode, there: 'Balcony' },
      ...{ hereAt: at, hereBy: 'Mila', thereAt: at - 5_000 },
    },
  ]);
  expect(it.told).toContain('admissions.changed');
});

test.each(['server_error', 'timeout', 'rate_limited', 'not_json'] as const)(
  'a list that does not come (%s) is asked for again, after a restart too',
  async (code) => {
    const [ticket] = ticketsOf(1, 1);
    if (ticket === undefined) throw new Error('no ticket');
    const at = admitted(ticket.key);
    answer = refuse(code);
    await expect(compareDoors(it.line)).rejects.toMatchObject({ problem: { code } });
    expect(due()).toBe(1);
    it.restart();
    answer = () => [elsewhere(ticket, at - 5_000)];
    expect(await compareDoors(it.line)).toBe(1);
    expect(due()).toBe(0);
  },
);

test.each(['forbidden', 'not_found'] as const)(
  'a key that may not list scans (%s) is not asked again, is said, and loses nothing',
  async (code) => {
    const [ticket] = ticketsOf(1, 1);
    if (ticket === undefined) throw new Error('no ticket');
    admitted(ticket.key);
    answer = refuse(code);
    expect(await compareDoors(it.line)).toBe(0);
    expect(await compareDoors(it.line)).toBe(0);
    expect(asked).toHaveLength(1);
    expect(it.line.memory.doorsUnknown).toBe(true);
    expect(it.told).toContain('admissions.changed');
    expect(it.line.board.health).toBe('ok');
    expect(due()).toBe(1);
  },
);

test('a ticket that the system has removed is nobody’s conflict and does not come up again', async () => {
  admitted(as<TicketKey>('gone'));
  expect(await compareDoors(it.line)).toBe(0);
  expect([asked.length, due()]).toEqual([0, 0]);
});
