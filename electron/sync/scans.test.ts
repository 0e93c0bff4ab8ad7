import fc from 'fast-check';
import { expect, test } from 'vitest';
import { as, type EpochMs, type TicketKey } from '../../shared/ids.ts';
import type { UntoldStep } from '../ledger/ledger.ts';
import { newsOf } from './scans.ts';

const steps = (way: readonly (readonly [string, 1 | -1])[]): UntoldStep[] =>
  way.map(([key, step], index) => ({
    seq: index + 1,
    key: as<TicketKey>(key),
    step,
    at: as<EpochMs>(index),
    askedAt: null,
  }));

test.each([
  ['let in', [['a', 1]], [1]],
  [
    'let in and taken back before it was told',
    [
      ['a', 1],
      ['a', -1],
    ],
    [],
  ],
  ['taken back after it was told', [['a', -1]], [1]],
  [
    'taken back after it was told, and let in again',
    [
      ['a', -1],
      ['a', 1],
    ],
    [1, 2],
  ],
  [
    'twice in, once back',
    [
      ['a', 1],
      ['a', 1],
      ['a', -1],
    ],
    [1],
  ],
  [
    'another ticket is another story',
    [
      ['a', 1],
      ['b', -1],
    ],
    [1, 2],
  ],
] as const)('what the system is told: %s', (_name, way, told) => {
  const { news, silent } = newsOf(steps(way));
  expect(news.map(({ seq }) => seq)).toEqual(told);
  expect(news.length + silent.length).toBe(way.length);
});

test('what is told comes to the same as all that was done', () => {
  const way = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom(1 as const, -1 as const)));
  fc.assert(
    fc.property(way, (given) => {
      const all = steps(given);
      const sum = (rows: readonly UntoldStep[], key: string) =>
        rows.filter((row) => row.key === key).reduce((total, row) => total + row.step, 0);
      const { news } = newsOf(all);
      for (const key of ['a', 'b']) expect(sum(news, key)).toBe(sum(all, key));
    }),
  );
});
