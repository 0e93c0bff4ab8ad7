/**
 * Tells a scanner from a person by the pace of the keys: a scanner types a code within a blink, as the same keyboard events. Pure; the shell notes
 * every key of the window, whichever screen takes it.
 */
export interface Burst {
  /** Characters typed in one go. */
  readonly text: string;
  readonly firstAt: number;
  readonly lastAt: number;
}

export const noBurst: Burst = { text: '', firstAt: 0, lastAt: 0 };

/** Longer pauses than this end a burst: slow wireless scanners, and a busy laptop, pause for a while. */
const longestPauseMs = 200;
/** Nobody types a code at this pace by hand; scanners do. */
const paceMs = 80;
const shortestCode = 6;

/** Keys that neither type nor end anything. */
const silent: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Enter']);

/** The burst after a key. @param at when it was pressed, in ms of any steady clock. */
export function afterKey(burst: Burst, key: string, at: number): Burst {
  if (silent.has(key)) return burst;
  if ([...key].length !== 1) return noBurst;
  const goesOn = burst.text !== '' && at - burst.lastAt <= longestPauseMs;
  return goesOn ? { ...burst, text: burst.text + key, lastAt: at } : { text: key, firstAt: at, lastAt: at };
}

/** True when all of `text` came in one burst, at a scanner's pace, and looks like a code: one word with a digit in it. */
export function isScan(burst: Burst, text: string): boolean {
  const { length } = burst.text;
  if (length < shortestCode || burst.text.trim() !== text.trim()) return false;
  if (!/^\S*\d\S*$/.test(text.trim())) return false;
  return (burst.lastAt - burst.firstAt) / (length - 1) <= paceMs;
}
