/**
 * How pages of a list that grows at its head fit together. Rows have no ids and the newest come first, so each row that arrives during a
 * pass pushes one that was seen already onto the next page; and an identical row may as well be a legitimate twin. What tells them apart is
 * the platform's total: it says by how many rows the list moved, and the moved rows must be the end of what was seen.
 */

/** What is remembered of a pass between pages. */
export interface PassState {
  /** Prints of the rows seen last, oldest first; the end of what was seen. */
  readonly tail: readonly number[];
  /** Rows by which the next page starts before the end of what was seen. */
  readonly behind: number;
  /** Rows that the platform counted at the last page; null before the first. */
  readonly total: number | null;
  /** Rows that arrived at the head since the first page: this pass will not meet them. */
  readonly arrived: number;
  /** True once the pages did not fit together: rows may be missing or doubled. */
  readonly doubtful: boolean;
}

/** Rows of the tail that are remembered. */
export const tailLength = 512;

/** A short print of an identity, to compare rows of neighbouring pages (FNV-1a, 32 bits). */
export function printOf(identity: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < identity.length; n += 1) hash = Math.imul(hash ^ identity.charCodeAt(n), 0x01000193);
  return hash >>> 0;
}

/** True when the page's first rows are what was seen from `behind` rows before the end on, as far as that is remembered. */
function fits(tail: readonly number[], prints: readonly number[], behind: number): boolean {
  const start = tail.length - behind;
  for (let n = Math.max(0, -start); n < Math.min(behind, prints.length); n += 1) {
    if (tail[start + n] !== prints[n]) return false;
  }
  return true;
}

/** What a page of a pass comes to. */
export interface PageFit {
  /** How many of the page's first readable rows were seen before. */
  readonly repeated: number;
  /** Rows of the page that were not counted yet, unreadable ones included. */
  readonly counted: number;
  readonly state: PassState;
}

/**
 * Takes the next page of a pass.
 * @param prints of the page's readable rows in their order.
 * @param lost rows of the page that could not be read: they count, but cannot be compared.
 * @param total the platform's count of rows as this page gave it.
 */
export function fitPage(state: PassState, prints: readonly number[], lost: number, total: number): PageFit {
  const grown = state.total === null ? 0 : total - state.total;
  const behind = state.behind + Math.max(0, grown);
  // Fewer rows than before: if one left the part that was seen, the rows after it moved up past the page boundary unseen.
  let doubtful = state.doubtful || grown < 0;
  const size = prints.length + lost;
  // Unreadable rows among the repeated ones are missing from the page and from the tail alike.
  let hidden = 0;
  while (hidden < Math.min(lost, behind) && !fits(state.tail, prints, behind - hidden)) hidden += 1;
  let start = behind - hidden;
  if (!fits(state.tail, prints, start)) {
    doubtful = true;
    start = nearestFit(state.tail, prints, start);
    hidden = 0;
  }
  const repeated = Math.min(start, prints.length);
  const passed = Math.min(start + hidden, size);
  return {
    repeated,
    counted: size - passed,
    state: {
      tail: [...state.tail, ...prints.slice(repeated)].slice(-tailLength),
      behind: start + hidden - passed,
      total,
      arrived: state.arrived + Math.max(0, grown),
      doubtful,
    },
  };
}

/** The shift nearest to the expected one by which the page does fit; 0 when none does. */
function nearestFit(tail: readonly number[], prints: readonly number[], expected: number): number {
  for (let off = 1; off <= tail.length + expected; off += 1) {
    for (const shift of [expected - off, expected + off]) {
      if (shift > 0 && shift <= tail.length && fits(tail, prints, shift)) return shift;
    }
  }
  return 0;
}
