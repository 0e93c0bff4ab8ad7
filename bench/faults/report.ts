import type { MixedResult } from './mixed.ts';

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** Null where there is no promise, only a figure. */
  readonly ok: boolean | null;
}

const number = (value: number): string => Math.round(value).toLocaleString('en');
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** The value below which this share of values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function spread(values: readonly number[]): string {
  return `p50 ${seconds(percentile(values, 0.5))}, p95 ${seconds(percentile(values, 0.95))} (${number(values.length)})`;
}

export function zero(what: string, value: number): Row {
  return { what, measured: number(value), ok: value === 0 };
}

export function mixedRows(result: MixedResult): Row[] {
  const { ordersVerdict: orders, refundsVerdict: refunds } = result;
  const alone = result.withContact === 0 ? 1 : result.settledAlone / result.withContact;
  const faults = [...result.faults].map(([kind, count]) => `${kind} ${count}`).join(', ');
  return [
    { what: 'mixed faults: orders', measured: number(result.orders), ok: null },
    { what: 'mixed faults: refunds', measured: number(result.refunds), ok: null },
    { what: 'faults planned for writes', measured: faults, ok: null },
    zero('orders doubled', orders.doubled),
    zero('orders lost', orders.lost),
    zero('orders wrongly adopted', orders.wronglyAdopted),
    zero('refunds doubled', refunds.doubled),
    zero('refunds lost or told wrongly', refunds.lost),
    {
      what: 'settled without a person, sales with a contact',
      measured: `${(alone * 100).toFixed(2)}% of ${number(result.withContact)}`,
      ok: alone >= 0.99,
    },
    { what: 'acts that needed a person', measured: number(result.neededPerson), ok: null },
    { what: 'time to settle, all sales', measured: spread(result.settleMs), ok: null },
    { what: 'time to settle, answer lost', measured: spread(result.doubtMs), ok: null },
    { what: 'time to settle, refunds', measured: spread(result.refundMs), ok: null },
    { what: 'files and journal checked', measured: result.trouble ?? 'clean', ok: result.trouble === null },
    { what: 'took', measured: seconds(result.seconds * 1000), ok: null },
    ...[...orders.examples, ...refunds.examples].map((text) => ({ what: 'example', measured: text, ok: false })),
  ];
}

/** Prints rows, aligned. @returns true when every promise holds. */
export function printTable(rows: readonly Row[]): boolean {
  const width = Math.max(...rows.map((row) => row.what.length));
  for (const { what, measured, ok } of rows) {
    const mark = ok === null ? '  ' : ok ? 'ok' : '!!';
    process.stdout.write(`${mark}  ${what.padEnd(width)}  ${measured}\n`);
  }
  return rows.every(({ ok }) => ok !== false);
}
