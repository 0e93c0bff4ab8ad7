import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Settings } from '../shared/domain/settings.ts';
import type { AppInfo } from '../shared/domain/views.ts';
import { connectEvents } from './bridge/event-bridge.ts';
import { callKey } from './bridge/keys.ts';
import { makeQueryClient } from './bridge/query-client.ts';
import { useCall } from './bridge/use-call.ts';
import { DatesProvider } from './format/dates-provider.tsx';
import { makeI18n } from './i18n/i18n.ts';
import { LanguageProvider } from './i18n/language-provider.tsx';
import { Frame } from './shell/frame.tsx';
import { styleNonce } from './style-nonce.ts';
import { applyTextSize } from './text-size.ts';
import { cssVariables, theme } from './theme.ts';

interface AppProps {
  readonly info: AppInfo;
  readonly settings: Settings;
}

/** Everything around the screens: the query cache fed by events, the language, the look. */
export function App({ info, settings }: AppProps) {
  const [queries] = useState(() => {
    const client = makeQueryClient();
    client.setQueryData(callKey('settings.get'), settings);
    client.setQueryData(callKey('app.info'), info);
    return client;
  });
  const [i18n] = useState(() => makeI18n(settings.language));
  useEffect(() => connectEvents(queries), [queries]);
  return (
    <QueryClientProvider client={queries}>
      <I18nextProvider i18n={i18n}>
        <LanguageProvider>
          <DatesProvider>
            <Look initial={settings} />
          </DatesProvider>
        </LanguageProvider>
      </I18nextProvider>
    </QueryClientProvider>
  );
}

/** Applies language, theme and text size of the settings as they change. */
function Look({ initial }: { readonly initial: Settings }) {
  const settings = useCall('settings.get', undefined).data ?? initial;
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false });
  const scheme = settings.theme === 'system' ? (systemDark ? 'dark' : 'light') : settings.theme;

  useLayoutEffect(() => {
    document.documentElement.lang = settings.language;
    applyTextSize(settings.textSize);
  }, [settings.language, settings.textSize]);

  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={scheme}
      colorSchemeManager={settingsKeepIt}
      getStyleNonce={styleNonce}
    >
      {/* At the left: what sends, pays and confirms stands at the right and must not be covered. */}
      <Notifications position="bottom-left" />
      <Frame language={settings.language} />
    </MantineProvider>
  );
}

/** Mantine would keep the scheme in localStorage; here the settings do. */
const settingsKeepIt = {
  get: () => 'light' as const,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};
