import { describe, expect, test } from 'vitest';
import { fitPage, type PassState, printOf } from './drift.ts';

const start: PassState = { tail: [], behind: 0, total: null, arrived: 0, doubtful: false };
/** Takes pages of prints one after another; each with the total of its moment. */
const take = (pages: readonly (readonly [readonly number[], number, number?])[]) => {
  let state = start;
  const repeated: number[] = [];
  let counted = 0;
  for (const [prints, total, lost] of pages) {
    const fit = fitPage(state, prints, lost ?? 0, total);
    repeated.push(fit.repeated);
    counted += fit.counted;
    state = fit.state;
  }
  return { repeated, counted, ...state };
};

describe('pages of a list that grows at its head', () => {
  test('a quiet list: twins over a page boundary stay twins', () => {
    expect(
      take([
        [[1, 2, 3], 6],
        [[3, 3, 4], 6],
      ]),
    ).toMatchObject({ repeated: [0, 0], counted: 6, doubtful: false });
    expect(
      take([
        [[1, 2], 4],
        [[1, 2], 4],
      ]),
    ).toMatchObject({ repeated: [0, 0], counted: 4, doubtful: false });
  });

  test('one row arrived: the last row comes again', () => {
    expect(
      take([
        [[1, 2, 3], 6],
        [[3, 4, 5], 7],
        [[6], 7],
      ]),
    ).toMatchObject({
      repeated: [0, 1, 0],
      counted: 6,
      arrived: 1,
      behind: 0,
      doubtful: false,
    });
  });

  test('two of four twins come again, and the other two are new', () => {
    expect(
      take([
        [[1, 9, 9], 7],
        [[9, 9, 9], 9],
        [[9, 2, 3], 9],
      ]),
    ).toMatchObject({ repeated: [0, 2, 0], doubtful: false });
  });

  test('more rows arrived than a page holds', () => {
    const seen = take([
      [[1, 2, 3], 9],
      [[4, 5, 6], 9],
      [[2, 3, 4], 14],
      [[5, 6, 7], 14],
      [[8, 9], 14],
    ]);
    expect(seen).toMatchObject({ repeated: [0, 0, 3, 2, 0], counted: 9, arrived: 5, behind: 0, doubtful: false });
  });

  test('a row that left, or rows that do not fit, leave a doubt', () => {
    expect(
      take([
        [[1, 2, 3], 6],
        [[5, 6], 5],
      ]),
    ).toMatchObject({ doubtful: true });
    expect(
      take([
        [[1, 2, 3], 6],
        [[7, 4, 5], 7],
      ]),
    ).toMatchObject({ repeated: [0, 0], doubtful: true });
    // Two arrived and one left below: the shift is two though the total grew by one.
    expect(
      take([
        [[1, 2, 3], 6],
        [[2, 3, 4], 7],
      ]),
    ).toMatchObject({ repeated: [0, 2], doubtful: true });
  });

  test('unreadable rows count once, also when they come again', () => {
    expect(
      take([
        [[1, 2], 6, 1],
        [[4, 5], 6, 1],
      ]),
    ).toMatchObject({ counted: 6, doubtful: false });
    expect(
      take([
        [[1, 2], 5, 1],
        [[4], 6, 1],
        [[5], 6],
      ]),
    ).toMatchObject({ counted: 5, doubtful: false, behind: 0 });
  });

  test('prints tell identities apart', () => {
    expect(new Set(Array.from({ length: 5000 }, (_, n) => printOf(`identity-${n}`))).size).toBe(5000);
  });
});
