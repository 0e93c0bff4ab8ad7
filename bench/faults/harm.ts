import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type { Rng } from './rng.ts';

/** What can happen to a store's file, or to its write-ahead log. */
export const harms = [
  'bits',
  'truncated',
  'zeroed page',
  'garbage head',
  'deleted',
  'emptied',
  'wal cut',
  'wal bits',
  'wal gone',
  'key lost',
] as const;
export type Harm = (typeof harms)[number];

/** @returns another key for the cache, when that is the harm. */
export function inflict(file: string, harm: Harm, rng: Rng): string | null {
  const size = readFileSync(file).length;
  switch (harm) {
    case 'bits':
      flip(file, 1 + rng.below(8), rng);
      return null;
    case 'truncated':
      truncateSync(file, 1 + rng.below(size - 1));
      return null;
    case 'zeroed page': {
      const bytes = readFileSync(file);
      const page = rng.below(Math.floor(size / 4096));
      bytes.fill(0, page * 4096, (page + 1) * 4096);
      writeFileSync(file, bytes);
      return null;
    }
    case 'garbage head': {
      const bytes = readFileSync(file);
      for (let n = 0; n < Math.min(4096, size); n += 1) bytes[n] = rng.below(256);
      writeFileSync(file, bytes);
      return null;
    }
    case 'deleted':
      rmSync(file);
      return null;
    case 'emptied':
      truncateSync(file, 0);
      return null;
    case 'wal cut': {
      const wal = `${file}-wal`;
      if (existsSync(wal)) truncateSync(wal, rng.below(Math.max(1, readFileSync(wal).length)));
      return null;
    }
    case 'wal bits': {
      const wal = `${file}-wal`;
      if (existsSync(wal) && readFileSync(wal).length > 0) flip(wal, 1 + rng.below(8), rng);
      return null;
    }
    case 'wal gone':
      rmSync(`${file}-wal`, { force: true });
      return null;
    case 'key lost':
      return 'c3'.repeat(32);
  }
}

function flip(file: string, count: number, rng: Rng): void {
  const bytes = readFileSync(file);
  for (let n = 0; n < count; n += 1) {
    const at = rng.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << rng.below(8));
  }
  writeFileSync(file, bytes);
}
