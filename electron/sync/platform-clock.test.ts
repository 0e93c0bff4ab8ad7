import { beforeEach, describe, expect, test } from 'vitest';
import { PlatformClock } from './platform-clock.ts';

const minute = 60_000;

let wallMs: number;
let steadyMs: number;
let clock: PlatformClock;
beforeEach(() => {
  [wallMs, steadyMs] = [Date.parse('2026-11-21T20:00:00Z'), 1_000];
  clock = new PlatformClock(
    () => wallMs,
    () => steadyMs,
  );
});

function pass(ms: number): void {
  wallMs += ms;
  steadyMs += ms;
}
const hear = (skewMs: number, withinMs: number, sure = true): void => clock.hear({ skewMs, withinMs, sure });

test('nothing is known before an answer tells it', () => {
  expect(clock.known).toBeNull();
});

test('a slow answer replaces no quick one, and a quick one replaces a slow one', () => {
  hear(20_000, 20_500);
  hear(300, 600);
  expect(clock.known).toEqual({ skewMs: 300, withinMs: 600 });
  hear(15_000, 20_500);
  expect(clock.known).toEqual({ skewMs: 300, withinMs: 600 });
});

test('what was measured grows older by a millisecond in a second, until a worse answer is better', () => {
  hear(0, 600);
  pass(10 * minute);
  expect(clock.known).toEqual({ skewMs: 0, withinMs: 1_200 });
  hear(400, 1_100);
  expect(clock.known).toEqual({ skewMs: 400, withinMs: 1_100 });
});

describe('an answer that contradicts', () => {
  test('counts where the platform gave it, however slow: one of the clocks was set', () => {
    hear(0, 600);
    hear(60_000, 20_000);
    expect(clock.known).toEqual({ skewMs: 60_000, withinMs: 20_000 });
  });

  test('does not count where a captive portal may have given it', () => {
    hear(0, 600);
    hear(-86_400_000, 550, false);
    expect(clock.known?.skewMs).toBe(0);
  });

  test('counts where nothing but such an answer was heard', () => {
    hear(-86_400_000, 550, false);
    hear(100, 2_000);
    expect(clock.known).toEqual({ skewMs: 100, withinMs: 2_000 });
  });
});

test('a clock put right by seconds is not known better than by those seconds until the next answer', () => {
  hear(20_000, 600);
  wallMs += 20_000;
  expect(clock.known).toEqual({ skewMs: 20_000, withinMs: 20_600 });
  wallMs -= 25_000;
  expect(clock.known).toEqual({ skewMs: 25_000, withinMs: 600 });
});
