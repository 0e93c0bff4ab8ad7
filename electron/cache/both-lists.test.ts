import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayBeInBoth, partsOf, type ReadIds } from './both-lists.ts';

const reader =
  (ids: readonly number[]): ReadIds =>
  (from, most) =>
    ids.filter((id) => id >= from).slice(0, most);

const every = (step: number, count: number, offset = 0): number[] =>
  Array.from({ length: count }, (_, n) => offset + n * step);

test('nothing that is in both lists is missed, and ids come ascending, each once', () => {
  const list = fc.record({
    step: fc.integer({ min: 1, max: 40 }),
    count: fc.integer({ min: 0, max: 6000 }),
    offset: fc.integer({ min: 0, max: 50_000 }),
  });
  fc.assert(
    fc.property(list, list, (a, b) => {
      const codes = every(a.step, a.count, a.offset);
      const words = every(b.step, b.count, b.offset);
      const met = [...mayBeInBoth(partsOf(reader(codes), 0)(), reader(words))];
      const inWords = new Set(words);
      const inMet = new Set(met);
      expect(codes.filter((id) => inWords.has(id) && !inMet.has(id))).toEqual([]);
      const inCodes = new Set(codes);
      expect(met.every((id, n) => inCodes.has(id) && id > (met[n - 1] ?? -1))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a list that is far longer than the rows of the other is not read to its end', () => {
  let read = 0;
  const words = every(1, 200_000);
  const counted: ReadIds = (from, most) => {
    const got = words.slice(from, from + most);
    read += got.length;
    return got;
  };
  expect([...mayBeInBoth([[5, 100_000, 199_999]], counted)]).toEqual([5, 100_000, 199_999]);
  expect(read).toBeLessThan(5_000);
});

test('parts are read once, however often they are gone through', () => {
  let asked = 0;
  const ids = every(3, 5000);
  const parts = partsOf((from, most) => {
    asked += 1;
    return reader(ids)(from, most);
  }, 0);
  expect([...parts()].flat()).toEqual(ids);
  const before = asked;
  expect([...parts()].flat()).toEqual(ids);
  expect(asked).toBe(before);
});
