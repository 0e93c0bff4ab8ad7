import { loadavg } from 'node:os';

/** One line of a benchmark's table. */
export interface Line {
  readonly what: string;
  readonly measured: string;
  /** What is wanted, in words, and whether it was met. */
  readonly wanted?: string | undefined;
  readonly met?: boolean | undefined;
}

/** Prints a table; what missed is marked. */
export function printLines(title: string, lines: readonly Line[]): void {
  console.log(title);
  const [first, second] = [
    Math.max(...lines.map(({ what }) => what.length)),
    Math.max(...lines.map(({ measured }) => measured.length)),
  ];
  for (const { what, measured, wanted, met } of lines) {
    const mark = met === undefined ? '' : met ? '  ok' : '  MISSED';
    const goal = wanted === undefined ? '' : `  (wanted: ${wanted})`;
    console.log(`  ${what.padEnd(first)}  ${measured.padEnd(second)}${goal}${mark}`);
  }
  const [one = 0, five = 0] = loadavg();
  console.log(`  load of the machine, 1 and 5 minutes: ${one.toFixed(1)}, ${five.toFixed(1)}`);
}

/** A number with its thousands apart. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** The middle one of some numbers. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
