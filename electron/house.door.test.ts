import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { LookupFilter, Ticket } from '../shared/domain/tickets.ts';
import type { AccountId } from '../shared/ids.ts';
import { HouseFixture, until } from './house.fixture.ts';

/* A vivenu door on a bad evening: tickets sold a moment ago, answers that are lost or late, tickets of other evenings. */

let house: HouseFixture;
let accountId: AccountId;
const used = new Set<string>();

beforeAll(async () => {
  house = await HouseFixture.start();
  accountId = (await house.connect('vivenu')).id;
  await house.pulled(accountId);
}, 60_000);
afterAll(() => house.end());
afterEach(async () => {
  await house.sandbox.control('DELETE', '/faults');
  await house.cable('in');
});

interface Scan {
  readonly type: 'checkin' | 'checkout';
  readonly scanResult: 'approved' | 'declined';
}

interface Book {
  readonly transaction: { readonly _id: string };
  readonly tickets: readonly {
    readonly barcode: string;
    readonly secret: string;
    readonly status: string;
    readonly scans: readonly Scan[];
  }[];
}

async function books(): Promise<readonly Book[]> {
  return (await house.sandbox.control<{ data: Book[] }>('GET', '/vivenu/books?per_page=1000')).data;
}

/** What the system let in and out with a code. */
async function passed(code: string): Promise<readonly string[]> {
  const tickets = (await books()).flatMap((book) => book.tickets);
  const scans = tickets.find(({ barcode }) => barcode === code)?.scans ?? [];
  return scans.filter(({ scanResult }) => scanResult === 'approved').map(({ type }) => type);
}

/** The code of a ticket of tonight that was sold at another till a moment ago. */
async function soldElsewhere(): Promise<string> {
  const { id } = await tonightsEvent();
  const { transactions } = await house.sandbox.control<{ transactions: string[] }>('POST', '/vivenu/sales', {
    ...{ count: 1, pieces: 1, event_id: id },
  });
  const book = (await books()).find(({ transaction }) => transaction._id === transactions[0]);
  const code = book?.tickets[0]?.barcode;
  if (code === undefined) throw new Error('nothing was sold');
  return code;
}

async function tonightsEvent() {
  // Nobody typed anything: these are tonight's.
  const [ticket] = await tickets(isValid);
  if (ticket === undefined) throw new Error('nothing is on tonight');
  return { id: ticket.eventId };
}

async function tickets(
  wanted: (ticket: Ticket) => boolean,
  query = '',
  filter: LookupFilter = {},
): Promise<readonly Ticket[]> {
  const { hits } = await house.call('lookup.search', { query, filter, limit: 500 });
  return hits.flatMap((hit) => (hit.kind === 'ticket' && wanted(hit.ticket) ? [hit.ticket] : []));
}

/** A valid ticket of tonight that nobody has used, in the system's books with its order. */
async function unusedTicket(): Promise<Ticket> {
  const codes = unusedCodes(await books());
  const free = (ticket: Ticket) =>
    isValid(ticket) &&
    ticket.entry?.ticketType !== 'Abendkasse' &&
    codes.has(codeOf(ticket)) &&
    !used.has(codeOf(ticket));
  const [ticket] = await tickets(free);
  if (ticket === undefined) throw new Error('nobody is expected tonight');
  used.add(codeOf(ticket));
  return ticket;
}

const isValid = ({ entry }: Ticket): boolean => entry?.status === 'valid';

function unusedCodes(all: readonly Book[]): ReadonlySet<string> {
  const tickets = all.flatMap((book) => book.tickets);
  return new Set(
    tickets.filter(({ scans, status }) => status === 'VALID' && scans.length === 0).map(({ barcode }) => barcode),
  );
}
const codeOf = (ticket: Ticket): string => ticket.entry?.barcode ?? '';
const scan = (code: string) => house.call('scans.scan', { code });

test('a ticket that was sold after the last look is asked for, let in and kept', async () => {
  await house.fault('vivenu', '500', '^GET /api/tickets.*updatedAt', -1);
  const code = await soldElsewhere();
  expect(await tickets(() => true, code)).toEqual([]);
  const outcome = await scan(code);
  expect(outcome).toMatchObject({ access: 'granted', source: 'platform', ticket: { accountId } });
  expect(await passed(code)).toEqual(['checkin']);
  const [known] = await tickets(() => true, code);
  expect(known?.key).toBe(outcome.ticket?.key);
});

test('a code that no system knows is unknown; with the cable out nobody can say', async () => {
  expect(await scan('9999999999999999')).toMatchObject({ reason: 'unknown_code', source: 'platform' });
  await house.cable('out');
  expect(await scan('9999999999999999')).toMatchObject({ access: 'denied', reason: 'unknown_here', source: 'laptop' });
});

test('a code whose ticket cannot be listed is still the system’s to decide', async () => {
  await house.fault('vivenu', '500', '^GET /api/tickets', -1);
  const code = await soldElsewhere();
  expect(await scan(code)).toMatchObject({ access: 'granted', source: 'platform', ticket: { key: null } });
  expect(await passed(code)).toEqual(['checkin']);
});

test.each(['reset_after', '500_after'])(
  'an admission whose answer is lost (%s) is booked once and is no other door’s',
  async (kind) => {
    const ticket = await unusedTicket();
    const code = codeOf(ticket);
    await house.fault('vivenu', kind, 'POST /api/accessusers/tickets/');
    expect(await scan(code)).toMatchObject({ access: 'granted', source: 'laptop' });
    // A later admission is told after this one.
    const marker = codeOf(await unusedTicket());
    await house.cable('out');
    expect(await scan(marker)).toMatchObject({ access: 'granted', source: 'laptop' });
    await house.cable('in');
    await until('the next telling', async () => (await passed(marker)).length > 0);
    expect(await passed(code)).toEqual(['checkin']);
    expect((await house.call('admissions.conflicts', undefined)).open).toEqual([]);
    // Taken back once, the guest may come in again.
    await house.call('admissions.undo', { accountId, ticketKey: ticket.key });
    await until('the way out', async () => (await passed(code)).length === 2);
    expect(await scan(code)).toMatchObject({ access: 'granted', source: 'platform' });
    expect(await passed(code)).toEqual(['checkin', 'checkout', 'checkin']);
  },
);

test('an admission whose question never arrived is told, once', async () => {
  const code = codeOf(await unusedTicket());
  await house.fault('vivenu', 'reset_before', 'POST /api/accessusers/tickets/');
  expect(await scan(code)).toMatchObject({ access: 'granted', source: 'laptop' });
  await until('the telling', async () => (await passed(code)).length > 0);
  expect(await passed(code)).toEqual(['checkin']);
});

test('taken back at once, its answer lost, the guest is outside at the system too', async () => {
  const ticket = await unusedTicket();
  await house.fault('vivenu', 'reset_after', 'POST /api/accessusers/tickets/');
  await house.fault('vivenu', '500', 'GET /portier/api/scans', 2);
  expect(await scan(codeOf(ticket))).toMatchObject({ access: 'granted', source: 'laptop' });
  await house.call('admissions.undo', { accountId, ticketKey: ticket.key });
  await until('the way out', async () => (await passed(codeOf(ticket))).length === 2);
  expect(await passed(codeOf(ticket))).toEqual(['checkin', 'checkout']);
});

test('a system that takes its time is not waited for longer than a guest waits', async () => {
  const code = codeOf(await unusedTicket());
  const { pace } = house;
  // Nothing but the guest's patience ends the question before the system answers.
  await house.close();
  house.pace = { ...pace, scanWithinMs: 1_000, writeTimeoutMs: 60_000 };
  await house.open();
  try {
    await house.cable('in');
    await house.sandbox.control('POST', '/faults', {
      ...{ system: 'vivenu', kind: 'latency', route: 'POST /api/accessusers/tickets/', count: 1, ms: 8_000 },
    });
    const before = performance.now();
    expect(await scan(code)).toMatchObject({ access: 'granted', source: 'laptop' });
    expect(performance.now() - before).toBeLessThan(5_000);
  } finally {
    await house.close();
    house.pace = pace;
    await house.open();
  }
}, 60_000);

test('yesterday’s unused ticket is kept out while the system would let it in', async () => {
  const unused = unusedCodes(await books());
  const days = (await house.call('events.list', undefined)).flatMap(({ dates }) => dates.map(({ day }) => day));
  const past = days.filter((day) => Date.parse(day) < Date.now() - 48 * 3_600_000);
  const pages = await Promise.all(past.map((day) => tickets(isValid, '', { day })));
  const ticket = pages.flat().find((one) => unused.has(codeOf(one)));
  if (ticket === undefined) throw new Error('every ticket of the past was used');
  expect(await scan(codeOf(ticket))).toMatchObject({ access: 'denied', reason: 'other_event', source: 'laptop' });
  expect(await passed(codeOf(ticket))).toEqual([]);
  const evenSo = { code: codeOf(ticket), accountId, evenSo: true };
  expect(await house.call('scans.scan', evenSo)).toMatchObject({ access: 'granted', source: 'platform' });
  // The second time it is not its day that keeps it out.
  const again = { access: 'denied', reason: 'already_inside', source: 'platform' };
  expect(await house.call('scans.scan', evenSo)).toMatchObject(again);
});

test('a guest is found by the seat and by the secret of the ticket’s link, with the cable out', async () => {
  const seated = (await tickets(({ entry }) => entry?.seat != null))[0];
  if (seated === undefined) throw new Error('nobody sits tonight');
  const book = (await books()).flatMap((each) => each.tickets).find(({ barcode }) => barcode === codeOf(seated));
  await house.cable('out');
  const bySeat = await tickets(() => true, seated.entry?.seat ?? '');
  expect(bySeat[0]?.entry?.seat).toBe(seated.entry?.seat);
  expect(bySeat.map(({ key }) => key)).toContain(seated.key);
  expect((await tickets(() => true, book?.secret)).map(({ key }) => key)).toEqual([seated.key]);
});
