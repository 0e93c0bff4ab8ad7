import { Suspense, useLayoutEffect, useRef } from 'react';
import { Loading } from '../components/loading.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { EntryContext, useEntry } from '../navigation/navigate.ts';
import { screenFor } from '../screens/screen-for.tsx';
import classes from './shell.module.css';

/**
 * Shows the screen of the place one is at and moves the focus: back to where it was when one returns, to a field that asks for it,
 * else to the screen's heading, so that a screen reader says where one is.
 */
export function ScreenHost() {
  const { t } = useTexts('common');
  const entry = useEntry();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(entry.id);

  useLayoutEffect(() => {
    if (shown.current === entry.id) return;
    shown.current = entry.id;
    const host = main.current;
    if (host === null) return;
    const returned = entry.returnFocus === null ? null : document.getElementById(entry.returnFocus);
    if (returned !== null) returned.focus();
    else if (!host.contains(document.activeElement)) {
      (host.querySelector<HTMLElement>('[data-screen-heading]') ?? host).focus();
    }
  }, [entry]);

  return (
    <main ref={main} id="content" tabIndex={-1} className={classes['main']} data-screen={entry.route.screen}>
      <EntryContext value={entry}>
        <Suspense key={entry.id} fallback={<Loading label={t('loading')} />}>
          {screenFor(entry.route)}
        </Suspense>
      </EntryContext>
    </main>
  );
}
