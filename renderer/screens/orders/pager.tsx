import { Button, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTexts } from '../../i18n/use-texts.ts';
import type { PageSpan } from './pages.ts';

interface PagerProps {
  readonly span: PageSpan;
  readonly onOffset: (offset: number) => void;
}

/** Where one is in a long list, and the way to its neighbours; nothing when all is on one page. */
export function Pager({ span, onOffset }: PagerProps) {
  const { t } = useTexts('orders');
  const { previousOffset, nextOffset } = span;
  if (previousOffset === null && nextOffset === null) return null;
  return (
    <Group component="nav" justify="center" aria-label={t('pages')}>
      <Button
        variant="default"
        leftSection={<IconChevronLeft aria-hidden size={20} />}
        disabled={previousOffset === null}
        onClick={() => onOffset(previousOffset ?? 0)}
      >
        {t('previousPage')}
      </Button>
      <Text className="tabular">{t('span', { first: span.first, last: span.last, total: span.total })}</Text>
      <Button
        variant="default"
        rightSection={<IconChevronRight aria-hidden size={20} />}
        disabled={nextOffset === null}
        onClick={() => onOffset(nextOffset ?? 0)}
      >
        {t('nextPage')}
      </Button>
    </Group>
  );
}
