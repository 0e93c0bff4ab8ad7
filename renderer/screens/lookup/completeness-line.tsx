import { Text } from '@mantine/core';
import type { Completeness } from '../../../shared/domain/tickets.ts';
import { formatMoment } from '../../format/dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { howComplete } from './how-complete.ts';

/** How much of the platforms' data is here, quietly beside every result. */
export function CompletenessLine({ completeness }: { readonly completeness: Completeness }) {
  const { t } = useTexts('lookup');
  const language = useLanguage();
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
        return t('unreadHereAt', { have, count: how.count, time: formatMoment(how.at, now, language) });
      case 'asOf':
        return t('allHereAt', { count: have, time: formatMoment(how.at, now, language) });
      case 'now':
        return freshAt === null
          ? t('allHere', { count: have })
          : t('allHereAt', { count: have, time: formatMoment(freshAt, now, language) });
    }
  }
}
