import { SegmentedControl } from '@mantine/core';
import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useKept } from '../../navigation/navigate.ts';
import type { RouteOf } from '../../navigation/routes.ts';
import { History } from './history.tsx';
import { OpenQueue } from './open-queue.tsx';

type Shown = 'open' | 'history';

/** What was done at this door: what must still reach the platform, and everything there ever was. */
export function QueueScreen(_props: { readonly route: RouteOf<'queue'> }) {
  const { t } = useTexts('queue');
  const [shown, setShown] = useKept<Shown>('shown', 'open');
  return (
    <Screen
      title={t('title')}
      actions={
        <SegmentedControl
          aria-label={t('shown')}
          data={[
            { value: 'open', label: t('open') },
            { value: 'history', label: t('history') },
          ]}
          value={shown}
          onChange={(value) => setShown(value === 'history' ? 'history' : 'open')}
        />
      }
    >
      {shown === 'open' ? <OpenQueue /> : <History />}
    </Screen>
  );
}
