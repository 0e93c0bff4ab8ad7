import { useEffect } from 'react';
import { listen } from '../bridge/client.ts';
import { say } from '../components/say.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { LateScans } from '../scan/late-scans.tsx';
import { VerdictOverlay } from '../scan/verdict.tsx';
import { Banners } from './banners.tsx';
import { Navigation } from './navigation.tsx';
import { PersonNeeded } from './person-needed.tsx';
import { RefusedAct } from './refused-act.tsx';
import { ScreenHost } from './screen-host.tsx';
import classes from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { useShellKeys } from './use-shell-keys.ts';

/** The frame around every screen: status bar, banners, navigation, the screen itself. */
export function Shell() {
  const { t } = useTexts('shell');
  useShellKeys();
  useEffect(() => listen('app.startedAgain', () => say(t('startedAgain'))), [t]);
  return (
    <div className={classes['shell']}>
      <a className={classes['skip']} href="#content">
        {t('skipToContent')}
      </a>
      <div className={classes['status']}>
        <StatusBar />
        <PersonNeeded />
        <RefusedAct />
        <Banners />
      </div>
      <Navigation />
      <ScreenHost />
      <VerdictOverlay />
      <LateScans />
    </div>
  );
}
