import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of /proc a second: 100 on every Linux that Node runs on. */
const ticksASecond = 100;

/**
 * Seconds that the child processes with this text in their command line have had the processor so far, which other work on the machine does
 * not change. Null where there is no /proc.
 */
export function workedSeconds(command: string): number | null {
  if (process.platform !== 'linux') return null;
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = read(`/proc/${pid}/stat`);
    const [, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(parent) !== process.pid || !read(`/proc/${pid}/cmdline`).includes(command)) continue;
    // Fields 14 and 15 of the file: user and system time; three of them were taken before.
    ticks += Number(rest[9]) + Number(rest[10]);
  }
  return ticks / ticksASecond;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process has ended since it was listed.
    return '';
  }
}
