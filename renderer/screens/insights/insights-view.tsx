import { SegmentedControl, Text, Title } from '@mantine/core';
import type { Statistics } from '../../../shared/domain/sync.ts';
import { formatDay } from '../../format/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { useKept } from '../../navigation/navigate.ts';
import { DayChart, EventChart } from './charts.tsx';
import classes from './insights.module.css';
import { formatCount, formatSum } from './numbers.ts';
import { dayBars, eventBars, type Metric, metrics } from './series.ts';
import { SliceTable } from './slice-table.tsx';

/** More events than this become one bar; the table names them all. */
const mostBars = 12;

/** The four numbers, then each by day and by event. */
export function InsightsView({ statistics }: { readonly statistics: Statistics }) {
  const { t } = useTexts('insights');
  const language = useLanguage();
  const [metric, setMetric] = useKept<Metric>('metric', 'orders');
  const count = (value: number) => formatCount(value, language);
  const sum = (value: number) => formatSum(value, language);
  const value = metric === 'orderSum' ? sum : count;
  const day = (text: string) => formatDay(text, language);
  const days = dayBars(statistics);
  const events = eventBars(statistics, metric, mostBars, (more) => t('moreEvents', { count: more }));
  const allEvents = eventBars(statistics, metric, Number.POSITIVE_INFINITY, () => '');
  const tables = { formatCount: count, formatSum: sum };
  const range = { from: day(statistics.from), to: day(statistics.to) };

  return (
    <>
      <div className={classes['totals']}>
        {metrics.map((one) => (
          <div key={one} className={classes['total']} data-testid={`insights-${one}`}>
            <Text c="dimmed">{t(`metric.${one}`)}</Text>
            <p className={classes['totalNumber']}>
              {one === 'orderSum' ? sum(statistics.orderSum) : count(statistics[one])}
            </p>
            <Text size="sm" c="dimmed">
              {t(`metricHint.${one}`)}
            </Text>
          </div>
        ))}
      </div>
      <SegmentedControl
        className={classes['metric'] ?? ''}
        aria-label={t('shownMetric')}
        data={metrics.map((one) => ({ value: one, label: t(`metric.${one}`) }))}
        value={metric}
        onChange={(chosen) => setMetric(metrics.find((one) => one === chosen) ?? 'orders')}
      />
      <section className={classes['pair']} aria-labelledby="insights-by-day">
        <Title order={2} id="insights-by-day" className={classes['pairTitle'] ?? ''}>
          {t('byDay')}
        </Title>
        <DayChart
          bars={days}
          metric={metric}
          label={t('chartByDay', { metric: t(`metric.${metric}`), ...range })}
          formatValue={value}
          formatLabel={day}
        />
        <SliceTable
          caption={t('tableOf', { of: t('byDay') })}
          firstColumn={t('common:date')}
          bars={[...days].reverse()}
          formatLabel={day}
          {...tables}
        />
      </section>
      <section className={classes['pair']} aria-labelledby="insights-by-event">
        <Title order={2} id="insights-by-event" className={classes['pairTitle'] ?? ''}>
          {t('byEvent')}
        </Title>
        {events.length === 0 ? (
          <Text c="dimmed">{t('noEvents')}</Text>
        ) : (
          <>
            <EventChart
              bars={events}
              metric={metric}
              label={t('chartByEvent', { metric: t(`metric.${metric}`), ...range })}
              formatValue={value}
              formatLabel={(text) => text}
            />
            <SliceTable
              caption={t('tableOf', { of: t('byEvent') })}
              firstColumn={t('common:event')}
              bars={allEvents}
              formatLabel={(text) => text}
              {...tables}
            />
          </>
        )}
      </section>
    </>
  );
}
