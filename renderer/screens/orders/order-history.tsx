import { Text, Title, VisuallyHidden } from '@mantine/core';
import { IconAlertOctagonFilled, IconCircle, IconCircleCheckFilled, type IconProps } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { OrderEvent } from '../../../shared/domain/orders.ts';
import { useDates } from '../../format/use-dates.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import classes from './history.module.css';
import { momentText } from './moments.ts';

const shapes: Readonly<Record<OrderEvent['risk'], ComponentType<IconProps>>> = {
  good: IconCircleCheckFilled,
  neutral: IconCircle,
  danger: IconAlertOctagonFilled,
};

/** What an order went through, newest last, in our words with the system's own beside them; nothing where its system tells nothing. */
export function OrderHistory({ history }: { readonly history: readonly OrderEvent[] }) {
  const { t } = useTexts('orders');
  const dates = useDates();
  if (history.length === 0) return null;
  return (
    <section className={classes['part']} aria-labelledby="order-history" data-testid="order-history">
      <Title order={2} id="order-history">
        {t('history')}
      </Title>
      <ol className={classes['line']}>
        {history.map((event, index) => {
          const Shape = shapes[event.risk];
          const text = momentText(event.what);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: moments have no id, and two may be of the same kind at the same time.
            <li key={index} className={classes['moment']} data-risk={event.risk}>
              <Shape className={classes['shape']} aria-hidden />
              <VisuallyHidden>{t(`risk.${event.risk}`)}</VisuallyHidden>
              <span className={classes['what']}>
                {text === null ? event.what : t(`moment.${text}`)}
                {text === null ? null : (
                  <Text span size="sm" c="dimmed" ms="xs" title={t('platformWordHint')}>
                    {event.what}
                  </Text>
                )}
              </span>
              <time className={classes['when']} dateTime={event.at}>
                {dates.dateTime(event.atMs)}
              </time>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
