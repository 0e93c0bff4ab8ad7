import { matchRanges } from '../../../shared/fold.ts';
import classes from './clipped.module.css';
import { marked } from './highlighted.tsx';

interface ClippedProps {
  readonly text: string;
  readonly query: string;
}

/** A text on one line with the found part marked and never cut off: `…@mail.example.test`. The whole of it is in its title. */
export function Clipped({ text, query }: ClippedProps) {
  const ranges = query.trim() === '' ? [] : matchRanges(text, query);
  const [first] = ranges;
  const last = ranges.at(-1);
  if (first === undefined || last === undefined) {
    return (
      <span className={classes['line']} title={text}>
        {text}
      </span>
    );
  }
  // A space at the end of a line that runs right to left would stand at its other side: it goes with the match.
  const before = text.slice(0, first[0]).trimEnd();
  const after = text.slice(last[1]);
  return (
    <span className={classes['parts']} title={text}>
      {before === '' ? null : (
        <span className={classes['before']}>
          <bdi>{before}</bdi>
        </span>
      )}
      <span className={classes['match']}>{marked(text, ranges, before.length, last[1])}</span>
      {after === '' ? null : <span className={classes['after']}>{after}</span>}
    </span>
  );
}
