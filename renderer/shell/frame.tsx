import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/domain/settings.ts';
import { useCall } from '../bridge/use-call.ts';
import { Loading } from '../components/loading.tsx';
import { FirstRun } from '../screens/first-run/first-run.tsx';
import { FatalScreen } from './fatal-screen.tsx';
import { Shell } from './shell.tsx';

/** Decides what the window is: the reason why nothing works, the first run, or the screens. */
export function Frame({ language }: { readonly language: Language }) {
  const { i18n } = useTranslation();
  const info = useCall('app.info', undefined, { staleMs: Number.POSITIVE_INFINITY });
  const accounts = useCall('accounts.list', undefined);

  useEffect(() => {
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);

  const fatal = info.data?.fatal ?? accounts.error?.problem ?? null;
  if (fatal !== null) return <FatalScreen problem={fatal} dataFolder={info.data?.dataFolder ?? ''} />;
  if (accounts.data === undefined) return <Loading />;
  return accounts.data.length === 0 ? <FirstRun /> : <Shell />;
}
