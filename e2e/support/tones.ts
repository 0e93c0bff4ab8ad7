import type { App } from './app.ts';

/** Counts the tones that the page plays from now on. */
export async function listenToTones(app: App): Promise<() => Promise<number>> {
  await app.page.evaluate(() => {
    const counted = window as unknown as { tones: number };
    counted.tones = 0;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      counted.tones += 1;
      start.call(this, when);
    };
  });
  return () => app.page.evaluate(() => (window as unknown as { tones: number }).tones);
}
