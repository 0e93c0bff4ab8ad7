/** One running copy per user data folder, as `app.requestSingleInstanceLock` promises. */
import {
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** What a second copy tells the first. */
export interface SecondInstance {
  argv: string[];
  workingDirectory: string;
  additionalData: unknown;
}

/** A process by its id and its start, so that an id used again by another process is not mistaken for it. */
function identify(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch {
    return undefined;
  }
  try {
    // Field 22 of /proc/<pid>/stat is the start time; the name before it may hold spaces, so count from its bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : `${pid}:${fields[19]}`;
  } catch {
    return `${pid}:`;
  }
}

/**
 * Takes the lock in `folder`, or tells the copy that holds it about this start.
 * @returns a function that gives the lock back, or undefined where another copy holds it.
 */
export function takeInstanceLock(
  folder: string,
  message: SecondInstance,
  onSecond: (second: SecondInstance) => void,
): (() => void) | undefined {
  const lock = join(folder, 'stand-in.lock');
  const inbox = join(folder, 'stand-in.second');
  mkdirSync(inbox, { recursive: true });
  if (!tryLock(lock)) {
    const name = `${process.pid}-${Date.now()}`;
    // Written beside and moved in, so that the first copy never reads half a message.
    writeFileSync(join(folder, `${name}.tmp`), JSON.stringify(message));
    renameSync(join(folder, `${name}.tmp`), join(inbox, `${name}.json`));
    return undefined;
  }
  const watcher: FSWatcher = watch(inbox, () => {
    for (const file of readdirSync(inbox).filter((name) => name.endsWith('.json'))) {
      const path = join(inbox, file);
      const text = readFileSync(path, 'utf8');
      rmSync(path, { force: true });
      onSecond(JSON.parse(text));
    }
  });
  watcher.unref();
  return () => {
    watcher.close();
    rmSync(inbox, { recursive: true, force: true });
    rmSync(lock, { force: true });
  };
}

function tryLock(lock: string): boolean {
  const me = identify(process.pid) ?? `${process.pid}:`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(lock, me, { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readFileSync(lock, 'utf8');
    if (identify(Number(holder.split(':')[0])) === holder) return false;
    rmSync(lock, { force: true });
  }
  return false;
}
