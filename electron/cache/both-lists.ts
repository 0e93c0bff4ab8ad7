/** Reads ids of an ascending list from `from` on, at most so many. */
export type ReadIds = (from: number, most: number) => readonly number[];

/** Ids read at once at first, then more and more: what is found early costs little, and a list is begun anew few times. */
const firstPart = 1024;
const growth = 3;
/** Reading a row costs as much as this many ids of an index. */
const idsForARow = 16;

/** A list that is read in parts when they are needed, and once only however often it is gone through. */
export function partsOf(read: ReadIds, first: number): () => Generator<readonly number[]> {
  const parts: (readonly number[])[] = [];
  let next = first;
  let size = firstPart;
  return function* () {
    for (let n = 0; ; n += 1) {
      let part = parts[n];
      if (part === undefined) {
        part = size === 0 ? [] : read(next, size);
        next = (part.at(-1) ?? next) + 1;
        // What gave less than was asked for is at its end.
        size = part.length < size ? 0 : size * growth;
        parts.push(part);
      }
      if (part.length === 0) return;
      yield part;
    }
  };
}

/**
 * Ids of the parts that may be in the other list: those that are, or a whole part where finding out would cost more than looking at its rows.
 * Both lists ascend.
 */
export function* mayBeInBoth(parts: Iterable<readonly number[]>, read: ReadIds): Generator<number> {
  let other: readonly number[] = [];
  let size = firstPart;
  let next = 0;
  let ended = false;
  for (const part of parts) {
    const last = part.at(-1) ?? 0;
    if (ended && (other.at(-1) ?? 0) < (part[0] ?? 0)) return;
    // Nothing between the parts is asked for.
    next = Math.max(next, part[0] ?? 0);
    const most = Math.max(firstPart, part.length * idsForARow);
    let got = 0;
    while (!ended && next <= last && got < most) {
      const more = read(next, size);
      other = [...other.slice(firstFrom(other, part[0] ?? 0)), ...more];
      got += more.length;
      ended = more.length < size;
      next = (more.at(-1) ?? next) + 1;
      size *= growth;
    }
    const known = ended || next > last;
    let at = firstFrom(other, part[0] ?? 0);
    for (const id of part) {
      while ((other[at] ?? id) < id) at += 1;
      if (other[at] === id || (!known && id >= next)) yield id;
      else if (ended && at >= other.length) return;
    }
  }
}

/** Place of the first number that is not less than `least`. */
function firstFrom(ascending: readonly number[], least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
