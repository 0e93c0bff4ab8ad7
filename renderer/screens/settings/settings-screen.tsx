import { Paper, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Settings } from '../../../shared/domain/settings.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Loading } from '../../components/loading.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { About } from './about.tsx';
import { DoorSettings } from './door-settings.tsx';
import { KeyList } from './key-list.tsx';
import { LookSettings } from './look-settings.tsx';
import { SyncSettings } from './sync-settings.tsx';

/** What each part of the settings gets: the values, and a way to change some of them. */
export interface SettingsPartProps {
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
}

/** Everything that a person can set. There is no save button: each change is kept and takes effect at once. */
export function SettingsScreen() {
  const { t } = useTexts('settings');
  const settings = useCall('settings.get', undefined);
  const save = useAct('settings.set');
  const values = settings.data;
  const onChange = (change: Partial<Settings>) => save.mutate(change);
  return (
    <Screen title={t('title')} width={52}>
      {save.error === null ? null : <ProblemAlert problem={save.error.problem} onClose={save.reset} />}
      {settings.error === null ? null : <ProblemAlert problem={settings.error.problem} />}
      {values === undefined ? (
        <Loading />
      ) : (
        <>
          <Part title={t('look')}>
            <LookSettings settings={values} onChange={onChange} />
          </Part>
          <Part title={t('door')}>
            <DoorSettings settings={values} onChange={onChange} />
          </Part>
          <Part title={t('sync')}>
            <SyncSettings settings={values} onChange={onChange} />
          </Part>
        </>
      )}
      <Part title={t('keys')}>
        <KeyList />
      </Part>
      <Part title={t('about')}>
        <About />
      </Part>
    </Screen>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Paper component="section" withBorder p="lg" bg="var(--wc-surface)" aria-label={title}>
      <Stack>
        <Title order={2}>{title}</Title>
        {children}
      </Stack>
    </Paper>
  );
}
