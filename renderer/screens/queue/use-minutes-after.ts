import { useTexts } from '../../i18n/use-texts.ts';

/** Words for how long after (or before) the act something was made on the platform, in whole minutes. */
export function useMinutesAfter(): (minutes: number) => string {
  const { t } = useTexts('queue');
  return (minutes) =>
    minutes === 0 ? t('sameMinute') : t(minutes > 0 ? 'minutesLater' : 'minutesEarlier', { count: Math.abs(minutes) });
}
