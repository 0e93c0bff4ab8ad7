import { expect, test } from 'vitest';
import type { Completeness } from '../../../shared/domain/tickets.ts';
import { as, type EpochMs } from '../../../shared/ids.ts';
import { howComplete } from './how-complete.ts';

const now = Date.parse('2026-01-31T20:00:00Z');
const ago = (minutes: number) => as<EpochMs>(now - minutes * 60_000);
const whole: Completeness = {
  ...{ complete: true, have: 5002, expected: 5002, setAside: 0 },
  ...{ completeAt: ago(300), freshAt: ago(1) },
};

test.each<[string, Partial<Completeness>, ReturnType<typeof howComplete>]>([
  ['the platform has just said so', {}, { kind: 'now' }],
  ['offline for hours', { freshAt: ago(180) }, { kind: 'asOf', at: ago(180) }],
  ['no poll since the reading', { freshAt: null }, { kind: 'asOf', at: ago(300) }],
  ['a row could not be read', { complete: false, have: 5001, setAside: 1 }, { kind: 'unread', count: 1, at: ago(1) }],
  [
    'most of the rows that could not be read were read since',
    { complete: false, have: 5000, setAside: 16 },
    { kind: 'unread', count: 2, at: ago(1) },
  ],
  ['a poll found that some are missing', { complete: false, have: 4990 }, { kind: 'coming', missing: 12 }],
  [
    'some are missing beside one that could not be read',
    { complete: false, have: 4990, setAside: 1 },
    { kind: 'coming', missing: 11 },
  ],
  ['more are here than the platform has now', { complete: false, have: 5003 }, { kind: 'asOf', at: ago(1) }],
  ['never complete', { complete: false, have: 12, completeAt: null }, { kind: 'coming', missing: 4990 }],
  [
    'nobody knows how many there are',
    { complete: false, have: 12, expected: null, completeAt: null },
    { kind: 'coming', missing: null },
  ],
])('%s', (_name, facts, says) => {
  expect(howComplete({ ...whole, ...facts }, now)).toEqual(says);
});
