import { matchRanges } from '../../../shared/fold.ts';

interface HighlightedProps {
  readonly text: string;
  readonly query: string;
}

/** A text with the part marked that the query found, in whatever script either is written. */
export function Highlighted({ text, query }: HighlightedProps) {
  const ranges = query.trim() === '' ? [] : matchRanges(text, query);
  if (ranges.length === 0) return text;
  const parts = [];
  let at = 0;
  for (const [start, end] of ranges) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return [...parts, text.slice(at)];
}
