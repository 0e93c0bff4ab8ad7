import { Button, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import {
  IconPlugConnectedX,
  IconRefresh,
  IconWifi,
  IconWifi1,
  IconWifiOff,
  IconWorldQuestion,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Connectivity, SyncStatus } from '../../shared/domain/sync.ts';
import { accountOf, useAccounts } from '../bridge/use-accounts.ts';
import { useAct } from '../bridge/use-act.ts';
import { Age } from '../components/age.tsx';
import { StatusWord, type Tone } from '../components/status-word.tsx';
import { formatAge } from '../format/spans.ts';
import { useDates } from '../format/use-dates.ts';
import { useNow } from '../format/use-now.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useTexts } from '../i18n/use-texts.ts';
import classes from './status-bar.module.css';
import type { Summary } from './summary.ts';

const faces = {
  online: { tone: 'good', icon: IconWifi, word: 'online', hint: 'onlineHint' },
  offline: { tone: 'bad', icon: IconWifiOff, word: 'offline', hint: 'offlineHint' },
  slow: { tone: 'warn', icon: IconWifi1, word: 'slow', hint: 'slowHint' },
  portal: { tone: 'bad', icon: IconPlugConnectedX, word: 'portal', hint: 'portalHint' },
  unknown: { tone: 'quiet', icon: IconWorldQuestion, word: 'connecting', hint: 'unknownHint' },
} as const satisfies Record<Connectivity, { tone: Tone; icon: typeof IconWifi; word: string; hint: string }>;

interface ConnectivityMenuProps {
  readonly summary: Summary;
  readonly statuses: readonly SyncStatus[];
}

/** Online or not and how old the data is; pressed, it says so for each account and lets one ask the platform now. */
export function ConnectivityMenu({ summary, statuses }: ConnectivityMenuProps) {
  const { t } = useTexts('shell');
  const language = useLanguage();
  const dates = useDates();
  const now = useNow();
  const accounts = useAccounts();
  const syncNow = useAct('sync.now');
  const [opened, setOpened] = useState(false);
  const { freshAt } = summary;
  const face = faces[summary.connectivity ?? 'unknown'];
  const nothing = summary.tickets === 0 ? t('dataNever') : t('dataArriving');
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width="min(28rem, 90vw)"
      trapFocus
      shadow="md"
    >
      <Popover.Target>
        <UnstyledButton className={classes['button'] ?? ''} onClick={() => setOpened(!opened)}>
          <StatusWord tone={face.tone} icon={face.icon} testId="status-connectivity">
            {t(face.word)}
          </StatusWord>
          <Text span data-testid="status-age">
            {freshAt === null ? nothing : t('dataAge', { age: formatAge(freshAt, now, language) })}
          </Text>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="md">
          {statuses.map((status) => (
            <Stack key={status.accountId} gap={4}>
              {accounts.length > 1 ? <Text fw={650}>{accountOf(accounts, status.accountId)?.label}</Text> : null}
              <Text>{t(faces[status.connectivity].hint)}</Text>
              {status.freshAt === null ? null : (
                <Text c="dimmed" size="sm">
                  {t('dataAgeHint', { time: dates.dateTime(status.freshAt) })} (<Age ms={status.freshAt} />)
                </Text>
              )}
              {status.setAside > 0 ? <Text size="sm">{t('bannerSetAside', { count: status.setAside })}</Text> : null}
              {status.problem === null ? null : (
                <Text size="sm">
                  {t(`errors:${status.problem.code}.what`)}{' '}
                  <Text span c="dimmed">
                    {status.problem.message}
                  </Text>
                </Text>
              )}
            </Stack>
          ))}
          <Button
            leftSection={<IconRefresh size={20} aria-hidden />}
            loading={syncNow.isPending}
            onClick={() => syncNow.mutate({}, { onSuccess: () => setOpened(false) })}
          >
            {t('syncNow')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
