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

test('one that is told late is compared late, whatever was compared before it', () => {
  const { admissions, doorConflicts } = it.ledger;
  const late = admit(null);
  const early = admit(5_000);
  const seqs = () => doorConflicts.uncompared(accountId).map(({ seq }) => seq);
  expect(seqs()).toEqual([early]);
  doorConflicts.markCompared(doorConflicts.uncompared(accountId), it.act());
  expect(seqs()).toEqual([]);
  expect(admissions.untold(accountId).map(({ seq }) => seq)).toEqual([late]);
  it.nowMs += 1_000;
  admissions.markTold(admissions.untold(accountId), it.act());
  expect(admissions.untold(accountId)).toEqual([]);
  expect(seqs()).toEqual([late]);
  doorConflicts.markCompared(doorConflicts.uncompared(accountId), it.act());
  const next = admit(5_000);
  expect(seqs()).toEqual([next]);
});

test('a ledger of many seasons is asked in no time', () => {
  const db = it.database();
  db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
    INSERT INTO admissions (account_id, ticket_key, step, at, made_by) SELECT '${accountId}', 't' || i, 1, i, 'Mila' FROM n;
    INSERT INTO admissions_told SELECT seq, at + 1 FROM admissions;
    INSERT INTO admissions_compared SELECT seq, at FROM admissions_told;`);
  db.close();
  const { admissions, doorConflicts } = it.ledger;
  const ask = () => [...admissions.untold(accountId), ...doorConflicts.uncompared(accountId)].length;
  const took = () => {
    const start = performance.now();
    ask();
    return performance.now() - start;
  };
  const once = took();
  const again = Math.min(took(), took(), took());
  expect(again).toBeLessThan(once / 5);
  const newest = admit(5_000);
  expect(doorConflicts.uncompared(accountId).map(({ seq }) => seq)).toEqual([newest]);
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
