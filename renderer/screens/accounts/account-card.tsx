import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { Account, AccountHealth } from '../../../shared/domain/accounts.ts';
import type { SyncStatus } from '../../../shared/domain/sync.ts';
import { can } from '../../bridge/use-accounts.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Age } from '../../components/age.tsx';
import { Notice } from '../../components/notice.tsx';
import { privilegesNamed } from '../../components/privileges.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { say } from '../../components/say.ts';
import { StatusWord, type Tone } from '../../components/status-word.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { systemForms } from '../connect/systems.ts';
import { AccountAbilities, AccountExpiry } from './account-abilities.tsx';

const tones: Readonly<Record<AccountHealth, Tone>> = {
  ok: 'good',
  unchecked: 'quiet',
  key_refused: 'bad',
  session_ended: 'bad',
  key_missing: 'bad',
};

const hintWords = { apiKey: 'keyEnding', login: 'loginAs', token: 'tokenEnding' } as const;
const replaceWords = { apiKey: 'replaceKey', login: 'replaceLogin', token: 'replaceToken' } as const;

interface AccountCardProps {
  readonly account: Account;
  readonly status: SyncStatus | undefined;
  readonly onOpen: (dialog: 'replace' | 'settings' | 'rename' | 'remove') => void;
}

/** One account: who it is, whether it works, how much of it is here. */
export function AccountCard({ account, status, onOpen }: AccountCardProps) {
  const { t } = useTexts('accounts');
  const dates = useDates();
  const check = useAct('accounts.check');
  const sync = useAct('sync.now');
  const blind = useCall('admissions.conflicts', undefined).data?.blind.includes(account.id) ?? false;
  const broken = tones[account.health] === 'bad';
  const lacks = (message: string) => {
    const rights = privilegesNamed(message).map((right) =>
      t('common:privilegeMissing', { right: t(`common:privilege.${right}`) }),
    );
    return rights.length === 0 ? message : rights.join(' ');
  };
  const asked = { onSuccess: () => say(t('syncAsked')) };
  return (
    <Paper
      component="article"
      withBorder
      p="lg"
      bg="var(--wc-surface)"
      aria-label={account.label}
      data-testid="account"
    >
      <Stack gap="sm">
        <Group justify="space-between">
          <Group gap="sm">
            <Title order={2}>{account.label}</Title>
            {account.demo ? (
              <Badge size="lg" variant="light" tt="none">
                {t('common:demo')}
              </Badge>
            ) : null}
          </Group>
          <StatusWord tone={tones[account.health]} testId="account-health">
            {t(`health.${account.health}`)}
          </StatusWord>
        </Group>
        {account.health === 'ok' ? null : <Text fw={broken ? 600 : 400}>{t(`healthHint.${account.health}`)}</Text>}
        <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {account.demo
            ? `${systemForms[account.system].name} · ${t('demoHint')}`
            : [
                systemForms[account.system].name,
                account.baseUrl,
                t(hintWords[account.credentialKind], { hint: account.credentialHint.replace(/^…/, '') }),
              ].join(' · ')}
          {' · '}
          {t('connectedAt', { date: dates.date(account.connectedAt) })}
        </Text>
        {status === undefined || !can(account, 'tickets') ? null : (
          <Text className="tabular">
            {status.expectedTickets === null || status.expectedTickets === status.tickets
              ? t('ticketsHere', { count: status.tickets })
              : t('ticketsOf', { count: status.tickets, expected: status.expectedTickets })}
            {status.setAside === 0 ? null : ` · ${t('setAside', { count: status.setAside })}`}
            {status.freshAt === null ? null : (
              <>
                {' · '}
                {t('newest')} <Age ms={status.freshAt} />
              </>
            )}
          </Text>
        )}
        <AccountAbilities account={account} />
        <AccountExpiry account={account} />
        {status?.problem?.code === 'forbidden' ? (
          <Notice tone="warn" title={t('lacksTitle')} testId="account-lacks">
            {lacks(status.problem.message)}
          </Notice>
        ) : null}
        {blind ? (
          <Notice tone="warn" title={t('doorsTitle')} testId="account-doors">
            {t('doorsText')}
          </Notice>
        ) : null}
        {check.error === null ? null : <ProblemAlert problem={check.error.problem} onClose={check.reset} />}
        {sync.error === null ? null : <ProblemAlert problem={sync.error.problem} onClose={sync.reset} />}
        <Group gap="xs">
          {account.demo ? null : (
            <Button
              variant={broken ? 'filled' : 'default'}
              onClick={() => onOpen('replace')}
              data-testid="account-replace"
            >
              {t(replaceWords[account.credentialKind])}
            </Button>
          )}
          {account.demo ? null : (
            <Button variant="default" onClick={() => onOpen('settings')} data-testid="account-settings">
              {t('settings')}
            </Button>
          )}
          <Button
            variant="default"
            loading={check.isPending}
            onClick={() =>
              check.mutate(
                { accountId: account.id },
                {
                  onSuccess: (checked) =>
                    checked.health === 'ok' ? say(t('checked', { account: checked.label })) : undefined,
                },
              )
            }
          >
            {t('check')}
          </Button>
          <Button
            variant="default"
            loading={sync.isPending}
            onClick={() => sync.mutate({ accountId: account.id, full: true }, asked)}
          >
            {t('syncAll')}
          </Button>
          <Button variant="default" onClick={() => onOpen('rename')}>
            {t('rename')}
          </Button>
          <Button variant="subtle" color="red" onClick={() => onOpen('remove')} data-testid="account-remove">
            {t('remove')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
