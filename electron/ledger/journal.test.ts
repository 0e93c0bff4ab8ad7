import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { as, type EpochMs } from '../../shared/ids.ts';
import { brokenLink, canonicalJson, entryHash, genesis } from './journal.ts';
import { aSale, TestLedger } from './test-ledger.ts';

let it: TestLedger;
beforeEach(() => {
  it = new TestLedger();
  for (let n = 0; n < 5; n += 1) it.ledger.sales.create(aSale({ name: 'Ana' }), it.act());
});
afterEach(() => it.remove());

/** Changes the file as somebody with its key could, past the triggers. */
function tamper(sql: string): void {
  const db = it.database();
  db.exec(`DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; DROP TRIGGER journal_chained; ${sql}`);
  db.close();
}

test('each entry carries the hash of the one before, and the chain holds over a start', () => {
  const entries = it.ledger.journal.entries(1, 99);
  expect(entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5]);
  expect(entries[0]?.previous).toBe(genesis);
  expect(entries[4]?.previous).toBe(entries[3]?.hash);
  it.reopen();
  it.ledger.sales.create(aSale(), it.act());
  expect(it.ledger.journal.verify()).toBeNull();
  expect(it.ledger.journal.head()?.seq).toBe(6);
  expect(it.ledger.journal.entries(4, 2).map((entry) => entry.seq)).toEqual([4, 5]);
});

test('the file refuses to change, remove or wrongly add an entry', () => {
  const db = it.database();
  for (const sql of [
    `UPDATE journal SET body = '{}' WHERE seq = 2`,
    'DELETE FROM journal WHERE seq = 5',
    `INSERT INTO journal VALUES (7, 0, '', '', '', '${genesis}', '')`,
    `INSERT INTO journal VALUES (6, 0, '', '', '', '${genesis}', '')`,
    `INSERT OR REPLACE INTO journal VALUES (5, 0, '', '', '', '${genesis}', '')`,
  ]) {
    expect(() => db.exec(sql), sql).toThrow(/only grows|follows/);
  }
  db.close();
  expect(it.ledger.journal.verify()).toBeNull();
});

describe('whoever gets past that is found', () => {
  test.each([
    [`UPDATE journal SET body = replace(body, '173524', '173525') WHERE seq = 3`, 3, 'changed'],
    ['UPDATE journal SET at = at + 1 WHERE seq = 1', 1, 'changed'],
    [`UPDATE journal SET made_by = 'Jovan' WHERE seq = 5`, 5, 'changed'],
    ['DELETE FROM journal WHERE seq = 3', 4, 'entry 3 is missing'],
    ['DELETE FROM journal WHERE seq = 1', 2, 'entry 1 is missing'],
    [`UPDATE journal SET hash = '${'a'.repeat(64)}' WHERE seq = 2`, 2, 'changed'],
    [`UPDATE journal SET previous = '${'a'.repeat(64)}' WHERE seq = 2`, 2, 'follow'],
  ])('%s', (sql, seq, reason) => {
    tamper(sql);
    const broken = it.ledger.journal.verify();
    expect(broken?.seq).toBe(seq);
    expect(broken?.reason).toContain(reason);
  });

  test('with a hash made to fit, at the next entry', () => {
    const [, second] = it.ledger.journal.entries(1, 2);
    if (!second) throw new Error('no entry');
    const forged = { ...second, body: '{}' };
    tamper(`UPDATE journal SET body = '{}', hash = '${entryHash(forged)}' WHERE seq = 2`);
    expect(it.ledger.journal.verify()?.seq).toBe(3);
  });
});

test('any change of any field breaks the link', () => {
  const text = fc.string();
  const base = { seq: 4, at: as<EpochMs>(1), by: 'Mila', what: 'sale.written', body: '{}', previous: genesis };
  const entry = { ...base, hash: entryHash(base) };
  expect(brokenLink(entry, { seq: 3, hash: genesis })).toBeNull();
  fc.assert(
    fc.property(fc.constantFrom('by', 'what', 'body', 'previous', 'hash' as const), text, (field, value) => {
      fc.pre(value !== entry[field]);
      expect(brokenLink({ ...entry, [field]: value }, { seq: 3, hash: genesis })).not.toBeNull();
    }),
  );
});

test('canonical JSON is the same for the same value in any order, reads back, and differs for different values', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(canonicalJson({ b: 1, a: [undefined, { d: null, c: undefined }] })).toBe('{"a":[null,{"d":null}],"b":1}');
});
