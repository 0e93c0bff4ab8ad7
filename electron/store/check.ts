import type { Db } from './open.ts';
import { isDamage } from './trouble.ts';

/**
 * Reads the whole file and checks its structure (`PRAGMA quick_check`). Takes seconds on a large file.
 * @returns null when it is sound, else what is wrong.
 */
export function quickCheck(db: Db): string | null {
  try {
    const rows = db.pragma('quick_check(3)') as { readonly quick_check: string }[];
    const text = rows.map((row) => row.quick_check).join('; ');
    return text === 'ok' ? null : text;
  } catch (error) {
    if (isDamage(error)) return (error as Error).message;
    throw error;
  }
}
