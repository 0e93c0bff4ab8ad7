import { expect, test } from 'vitest';
import { fitPlace, type WindowPlace } from './window-place.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const left = { x: -1280, y: 0, width: 1280, height: 1024 };
const at = (x: number, y: number, width = 1000, height = 700): WindowPlace => ({
  x,
  y,
  width,
  height,
  maximized: false,
});

test.each([
  ['nothing remembered', undefined, [screen], { width: 1280, height: 820 }],
  ['no screen known', undefined, [], { width: 1280, height: 820 }],
  ['where it was', at(100, 50), [screen], { x: 100, y: 50, width: 1000, height: 700 }],
  ['on the left screen', at(-1200, 10), [screen, left], { x: -1200, y: 10, width: 1000, height: 700 }],
  ['the left screen is gone', at(-1200, 10), [screen], { width: 1000, height: 700 }],
  ['only a corner to be seen', at(1900, 10), [screen], { width: 1000, height: 700 }],
  ['title bar above the screen', at(100, -20), [screen], { width: 1000, height: 700 }],
  ['title bar below the screen', at(100, 1020), [screen], { width: 1000, height: 700 }],
  ['too small', at(0, 0, 100, 100), [screen], { x: 0, y: 0, width: 900, height: 640 }],
  ['larger than the screen', at(0, 0, 4000, 3000), [screen], { x: 0, y: 0, width: 1920, height: 1040 }],
  [
    'a screen smaller than the least size',
    undefined,
    [{ x: 0, y: 0, width: 800, height: 600 }],
    { width: 800, height: 600 },
  ],
  ['fractions', at(10.4, 20.6), [screen], { x: 10, y: 21, width: 1000, height: 700 }],
  ['a damaged file', at(Number.NaN, 0), [screen], { width: 1280, height: 820 }],
])('%s', (_name, place, areas, expected) => expect(fitPlace(place, areas)).toEqual(expected));
