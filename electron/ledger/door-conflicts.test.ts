import { afterEach, beforeEach, expect, test } from 'vitest';
import { as, type EpochMs, type TicketKey } from '../../shared/ids.ts';
import { accountId, startMs, TestLedger } from './test-ledger.ts';

const ticket = as<TicketKey>('t1');
const conflict = {
  ...{ accountId, ticketKey: ticket, guest: 'Ђорђе Живковић', barcode: '1234567890123456' },
  ...{ hereAt: as<EpochMs>(startMs), hereBy: 'Mila', thereAt: as<EpochMs>(startMs - 60_000), there: 'Balcony' },
};

let it: TestLedger;
beforeEach(() => {
  it = new TestLedger();
});
afterEach(() => it.remove());

/** Lets the ticket in, and tells the system so many milliseconds later. */
function admit(toldAfterMs: number | null): number {
  const { admissions } = it.ledger;
  it.nowMs += 1_000;
  admissions.admit(accountId, ticket, it.act());
  const step = admissions.untold(accountId).at(-1);
  if (step === undefined) throw new Error('nothing to tell');
  if (toldAfterMs !== null) {
    it.nowMs += toldAfterMs;
    admissions.markTold([step], it.act());
  }
  return step.seq;
}

test('what the system was told of later is compared once; what it booked itself, or does not know of, is not', () => {
  admit(0);
  const told = admit(5_000);
  admit(null);
  const due = it.ledger.doorConflicts.uncompared(accountId);
  expect(due.map(({ seq }) => seq)).toEqual([told]);
  it.ledger.doorConflicts.markCompared(due, it.act());
  it.ledger.doorConflicts.markCompared(due, it.act());
  it.reopen();
  expect(it.ledger.doorConflicts.uncompared(accountId)).toEqual([]);
});

test('a ticket’s story says what its system knows of, and when', () => {
  const booked = admit(0);
  const silent = admit(null);
  const story = it.ledger.admissions.story(accountId, ticket);
  expect(story.map(({ seq, at, toldAt, by }) => [seq, toldAt === at, toldAt === null, by])).toEqual([
    [booked, true, false, 'Mila'],
    [silent, false, true, 'Mila'],
  ]);
});

test('a conflict is written down once and stays, over starts, until a person has seen to it', () => {
  expect(it.ledger.doorConflicts.note(conflict, it.act())).toBe(true);
  expect(it.ledger.doorConflicts.note(conflict, it.act())).toBe(false);
  const other = { ...conflict, ticketKey: as<TicketKey>('t2'), there: null };
  expect(it.ledger.doorConflicts.note(other, it.act())).toBe(true);
  it.reopen();
  const [newest, first] = it.ledger.doorConflicts.open();
  expect([newest, first]).toMatchObject([other, { ...conflict, foundAt: startMs }]);
  if (first === undefined) throw new Error('no conflict');
  it.ledger.doorConflicts.confirm(first.id, it.act('Jovan'));
  it.ledger.doorConflicts.confirm(first.id, it.act('Ana'));
  expect(it.ledger.doorConflicts.open()).toMatchObject([other]);
  const db = it.database();
  try {
    expect(db.prepare('SELECT made_by FROM door_conflicts_seen').pluck().all()).toEqual(['Jovan']);
    expect(db.prepare('SELECT count(*) FROM door_conflicts').pluck().get()).toBe(2);
    expect(() => db.exec('DELETE FROM door_conflicts')).toThrow('only grows');
    expect(() => db.exec('UPDATE door_conflicts SET guest = 0')).toThrow('only grows');
  } finally {
    db.close();
  }
});
