import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEventHandler, memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { LookupFilter, LookupHit } from '../../../shared/domain/tickets.ts';
import { accountOf, useAccounts } from '../../bridge/use-accounts.ts';
import { useTonight } from '../../bridge/use-tonight.ts';
import { useNow } from '../../format/use-now.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { HitRow } from './hit-row.tsx';
import classes from './lookup.module.css';
import { lookupSession, setScrollTop } from './session.ts';

/** Ids that the search box refers to. */
export const listId = 'lookup-results';
export const optionId = (index: number) => `lookup-hit-${index}`;

/** A row’s height as last measured, so that coming back lands on the same row and not on an estimate. */
let lastHeight = 69;

interface HitListProps {
  readonly hits: readonly LookupHit[];
  readonly query: string;
  readonly filter: LookupFilter;
  readonly chosen: number;
  readonly label: string;
  readonly onKeyDown: KeyboardEventHandler;
  readonly onOpen: (hit: LookupHit, index: number) => void;
  /** The end of the list came into view. */
  readonly onEnd: () => void;
}

/**
 * The found tickets and orders; only the rows in view exist, so a thousand cost what ten do. All are equally high, and a place in the list keeps
 * its elements when another guest comes to stand in it: the next answer changes texts and makes nothing.
 */
export const HitList = memo(function HitList(props: HitListProps) {
  const { hits, query, filter, chosen, label, onKeyDown, onOpen, onEnd } = props;
  const { t } = useTexts('lookup');
  const accounts = useAccounts();
  const now = useNow(60_000);
  const today = useTonight();
  const scroller = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(lastHeight);
  const virtual = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 3,
    initialOffset: lookupSession.get().scrollTop,
    useFlushSync: false,
  });
  const rows = virtual.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;

  // Coming back, the place is kept; another question begins at the top; arrows keep the chosen row in view.
  const shown = useRef({ query, filter, chosen });
  useEffect(() => {
    const before = shown.current;
    shown.current = { query, filter, chosen };
    const another = before.query !== query || before.filter !== filter;
    if (another || (chosen === 0 && before.chosen !== 0)) {
      // Scrolling forces a layout, so a list that stands at its top already is left alone.
      if (virtual.scrollOffset !== 0) virtual.scrollToOffset(0);
    } else if (before.chosen !== chosen) virtual.scrollToIndex(chosen, { align: 'auto' });
  }, [query, filter, chosen, virtual]);

  // Text size, zoom and the width of the window change all rows alike: the first one in view tells for all.
  const firstRow = useCallback((row: HTMLElement | null) => {
    if (row === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const [box] = entry?.borderBoxSize ?? [];
      if (box) setHeight(box.blockSize);
    });
    observer.observe(row);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (lastHeight === height) return;
    lastHeight = height;
    virtual.measure();
  }, [height, virtual]);

  useEffect(() => {
    if (hits.length > 0 && lastShown >= hits.length - 10) onEnd();
  }, [lastShown, hits.length, onEnd]);

  return (
    <div
      ref={scroller}
      id={listId}
      role="listbox"
      aria-label={label}
      aria-activedescendant={optionId(chosen)}
      className={classes['list']}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      // The box above has the focus as a rule; the list understands the same keys when one tabs into it.
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={classes['canvas']} style={{ height: virtual.getTotalSize() }}>
        {rows.map((row, n) => {
          const hit = hits[row.index];
          if (hit === undefined) return null;
          const accountId = hit.kind === 'ticket' ? hit.ticket.accountId : hit.accountId;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the search box owns the keyboard (arrows and Enter, by aria-activedescendant)
            <div
              key={row.key}
              ref={n === 0 ? firstRow : null}
              id={optionId(row.index)}
              data-testid="lookup-hit"
              role="option"
              tabIndex={-1}
              aria-selected={row.index === chosen}
              aria-setsize={hits.length}
              aria-posinset={row.index + 1}
              className={classes['option']}
              style={{ transform: `translateY(${row.start}px)` }}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onOpen(hit, row.index)}
            >
              <HitRow
                hit={hit}
                query={query}
                now={now}
                today={today}
                accountLabel={
                  accounts.length > 1 ? (accountOf(accounts, accountId)?.label ?? t('common:unknown')) : null
                }
              />
            </div>
          );
        })}
      </div>
    </div>
  );
});
