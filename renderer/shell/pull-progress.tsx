import { Progress, Text } from '@mantine/core';
import type { PullProgress } from '../../shared/domain/sync.ts';
import { formatSpan } from '../format/spans.ts';
import { useDates } from '../format/use-dates.ts';
import { useNow } from '../format/use-now.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useTexts } from '../i18n/use-texts.ts';
import classes from './status-bar.module.css';

/** A running pull: how many of how many, how fast, how long still, and why it waits. */
export function PullProgressLine({ pull }: { readonly pull: PullProgress }) {
  const { t } = useTexts('shell');
  const language = useLanguage();
  const dates = useDates();
  const now = useNow(5000);
  const { done, total, rate, leftMs, waiting, eventName } = pull;
  const what = pull.what === 'tickets' ? t('pullTickets') : t('pullOrders');
  const count = total === null ? t('pullCountOnly', { done }) : t('pullCount', { done, total });
  return (
    <div className={classes['pull']} data-testid="status-pull">
      <div className={`${classes['pullWords']} tabular`}>
        <Text span size="sm" fw={600}>
          {what} {count}
        </Text>
        <Text span size="sm" c="dimmed">
          {details().join(' · ')}
        </Text>
      </div>
      <Progress.Root size="sm">
        <Progress.Section
          value={total === null || total === 0 ? 100 : Math.min(100, (100 * done) / total)}
          animated={total === null}
          aria-label={`${what} ${count}`}
          {...(waiting === null ? {} : { color: 'gray' })}
        />
      </Progress.Root>
    </div>
  );

  function details(): readonly string[] {
    const parts: string[] = [];
    if (eventName !== null) parts.push(t('pullFirst', { event: eventName }));
    if (waiting !== null) {
      const why = {
        rate_limit: t('waitRateLimit'),
        offline: t('waitOffline'),
        staff_first: t('waitStaffFirst'),
      }[waiting.reason];
      const until = waiting.untilMs === null ? '' : ` ${t('waitUntil', { time: dates.time(waiting.untilMs) })}`;
      parts.push(`${why}${until}`);
    }
    // Beside a wait a bare rate would say that it goes on: it is that of the last minutes.
    if (rate > 0) parts.push(t(waiting === null ? 'pullRate' : 'pullRateLately', { rate: Math.round(rate) }));
    // The time left counts the rows only; a known wait comes on top.
    const wait = Math.max(0, (waiting?.untilMs ?? now) - now);
    if (leftMs !== null) parts.push(t('pullLeft', { time: formatSpan(leftMs + wait, language) }));
    return parts;
  }
}
