import { Button, Stack, Text } from '@mantine/core';
import { IconClock, IconHelp, IconUserQuestion } from '@tabler/icons-react';
import type { Deed } from '../../../shared/domain/acts.ts';
import { Notice } from '../../components/notice.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { partOf } from '../queue/queue-view.ts';
import { useDeedWords } from './use-deed-words.ts';

/** What was done here with an order and is not settled: in words what is known of it, and where it is decided. */
export function OpenDeeds({ deeds }: { readonly deeds: readonly Deed[] }) {
  const { t } = useTexts('orders');
  const words = useDeedWords();
  return deeds.map((deed) => {
    const part = partOf(deed.queueState);
    const waits = part === 'waiting' || part === 'sending';
    return (
      <Notice
        key={deed.id}
        tone={waits ? 'busy' : 'warn'}
        icon={waits ? IconClock : part === 'needs_person' ? IconUserQuestion : IconHelp}
        testId={`open-deed-${deed.act}`}
      >
        <Stack gap="xs" align="flex-start">
          <Text>
            {words(deed)}
            {waits ? null : ` ${t(part === 'needs_person' ? 'deedNext.person' : 'deedNext.asking')}`}
          </Text>
          {part === 'needs_person' || part === 'waiting' ? (
            <Button
              id={`order-open-queue-${deed.act}`}
              variant="default"
              onClick={() => navigate.to({ screen: 'queue' })}
            >
              {t('openQueue')}
            </Button>
          ) : null}
        </Stack>
      </Notice>
    );
  });
}
