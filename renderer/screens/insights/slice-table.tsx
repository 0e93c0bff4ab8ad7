import { Table } from '@mantine/core';
import { useTexts } from '../../i18n/use-texts.ts';
import classes from './insights.module.css';
import { type Bar, metrics } from './series.ts';

interface SliceTableProps {
  readonly caption: string;
  readonly firstColumn: string;
  readonly bars: readonly Bar[];
  readonly formatLabel: (label: string) => string;
  readonly formatCount: (value: number) => string;
  readonly formatSum: (value: number) => string;
}

/** The numbers of a chart, for who reads rather than looks. */
export function SliceTable({ caption, firstColumn, bars, formatLabel, formatCount, formatSum }: SliceTableProps) {
  const { t } = useTexts('insights');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section className={classes['table']} aria-label={caption} tabIndex={0}>
      <Table stickyHeader verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{firstColumn}</Table.Th>
            {metrics.map((metric) => (
              <Table.Th key={metric} ta="right">
                {t(`metric.${metric}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {bars.map((bar) => (
            <Table.Tr key={bar.key}>
              <Table.Th scope="row" fw={400} className={classes['rowName'] ?? ''}>
                {formatLabel(bar.label)}
              </Table.Th>
              {metrics.map((metric) => (
                <Table.Td key={metric} ta="right" className="tabular">
                  {metric === 'orderSum' ? formatSum(bar[metric]) : formatCount(bar[metric])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
