import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** A sound system that keeps silent until somebody presses something, as Chromium's does. */
class MutedAudio {
  static resumed: () => void = () => undefined;
  static played = 0;
  readonly state = 'suspended';
  readonly currentTime = 0;
  resume(): Promise<void> {
    return new Promise((resolve) => {
      MutedAudio.resumed = resolve;
    });
  }
}

class Node {
  readonly gain = { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined };
  connect<T>(to: T): T {
    return to;
  }
  start(): void {
    MutedAudio.played += 1;
  }
  stop(): void {}
}

beforeEach(() => {
  MutedAudio.played = 0;
  vi.useFakeTimers();
  vi.stubGlobal('AudioContext', MutedAudio);
  vi.stubGlobal('OscillatorNode', Node);
  vi.stubGlobal('GainNode', Node);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.resetModules();
});

test.each([
  ['at once', 100, 3],
  ['long after it was meant', 60_000, 0],
])('a sound that is let through %s', async (_when, afterMs, tones) => {
  const { beep } = await import('./beep.ts');
  beep('called');
  await vi.advanceTimersByTimeAsync(afterMs);
  MutedAudio.resumed();
  await vi.advanceTimersByTimeAsync(0);
  expect(MutedAudio.played).toBe(tones);
});
