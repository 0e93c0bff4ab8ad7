import { Button, Group, Stack, Text } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useTexts } from '../../i18n/use-texts.ts';

/** Which Willcall this is and where it keeps its data: what support asks first. */
export function About() {
  const { t } = useTexts('settings');
  const info = useCall('app.info', undefined, { staleMs: Number.POSITIVE_INFINITY }).data;
  const show = useAct('app.showDataFolder');
  if (info === undefined) return null;
  return (
    <Stack gap="xs">
      <Text>
        {t('version')}: <strong className="tabular">{info.version}</strong>
      </Text>
      <Text>
        {t('runtime')}: {info.runtime}
      </Text>
      <Group justify="space-between">
        <Text style={{ overflowWrap: 'anywhere', flex: '1 1 16rem' }}>
          {t('dataFolder')}: {info.dataFolder}
        </Text>
        <Button
          variant="default"
          leftSection={<IconFolderOpen size={20} aria-hidden />}
          onClick={() => show.mutate(undefined)}
        >
          {t('showFolder')}
        </Button>
      </Group>
      {show.error === null ? null : <ProblemAlert problem={show.error.problem} onClose={show.reset} />}
    </Stack>
  );
}
