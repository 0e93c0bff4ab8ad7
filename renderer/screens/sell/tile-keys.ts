/** How keys choose tiles: arrows over a grid, and digits told apart from a scanner, which is a keyboard too. */

/** Index of the tile that an arrow leads to from `index`, in a grid of `columns`; null when the arrow leads out of it. */
export function tileAfterArrow(key: string, index: number, columns: number, count: number): number | null {
  const step: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  };
  const by = step[key];
  if (key === 'Home') return count > 0 ? 0 : null;
  if (key === 'End') return count > 0 ? count - 1 : null;
  if (by === undefined) return null;
  const next = index + by;
  return next >= 0 && next < count ? next : null;
}

/** Columns of a grid whose tiles have these top edges, in order. */
export function columnsOf(tops: readonly number[]): number {
  const [first] = tops;
  const wrapped = tops.findIndex((top) => top !== first);
  return wrapped === -1 ? Math.max(1, tops.length) : wrapped;
}

/** Index of the tile that a digit stands for (1 is the first, 0 the tenth); null for any other key. */
export function tileOfDigit(key: string): number | null {
  if (!/^[0-9]$/.test(key)) return null;
  return key === '0' ? 9 : Number(key) - 1;
}

/**
 * A person does not press a second key this soon; a scanner does. A digit therefore counts only after this pause, in milliseconds, and
 * what comes within it belongs to a scanned code.
 */
export const scannerPauseMs = 60;
