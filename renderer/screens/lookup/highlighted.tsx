import type { ReactNode } from 'react';
import { matchRanges } from '../../../shared/fold.ts';

interface HighlightedProps {
  readonly text: string;
  readonly query: string;
}

/** A text with the part marked that the query found, in whatever script either is written. */
export function Highlighted({ text, query }: HighlightedProps) {
  const ranges = query.trim() === '' ? [] : matchRanges(text, query);
  return ranges.length === 0 ? text : marked(text, ranges, 0, text.length);
}

/** A stretch of a text with its ranges marked. @param ranges in order, within the stretch. */
export function marked(
  text: string,
  ranges: readonly (readonly [number, number])[],
  from: number,
  to: number,
): readonly ReactNode[] {
  const parts = [];
  let at = from;
  for (const [start, end] of ranges) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return [...parts, text.slice(at, to)];
}
