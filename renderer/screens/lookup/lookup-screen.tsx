import { CloseButton, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { IconDownload, IconMoon, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { LookupHit, LookupResult } from '../../../shared/domain/tickets.ts';
import { can, useAccounts } from '../../bridge/use-accounts.ts';
import { useCall } from '../../bridge/use-call.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { useStorePart } from '../../navigation/store.ts';
import { codeToScan } from '../../scan/scan-rule.ts';
import { scanCode, scannedJustNow } from '../../scan/scans.ts';
import { CompletenessLine } from './completeness-line.tsx';
import { Filters } from './filters.tsx';
import { routeOfHit } from './hit.ts';
import { HitList, listId, optionId } from './hit-list.tsx';
import classes from './lookup.module.css';
import { NotFound } from './not-found.tsx';
import { lookupSession, setChosen, setFilter, setOpenFirst, setQuery, widen } from './session.ts';

/** A screenful at each keystroke; the rest when one scrolls to the end. */
const firstLimit = 60;
const fullLimit = 500;

/** The home: one box, results with each keystroke, from this laptop alone. */
export function LookupScreen() {
  const { t } = useTexts('lookup');
  const input = useRef<HTMLInputElement>(null);
  const query = useStorePart(lookupSession, (session) => session.query);
  const filter = useStorePart(lookupSession, (session) => session.filter);
  const chosen = useStorePart(lookupSession, (session) => session.chosen);
  const widened = useStorePart(lookupSession, (session) => session.widened);
  const openFirst = useStorePart(lookupSession, (session) => session.openFirst);
  const search = useCall(
    'lookup.search',
    { query, filter, limit: widened ? fullLimit : firstLimit },
    { keepPrevious: true, keepMs: 30_000 },
  );
  const hits = search.data?.hits ?? [];
  const readsCodes = useAccounts().some((account) => can(account, 'tickets.scan'));
  const narrowed = filter.day !== undefined || filter.eventId !== undefined || filter.accountId !== undefined;
  const answered = search.data !== undefined && !search.isPlaceholderData;

  // The rows say what they were found by: marking the old ones anew with each letter would draw everything twice.
  const [shown, setShown] = useState({ query, filter });
  if (answered && (shown.query !== query || shown.filter !== filter)) setShown({ query, filter });

  useEffect(() => {
    input.current?.focus();
  }, []);

  const open = useCallback((hit: LookupHit, index: number) => {
    setOpenFirst(false);
    setChosen(index);
    navigate.to(routeOfHit(hit));
  }, []);

  // A scanner's Enter comes before the answer does.
  const entered = () => {
    const code = codeToScan({ query, hits, chosen, scanned: scannedJustNow(query), readsCodes });
    const hit = hits[chosen];
    if (code !== null) void scanCode(code);
    else if (hit !== undefined) open(hit, chosen);
  };
  const onAnswer = useEffectEvent(entered);
  useEffect(() => {
    if (!openFirst || !answered) return;
    setOpenFirst(false);
    onAnswer();
  }, [openFirst, answered]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen(Math.max(0, Math.min(hits.length - 1, chosen + step)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (answered) entered();
      else setOpenFirst(true);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (query !== '') setQuery('');
      else setFilter({});
    }
  };

  // The list is given one function for good, so that a letter that brings no other rows does not draw it.
  const newestKeyDown = useRef(onKeyDown);
  useEffect(() => {
    newestKeyDown.current = onKeyDown;
  });
  const onListKeyDown = useCallback((event: KeyboardEvent) => newestKeyDown.current(event), []);

  return (
    <section className={classes['screen']} aria-labelledby="lookup-title">
      <div className={classes['head']}>
        <VisuallyHidden component="h1" id="lookup-title">
          {t('title')}
        </VisuallyHidden>
        <TextInput
          ref={input}
          id="lookup-input"
          data-testid="lookup-input"
          classNames={{ input: classes['input'] ?? '' }}
          aria-label={t('searchLabel')}
          placeholder={t('placeholder')}
          leftSection={<IconSearch aria-hidden />}
          leftSectionWidth="3.5rem"
          rightSectionWidth="3.5rem"
          rightSection={
            query === '' ? null : (
              <CloseButton
                aria-label={t('clear')}
                onClick={() => {
                  setQuery('');
                  input.current?.focus();
                }}
              />
            )
          }
          value={query}
          maxLength={200}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          autoComplete="off"
          spellCheck={false}
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={hits.length > 0 ? optionId(chosen) : undefined}
        />
        <Filters />
        <div className={classes['line']}>
          <Text fw={600} role="status" data-testid="lookup-count">
            {search.data === undefined ? '' : countWords(search.data)}
          </Text>
          <span className={classes['hint']}>{t('hint')}</span>
          {search.data === undefined ? null : <CompletenessLine completeness={search.data.completeness} />}
        </div>
      </div>
      {content()}
    </section>
  );

  function content() {
    if (search.error !== null) {
      return (
        <div style={{ padding: '1rem' }}>
          <ProblemAlert problem={search.error.problem} onRetry={() => void search.refetch()} />
        </div>
      );
    }
    if (search.data === undefined) return <Loading />;
    if (hits.length > 0) {
      return (
        <HitList
          hits={hits}
          query={shown.query}
          filter={shown.filter}
          chosen={chosen}
          label={t('results')}
          onKeyDown={onListKeyDown}
          onOpen={open}
          onEnd={search.data.more ? widen : nothingMore}
        />
      );
    }
    if (!answered) return null;
    return query.trim() === '' ? (
      <NobodyYet result={search.data} filtered={narrowed} />
    ) : (
      <NotFound
        query={query.trim()}
        completeness={search.data.completeness}
        filtered={narrowed}
        accountId={filter.accountId}
        onClearFilter={() => {
          setFilter({});
          input.current?.focus();
        }}
        // What is found stands where the button stood: arrows and Enter are to reach it.
        onAsk={() => input.current?.focus()}
      />
    );
  }

  function countWords(result: LookupResult): string {
    if (hits.length === 0) return '';
    const found = result.more ? t('foundMore', { count: hits.length }) : t('found', { count: hits.length });
    if (query.trim() !== '') return found;
    const whose = !narrowed ? t('tonightsGuests') : t('guestsOfFilter');
    return result.more ? whose : `${whose}: ${found}`;
  }
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

function nothingMore(): void {}

/** An empty box and nobody to show: nothing has arrived yet, or nobody is expected. */
function NobodyYet({ result, filtered }: { readonly result: LookupResult; readonly filtered: boolean }) {
  const { t } = useTexts('lookup');
  if (!result.completeness.complete && result.completeness.have === 0) {
    return (
      <EmptyState icon={IconDownload} title={t('firstPull')}>
        {t('firstPullText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconMoon} title={filtered ? t('emptyDay') : t('emptyTitle')}>
      {t('emptyText')}
    </EmptyState>
  );
}
