import { MantineProvider, Stack, Text, Title } from '@mantine/core';
import type { Problem } from '../../shared/errors.ts';
import { en } from '../i18n/en/index.ts';
import { styleNonce } from '../style-nonce.ts';
import { cssVariables, theme } from '../theme.ts';

/** Shown when not even the settings could be asked for: the language is not known yet, so it is English. */
export function BootFailure({ problem }: { readonly problem: Problem }) {
  const words = en.errors[problem.code];
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme="light"
      getStyleNonce={styleNonce}
    >
      <Stack p="xl" role="alert">
        <Title order={1}>{en.shell.fatalTitle}</Title>
        <Text size="lg">{words.what}</Text>
        <Text size="lg">{words.next}</Text>
        <Text c="dimmed">{problem.message}</Text>
      </Stack>
    </MantineProvider>
  );
}
