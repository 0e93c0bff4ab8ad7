import { Button, Group, Text } from '@mantine/core';
import { IconUserQuestion, IconWorldSearch } from '@tabler/icons-react';
import type { Completeness } from '../../../shared/domain/tickets.ts';
import type { AccountId, EpochMs } from '../../../shared/ids.ts';
import { anyOnline, can, useAccounts, useSyncStatus } from '../../bridge/use-accounts.ts';
import { useAct } from '../../bridge/use-act.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { howComplete } from './how-complete.ts';

interface NotFoundProps {
  readonly query: string;
  readonly completeness: Completeness;
  readonly filtered: boolean;
  /** Only this account's platform is asked; undefined: all. */
  readonly accountId: AccountId | undefined;
  readonly onClearFilter: () => void;
  /** The platform is being asked. */
  readonly onAsk: () => void;
}

/** No hit: whether that means anything (is all of it here?), and where else one can look. */
export function NotFound({ query, completeness, filtered, accountId, onClearFilter, onAsk }: NotFoundProps) {
  const { t } = useTexts('lookup');
  return (
    <EmptyState
      icon={IconUserQuestion}
      title={filtered ? t('notFoundFiltered', { query }) : t('notFound', { query })}
      action={
        <Group justify="center" mt="xs">
          {filtered ? (
            <Button variant="default" onClick={onClearFilter}>
              {t('searchEverywhere')}
            </Button>
          ) : null}
          <AskPlatform key={query} query={query} accountId={accountId} onAsk={onAsk} />
        </Group>
      }
    >
      <HowComplete completeness={completeness} />
    </EmptyState>
  );
}

function HowComplete({ completeness }: { readonly completeness: Completeness }) {
  const { t } = useTexts('lookup');
  const language = useLanguage();
  const dates = useDates();
  const now = useNow();
  const { have, expected, completeAt } = completeness;
  const how = howComplete(completeness, now);
  if (how.kind === 'now') return <Text>{t('everythingHere', { count: have })}</Text>;
  if (how.kind === 'asOf') return warned(t('everythingHereAt', { count: have, time: moment(how.at) }));
  if (how.kind === 'unread') return warned(t('unread', { count: how.count, time: moment(how.at) }));
  const last = completeAt === null ? t('neverComplete') : t('lastComplete', { time: moment(completeAt) });
  const missing =
    how.missing === null || expected === null
      ? t('missingUnknown')
      : t('missing', {
          count: how.missing,
          expected: new Intl.NumberFormat(language).format(expected),
        });
  return warned(`${missing} ${last}`);

  function moment(at: EpochMs): string {
    return dates.moment(at, now);
  }

  function warned(words: string) {
    return (
      <Text fw={600} c="var(--wc-warn)" data-testid="lookup-incomplete">
        {words}
      </Text>
    );
  }
}

/** Offers the platforms' own order search; only where one has it and can be reached. */
function AskPlatform({ query, accountId, onAsk }: Pick<NotFoundProps, 'query' | 'accountId' | 'onAsk'>) {
  const { t } = useTexts('lookup');
  const ask = useAct('lookup.askPlatform');
  const online = anyOnline(useSyncStatus());
  const able = useAccounts().some((account) => can(account, 'orders.search'));
  if (!able) return null;
  if (!online) return <Text c="dimmed">{t('askOffline')}</Text>;
  if (ask.error) return <ProblemAlert problem={ask.error.problem} onRetry={() => ask.mutate({ query, accountId })} />;
  if (ask.data) {
    return (
      <Text role="status" fw={600}>
        {ask.data.found === 0 ? t('askNothing', { query }) : t('askFound', { count: ask.data.found })}
      </Text>
    );
  }
  return (
    <Button
      leftSection={<IconWorldSearch size={20} aria-hidden />}
      loading={ask.isPending}
      onClick={() => {
        ask.mutate({ query, accountId });
        onAsk();
      }}
      data-testid="lookup-ask"
    >
      {ask.isPending ? t('asking') : t('askPlatform')}
    </Button>
  );
}
