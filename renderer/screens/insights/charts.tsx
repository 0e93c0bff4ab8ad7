import { BarChart, Bar as BarShape, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import classes from './insights.module.css';
import type { Bar, Metric } from './series.ts';

interface ChartProps {
  readonly bars: readonly Bar[];
  readonly metric: Metric;
  /** Says the whole chart in a sentence; the table beside it gives the numbers. */
  readonly label: string;
  readonly formatValue: (value: number) => string;
  readonly formatLabel: (label: string) => string;
}

const ticks = { fill: 'var(--mantine-color-dimmed)', fontSize: '0.875rem' };

/** One bar a day. */
export function DayChart({ bars, metric, label, formatValue, formatLabel }: ChartProps) {
  return (
    <div className={classes['chart']} role="img" aria-label={label} data-testid="insights-chart">
      <ResponsiveContainer width="100%" height={288}>
        <BarChart data={[...bars]} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--wc-line)" />
          <XAxis
            dataKey="label"
            tick={ticks}
            tickFormatter={formatLabel}
            minTickGap={28}
            tickLine={false}
            stroke="var(--wc-line)"
          />
          <YAxis
            tick={ticks}
            tickFormatter={formatValue}
            width="auto"
            allowDecimals={metric === 'orderSum'}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--wc-quiet-ground)' }}
            content={<Tip metric={metric} formatValue={formatValue} formatLabel={formatLabel} />}
          />
          <BarShape
            dataKey={metric}
            fill="var(--wc-chart)"
            radius={[3, 3, 0, 0]}
            maxBarSize={48}
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

/** One bar an event, names at the left. */
export function EventChart({ bars, metric, label, formatValue, formatLabel }: ChartProps) {
  return (
    <div className={classes['chart']} role="img" aria-label={label} data-testid="insights-chart">
      <ResponsiveContainer width="100%" height={Math.max(120, bars.length * 40 + 40)}>
        <BarChart
          data={[...bars]}
          layout="vertical"
          accessibilityLayer={false}
          margin={{ top: 0, right: 16, bottom: 0, left: 0 }}
        >
          <CartesianGrid horizontal={false} stroke="var(--wc-line)" />
          <XAxis
            type="number"
            tick={ticks}
            tickFormatter={formatValue}
            allowDecimals={metric === 'orderSum'}
            tickLine={false}
            stroke="var(--wc-line)"
          />
          <YAxis
            type="category"
            dataKey="key"
            tick={ticks}
            tickFormatter={(key: string) => short(bars.find((bar) => bar.key === key)?.label ?? key)}
            width={150}
            interval={0}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--wc-quiet-ground)' }}
            content={<Tip metric={metric} formatValue={formatValue} formatLabel={formatLabel} />}
          />
          <BarShape
            dataKey={metric}
            fill="var(--wc-chart)"
            radius={[0, 3, 3, 0]}
            maxBarSize={28}
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

interface TipProps {
  readonly metric: Metric;
  readonly formatValue: (value: number) => string;
  readonly formatLabel: (label: string) => string;
  readonly active?: boolean | undefined;
  readonly payload?: readonly { readonly payload?: Bar | undefined }[] | undefined;
}

function Tip({ metric, formatValue, formatLabel, active, payload }: TipProps) {
  const bar = payload?.[0]?.payload;
  if (!active || bar === undefined) return null;
  return (
    <div className={classes['tip']}>
      {formatLabel(bar.label)}: <strong>{formatValue(bar[metric])}</strong>
    </div>
  );
}

function short(text: string): string {
  return text.length > 22 ? `${text.slice(0, 21).trimEnd()}…` : text;
}
