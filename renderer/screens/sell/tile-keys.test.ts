import { describe, expect, test } from 'vitest';
import { columnsOf, tileAfterArrow, tileOfDigit } from './tile-keys.ts';

describe('choosing tiles by keys', () => {
  test.each([
    ['ArrowRight', 0, 1],
    ['ArrowLeft', 0, null],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 5, null],
    ['ArrowUp', 4, 1],
    ['ArrowUp', 1, null],
    ['ArrowRight', 6, null],
    ['Home', 5, 0],
    ['End', 0, 6],
    ['x', 0, null],
  ])('%s from tile %i of 7 in 3 columns leads to %j', (key, from, to) => {
    expect(tileAfterArrow(key, from, 3, 7)).toBe(to);
  });

  test('an empty grid leads nowhere', () => {
    expect(tileAfterArrow('Home', 0, 1, 0)).toBeNull();
  });

  test('columns are counted by where the second row begins', () => {
    expect(columnsOf([10, 10, 10, 90, 90])).toBe(3);
    expect(columnsOf([10, 10])).toBe(2);
    expect(columnsOf([])).toBe(1);
  });

  test('digits stand for the first ten tiles', () => {
    expect(['1', '9', '0', 'a', '12', ''].map(tileOfDigit)).toEqual([0, 8, 9, null, null, null]);
  });
});
