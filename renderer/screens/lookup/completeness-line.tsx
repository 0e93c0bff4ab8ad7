import { Text } from '@mantine/core';
import type { Completeness } from '../../../shared/domain/tickets.ts';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { howComplete } from './how-complete.ts';

/** How much of the platforms' data is here, quietly beside every result. */
export function CompletenessLine({ completeness }: { readonly completeness: Completeness }) {
  const { t } = useTexts('lookup');
  const dates = useDates();
  const now = useNow();
  return (
    <Text size="sm" c="dimmed" className="tabular" data-testid="lookup-completeness">
      {words()}
    </Text>
  );

  function words(): string {
    const { have, expected, freshAt } = completeness;
    const how = howComplete(completeness, now);
    switch (how.kind) {
      case 'coming':
        return expected === null ? t('partHereUnknown', { have }) : t('partHere', { have, expected });
      case 'unread':
        return t('unreadHereAt', { have, count: how.count, time: dates.moment(how.at, now) });
      case 'asOf':
        return t('allHereAt', { count: have, time: dates.moment(how.at, now) });
      case 'now':
        return freshAt === null
          ? t('allHere', { count: have })
          : t('allHereAt', { count: have, time: dates.moment(freshAt, now) });
    }
  }
}
