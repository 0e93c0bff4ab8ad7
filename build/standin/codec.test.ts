import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeCodec } from './codec.ts';

const { encode, decode } = makeCodec();
const roundTrip = (value: unknown) => decode(encode(value));

describe('what crosses', () => {
  test('anything that structured clone carries and the app has use for comes back equal', () => {
    const value = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: false,
      withSparseArray: false,
    });
    fc.assert(
      fc.property(value, (it) => {
        expect(roundTrip(it)).toEqual(structuredClone(it));
      }),
    );
  });

  test.each([
    [undefined],
    [null],
    [-0],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [''],
    [[]],
    [['a']],
    [{}],
    [[undefined]],
  ])('%s', (value) => expect(roundTrip(value)).toStrictEqual(value));

  test('bytes, and the same object twice', () => {
    const shared = { a: 1 };
    expect(roundTrip({ bytes: new Uint8Array([0, 255]), one: shared, two: shared })).toStrictEqual({
      bytes: new Uint8Array([0, 255]),
      one: { a: 1 },
      two: { a: 1 },
    });
  });

  test('an error keeps its name and message alone, as in Electron', () => {
    const got = roundTrip(Object.assign(new RangeError('no'), { code: 7 })) as Error & { code?: number };
    expect([got.name, got.message, got.code]).toEqual(['RangeError', 'no', undefined]);
  });

  test('a class comes out as a plain object, and __proto__ stays a key', () => {
    class Money {
      minor = 5;
      double() {
        return this.minor * 2;
      }
    }
    expect(roundTrip(new Money())).toStrictEqual({ minor: 5 });
    const odd = JSON.parse('{"__proto__":{"bad":1}}');
    expect(Object.keys(roundTrip(odd) as object)).toEqual(['__proto__']);
    expect((roundTrip(odd) as { bad?: number }).bad).toBeUndefined();
  });
});

test.each([
  ['a function', () => 1],
  ['a function inside', { a: [() => 1] }],
  ['a symbol', Symbol('x')],
  ['a promise', Promise.resolve(1)],
  ['a WeakMap', new WeakMap()],
  ['a regular expression', /x/],
  ['floats', new Float64Array(1)],
])('%s is refused', (_name, value) => expect(() => encode(value)).toThrow(/could not be cloned/));

test('a cycle is refused by name', () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  expect(() => encode(loop)).toThrow(/cycles/);
});

test('its source text works alone, as it must in the page', () => {
  const alone: ReturnType<typeof makeCodec> = new Function(`return (${makeCodec})()`)();
  expect(alone.decode(alone.encode({ a: [1n] }))).toEqual({ a: [1n] });
});
