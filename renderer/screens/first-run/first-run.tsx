import { Button, Paper, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconPlugConnected, IconTestPipe } from '@tabler/icons-react';
import { useState } from 'react';
import { type Language, languages } from '../../../shared/domain/settings.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { languageNames } from '../../i18n/i18n.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Notices } from '../../shell/banners.tsx';
import { ConnectForm } from '../connect/connect-form.tsx';
import classes from './first-run.module.css';

/** A new laptop, or one whose records are gone: try it with made-up data, or connect an account. Either leads straight to Lookup while the first pull runs. */
export function FirstRun() {
  const { t } = useTexts('firstRun');
  const demo = useAct('accounts.connectDemo');
  const [connecting, setConnecting] = useState(false);
  return (
    <main className={classes['page']} data-screen="first-run">
      <Notices />
      <div className={classes['inner']}>
        <div className={classes['head']}>
          <div>
            <Title order={1}>{t('title')}</Title>
            <Text size="lg">{t('lead')}</Text>
          </div>
          <LanguageChoice />
        </div>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
          <Paper withBorder p="lg" className={classes['card'] ?? ''}>
            <Stack h="100%">
              <IconTestPipe size={40} stroke={1.4} aria-hidden />
              <Title order={2}>{t('demoTitle')}</Title>
              <Text>{t('demoText')}</Text>
              {demo.error === null ? null : <ProblemAlert problem={demo.error.problem} />}
              <Button
                mt={connecting ? 'md' : 'auto'}
                size="lg"
                loading={demo.isPending}
                onClick={() => demo.mutate(undefined)}
                data-testid="first-run-demo"
              >
                {t('demoButton')}
              </Button>
              {demo.isPending ? <Text role="status">{t('demoStarting')}</Text> : null}
            </Stack>
          </Paper>
          <Paper withBorder p="lg" className={classes['card'] ?? ''}>
            <Stack h="100%">
              <IconPlugConnected size={40} stroke={1.4} aria-hidden />
              <Title order={2}>{t('connectTitle')}</Title>
              <Text>{t('connectText')}</Text>
              {connecting ? (
                <ConnectForm onConnected={() => setConnecting(false)} onCancel={() => setConnecting(false)} />
              ) : (
                <Button
                  mt="auto"
                  size="lg"
                  variant="default"
                  onClick={() => setConnecting(true)}
                  data-testid="first-run-connect"
                >
                  {t('connectButton')}
                </Button>
              )}
            </Stack>
          </Paper>
        </SimpleGrid>
      </div>
    </main>
  );
}

function LanguageChoice() {
  const { t } = useTexts('firstRun');
  const language = useLanguage();
  const save = useAct('settings.set');
  return (
    <Select
      label={t('language')}
      allowDeselect={false}
      data={languages.map((value) => ({ value, label: languageNames[value] }))}
      value={language}
      onChange={(value) => {
        if (value !== null) save.mutate({ language: value as Language });
      }}
    />
  );
}
