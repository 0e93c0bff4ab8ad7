import { Button, Center, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Problem } from '../../shared/errors.ts';
import { useAct } from '../bridge/use-act.ts';
import { useTexts } from '../i18n/use-texts.ts';

interface FatalScreenProps {
  readonly problem: Problem;
  readonly dataFolder: string;
}

/** The stores could not be opened: what happened, what to do, and the two buttons that still help. */
export function FatalScreen({ problem, dataFolder }: FatalScreenProps) {
  const { t } = useTexts('shell');
  const show = useAct('app.showDataFolder');
  const quit = useAct('app.quit');
  return (
    <Center h="100%" p="xl">
      <Stack maw="42rem" role="alert" data-testid="fatal" data-code={problem.code}>
        <Group wrap="nowrap">
          <IconAlertTriangle size={40} color="var(--wc-bad)" aria-hidden />
          <Title order={1}>{t('fatalTitle')}</Title>
        </Group>
        <Text size="lg" fw={600}>
          {t(`errors:${problem.code}.what`)}
        </Text>
        <Text size="lg">{t(`errors:${problem.code}.next`)}</Text>
        <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {problem.message}
        </Text>
        {dataFolder === '' ? null : <Code>{dataFolder}</Code>}
        <Group>
          <Button onClick={() => show.mutate(undefined)}>{t('fatalFolder')}</Button>
          <Button variant="default" onClick={() => quit.mutate(undefined)}>
            {t('fatalQuit')}
          </Button>
        </Group>
      </Stack>
    </Center>
  );
}
